/** An administrator closes a matter: its custodians are released one by one, and whatever ends that, it is gone on with. */
import type { ChangeRequest } from '#shared/directory/administration/administrator.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { workThrough } from '#shared/directory/unfinished/work-through.ts';
import { changeMatter } from './change-matter.ts';
import { releaseLegalHold } from './legal-hold.ts';
import type { Matter } from './matter.ts';

/**
 * From here on the matter takes no new custodian. Comes back once all are released, or when the time is used up: then
 * the matter is `closing` still, and the sweep goes on.
 * @param request.budgetSeconds how long to release custodians
 * @throws NotFound, VersionMismatch
 */
export async function closeMatter(
  directory: Directory,
  request: ChangeRequest & { readonly matterId: string; readonly budgetSeconds: number },
): Promise<Matter> {
  const { administratorId, requestId } = request.administrator;
  const matter = await changeMatter(
    directory,
    request.matterId,
    (before, now) =>
      before.state === 'open'
        ? { ...before, state: 'closing', closed: { at: now, administratorId, requestId } }
        : before,
    { ...request, operation: 'close-matter' },
  );
  return goOnClosing(directory, matter, request.budgetSeconds);
}

/** Releases who is still custodian of a matter that is `closing`, and ends with the matter `closed`. */
export async function goOnClosing(directory: Directory, matter: Matter, budgetSeconds: number): Promise<Matter> {
  const { id: matterId, closed: administrator } = matter;
  if (matter.state !== 'closing' || administrator === undefined) return matter;
  const isDone = await workThrough(directory, {
    find: (limit) => directory.users.custodians(matterId, limit),
    settle: async (userId) => {
      await releaseLegalHold(directory, { administrator, matterId, userId });
    },
    budgetSeconds,
  });
  return isDone ? changeMatter(directory, matterId, (before) => ({ ...before, state: 'closed' })) : matter;
}
