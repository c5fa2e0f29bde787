/** The answer to a userName that another user holds: it names no owner, but says when the user is a local one. */
import { ScimError } from '#shared/scim/error.ts';
import { type User, visibleTo } from './user.ts';

/** @param holder the user who holds the name, if still known */
export function nameTaken(holder: User | undefined): ScimError {
  const isLocal = holder?.management.by === 'administrators' && visibleTo(holder) === undefined;
  return ScimError.uniqueness(
    isLocal
      ? 'A local user has this userName: only an administrator can change the user or open it to provisioning.'
      : 'A user with this userName exists already.',
  );
}
