/** Legal hold as the directory will have it: stands in until there are use cases for it. */
import type { Directory } from '#shared/directory/ports.ts';
import { makeChange } from '#shared/directory/users/user-change.ts';
import type { Target } from './event.ts';
import { matterId } from './states.ts';

export function placeHold(directory: Directory, target: Target): Promise<void> {
  return setMatters(directory, target, [matterId]);
}

export function releaseHold(directory: Directory, target: Target): Promise<void> {
  return setMatters(directory, target, []);
}

/** A deactivated user cannot become a custodian. */
async function setMatters(
  directory: Directory,
  { userId, client: { providerId, requestId } }: Target,
  matterIds: readonly string[],
): Promise<void> {
  const user = await directory.users.get(userId);
  const isSet = user?.matterIds.length === matterIds.length;
  if (user === undefined || isSet || user.life.state === 'deactivated') return;
  const at = directory.clock.now();
  const decision = { user: { ...user, matterIds }, events: [], operation: 'patch', ignored: [] } as const;
  await directory.users.commit(makeChange(user, decision, { entryId: directory.newId(at), at, providerId, requestId }));
}
