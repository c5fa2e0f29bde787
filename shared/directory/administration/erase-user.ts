/** An administrator erases a deactivated user: the user is gone, and of its history only what happened stays. */
import { Unavailable, VersionMismatch } from '#shared/directory/errors.ts';
import { requireErasable } from '#shared/directory/life/by-administrator.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import type { UserEntry } from '#shared/directory/users/log-entry.ts';
import type { User } from '#shared/directory/users/user.ts';
import { logEntry } from '#shared/directory/users/user-change.ts';
import type { UserRequest } from './change-user-as-administrator.ts';
import { requireUser } from './users-for-administrators.ts';

/**
 * What is personal in the history goes with the user: if that fails, or ends, in between, the sweep goes on with it.
 * @throws NotFound, VersionMismatch, Refused NOT_DEACTIVATED, ACTIVE_LEGAL_HOLD
 */
export async function eraseUser(
  directory: Directory,
  { administrator, userId, ifVersion }: UserRequest,
): Promise<void> {
  const entryId = directory.newId(directory.clock.now());
  let inDoubt: UserEntry | undefined;
  await retryConflicts(directory, async () => {
    const before = await requireUser(directory, userId).catch(async (error: unknown) => {
      const isErasedByUs = inDoubt !== undefined && (await directory.users.findEntry(inDoubt)) !== undefined;
      if (!isErasedByUs) throw error;
    });
    if (before === undefined) return;
    if (ifVersion !== undefined && ifVersion !== before.version) throw new VersionMismatch(before.version);
    requireErasable(before);
    const entry = erasure(before, entryId, directory.clock.now(), administrator);
    await directory.users.erase({ before, entry }).catch((error: unknown) => {
      if (error instanceof Unavailable) inDoubt = entry;
      throw error;
    });
  });
  directory.telemetry.record({ type: 'erased', userId });
  // The user is erased: what is left is unfinished work, which the sweep goes on with.
  await directory.users.forgetHistory(userId).catch((cause: unknown) => {
    directory.telemetry.record({ type: 'unfinished-work-failed', kind: 'forget-history', cause });
  });
}

function erasure(
  user: User,
  entryId: string,
  at: string,
  { administratorId, requestId }: UserRequest['administrator'],
) {
  const erased = { ...user, attributes: { userName: '' } };
  const decision = { user: erased, events: ['erased'], operation: 'erase' } as const;
  return logEntry(erased, decision, { entryId, at, actor: { by: 'administrator', administratorId }, requestId });
}
