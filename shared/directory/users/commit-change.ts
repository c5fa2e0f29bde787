/** Commits one change of a user, then sets or stops the timer that it asks for, and counts what happened. */
import { Unavailable } from '#shared/directory/errors.ts';
import type { Directory, UserChange } from '#shared/directory/ports.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import { type PendingDeactivation, pendingDeactivation, type User } from './user.ts';
import { type Decision, type Occasion, refusalEntry, userChange } from './user-change.ts';

/** What a decision comes to: the user as it shall be, and the change that makes it so, unless it is so already. */
type Decided = { readonly user: User; readonly change?: UserChange | undefined };

/** The change that a decision comes to; a refusal, which changes nothing, is recorded in the log. */
export async function decided(
  directory: Directory,
  before: User | undefined,
  decision: Decision,
  occasion: Occasion,
): Promise<Decided> {
  const change = userChange(before, decision, occasion);
  if (change === undefined && decision.reason !== undefined) {
    await directory.users.record(refusalEntry(decision, occasion));
  }
  return { user: decision.user, change };
}

/**
 * Decides and commits, again from a fresh read when another writer was in the way. The item first, the schedule second:
 * a crash in between leaves a blocked user whom the sweep finds.
 * @param decide reads what it needs; its changes carry the same entry id at every call
 * @throws whatever `decide` throws; UserNameTaken, VersionConflict, Unavailable once trying again does not help
 */
export async function decideAndCommit(directory: Directory, decide: () => Promise<Decided>): Promise<User> {
  const inDoubt: UserChange[] = [];
  const finish = async (change: UserChange) => {
    await afterCommit(directory, change);
    return change.after;
  };
  return retryConflicts(directory, async (deadline) => {
    const committed = await findCommitted(directory, inDoubt);
    if (committed !== undefined) return finish(committed);
    const [decision] = await Promise.allSettled([decide()]);
    const change = decision.status === 'fulfilled' ? decision.value.change : undefined;
    if (change === undefined) {
      // What was in doubt may have landed while we decided: then it is our own change that leaves nothing to do.
      const landed = await findCommitted(directory, inDoubt);
      if (landed !== undefined) return finish(landed);
      if (decision.status === 'rejected') throw decision.reason;
      return decision.value.user;
    }
    requireSameUser(change, inDoubt);
    if (directory.clock.now() >= deadline) throw new Unavailable('The reads left no time to commit.');
    try {
      await directory.users.commit(change);
    } catch (error) {
      // What it was may still come to pass, and be the very conflict that the next attempt meets.
      if (error instanceof Unavailable) inDoubt.push(change);
      throw error;
    }
    return finish(change);
  });
}

/**
 * A create whose reply was lost may still make its user. Until that is known the request must not bring back another.
 * @throws Unavailable
 */
function requireSameUser({ after }: UserChange, inDoubt: readonly UserChange[]): void {
  if (inDoubt.every((change) => change.after.id === after.id)) return;
  throw new Unavailable('It is not known whether an earlier attempt of this request created a user.');
}

/** The one change, of those whose replies were lost, that happened all the same: its entry is written. */
async function findCommitted({ users }: Directory, inDoubt: readonly UserChange[]): Promise<UserChange | undefined> {
  const [first] = inDoubt;
  const entry = first && (await users.findEntry(first.entry));
  return entry && inDoubt.find((change) => change.entry.at === entry.at);
}

async function afterCommit(directory: Directory, { before, after, entry }: UserChange): Promise<void> {
  const { userId, actor, dueAt } = entry;
  for (const type of entry.events) {
    const providerId = actor.by === 'provider' ? { providerId: actor.providerId } : {};
    directory.telemetry.record({ type, userId, ...providerId, ...(dueAt !== undefined && { dueAt }) });
  }
  const ended = pendingDeactivation(before);
  const requested = pendingDeactivation(after);
  if (ended?.id === requested?.id) return;
  if (ended !== undefined) await stopTimer(directory, after.id, ended);
  if (requested !== undefined) await startTimer(directory, after.id, requested);
}

/** A failure leaves the sweep to carry the deactivation out: the client's request was accepted all the same. */
async function startTimer(directory: Directory, userId: string, deactivation: PendingDeactivation): Promise<void> {
  const timer = { userId, deactivationId: deactivation.id };
  try {
    await directory.schedules.create(userId, deactivation);
    directory.telemetry.record({ type: 'schedule-created', ...timer, dueAt: deactivation.dueAt });
  } catch (cause) {
    directory.telemetry.record({ type: 'schedule-creation-failed', ...timer, cause });
  }
}

/** A failure leaves a timer that fires, finds its deactivation gone, and does nothing. */
async function stopTimer(directory: Directory, userId: string, deactivation: PendingDeactivation): Promise<void> {
  const timer = { userId, deactivationId: deactivation.id };
  try {
    await directory.schedules.delete(userId, deactivation);
    directory.telemetry.record({ type: 'schedule-deleted', ...timer, dueAt: deactivation.dueAt });
  } catch (cause) {
    directory.telemetry.record({ type: 'schedule-deletion-failed', ...timer, cause });
  }
}
