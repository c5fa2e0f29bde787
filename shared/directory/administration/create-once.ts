/** Idempotency keys: what an administrator asks for again under the same key is not created twice. */
import { createHash } from 'node:crypto';
import { Invalid, NotFound, Refused } from '#shared/directory/errors.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import type { EntryName, LogOperation } from '#shared/directory/users/log-entry.ts';
import type { CreationRequest } from './administrator.ts';

/**
 * The entry of a creation has the id of what is created: so it tells what is gone from what never came to be.
 * @param what.request what tells one request from another
 * @param steps.find what an earlier request under the key created
 * @param steps.create creates it under this id, or finds that it is there
 * @throws Invalid, Refused IDEMPOTENCY_KEY_REUSED; NotFound when what was created is gone again
 */
export async function createOnce<Created>(
  directory: Directory,
  { administrator, idempotencyKey }: CreationRequest,
  what: { readonly operation: LogOperation; readonly request: unknown },
  steps: {
    readonly find: (id: string) => Promise<Created | undefined>;
    readonly create: (id: string) => Promise<Created>;
    readonly about: (id: string) => Pick<EntryName, 'userId' | 'subject'>;
  },
): Promise<Created> {
  const now = directory.clock.now();
  const id = directory.newId(now);
  if (idempotencyKey === undefined) return steps.create(id);
  if (!/^[\x21-\x7e]{1,255}$/.test(idempotencyKey)) {
    throw new Invalid('An idempotency key has 1 to 255 printable ASCII characters without spaces.');
  }
  const { administratorId } = administrator;
  const { operation, request } = what;
  const fingerprint = createHash('sha256')
    .update(canonicalJson([operation, request]))
    .digest('base64url');
  const ours = { resourceId: id, fingerprint };
  const claim = await retryConflicts(directory, () =>
    directory.idempotencyKeys.claim({ administratorId, idempotencyKey }, ours, now),
  );
  if (claim.fingerprint !== fingerprint) {
    const message = 'This idempotency key was used for another request within the last 24 hours: choose a new one.';
    throw new Refused('IDEMPOTENCY_KEY_REUSED', message);
  }
  const { resourceId } = claim;
  if (resourceId === id) return steps.create(id);
  const actor = { by: 'administrator', administratorId } as const;
  const creation = { id: resourceId, actor, operation, outcome: 'changed', ...steps.about(resourceId) } as const;
  // Its entry came with it: without one the earlier request has not created anything so far.
  if ((await directory.users.findEntry(creation)) === undefined) return steps.create(resourceId);
  const found = await steps.find(resourceId);
  if (found !== undefined) return found;
  throw new NotFound(`What was created under this idempotency key, ${resourceId}, is gone.`);
}

/** The same text whatever the order of members. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
