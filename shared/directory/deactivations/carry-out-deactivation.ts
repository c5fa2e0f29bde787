/**
 * A pending deactivation is due: carries it out exactly once, whatever is delivered twice, late, early or out of order.
 */
import { VersionConflict } from '#shared/directory/errors.ts';
import { type Instant, secondsBetween } from '#shared/directory/instant.ts';
import { deactivate } from '#shared/directory/life/life.ts';
import type { Directory, UserChange } from '#shared/directory/ports.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import { isHeld, type PendingDeactivation, type User } from '#shared/directory/users/user.ts';
import { makeChange } from '#shared/directory/users/user-change.ts';

/** How much too early is waited for; anything more is a fault of whoever called. */
const longestWaitSeconds = 70;

export type DeactivationRequest = {
  readonly userId: string;
  readonly deactivationId: string;
  /** Of the invocation, for the Sync Log. */
  readonly requestId: string;
};

export type DeactivationOutcome = 'carried-out' | 'not-pending' | 'held-back';

/** @throws Error when called more than 70 s early, or when the store stays unavailable: to be called again */
export async function carryOutDeactivation(
  directory: Directory,
  request: DeactivationRequest,
): Promise<DeactivationOutcome> {
  const { userId, deactivationId } = request;
  let inDoubt: PendingDeactivation | undefined;
  return retryConflicts(directory, async () => {
    const user = await directory.users.get(userId);
    if (user?.life.state !== 'pending' || user.life.deactivation.id !== deactivationId) {
      if (inDoubt !== undefined && user?.lastEntryId === deactivationId) return carriedOut(directory, userId, inDoubt);
      directory.telemetry.record({ type: 'deactivation-not-pending', userId, deactivationId });
      return 'not-pending';
    }
    const { deactivation } = user.life;
    await waitUntilDue(directory, deactivation.dueAt);
    if (isHeld(user)) {
      directory.telemetry.record({ type: 'deactivation-held-back', userId, deactivationId });
      return 'held-back';
    }
    const change = deactivationChange(user, deactivation, directory.clock.now(), request.requestId);
    inDoubt = deactivation;
    if (!(await directory.users.commitDeactivation(change, deactivation))) {
      throw new VersionConflict('The deactivation was cancelled, held back or carried out meanwhile.');
    }
    return carriedOut(directory, userId, deactivation);
  });
}

/** The entry goes by the id of the deactivation, so that it is written once. */
function deactivationChange(
  user: User,
  { id, providerId }: PendingDeactivation,
  at: Instant,
  requestId: string,
): UserChange & { readonly before: User } {
  const decision = { ...deactivate(user, at), operation: 'deactivate' as const, ignored: [] };
  return { ...makeChange(user, decision, { entryId: id, at, providerId, requestId }), before: user };
}

async function waitUntilDue({ clock }: Directory, dueAt: Instant): Promise<void> {
  const seconds = secondsBetween(clock.now(), dueAt);
  if (seconds > longestWaitSeconds) throw new Error(`The deactivation is due in ${seconds} s: called too early.`);
  if (seconds > 0) await clock.sleep(Math.ceil(seconds * 1000));
}

function carriedOut(directory: Directory, userId: string, deactivation: PendingDeactivation): DeactivationOutcome {
  const lateSeconds = secondsBetween(deactivation.dueAt, directory.clock.now());
  directory.telemetry.record({ type: 'deactivated', userId, providerId: deactivation.providerId, lateSeconds });
  return 'carried-out';
}
