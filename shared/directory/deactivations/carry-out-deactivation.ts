/**
 * A pending deactivation is due: carries it out exactly once, whatever is delivered twice, late, early or out of order.
 */
import { Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { type Instant, secondsBetween } from '#shared/directory/instant.ts';
import { carryOut } from '#shared/directory/life/by-time.ts';
import type { Directory, UserChange } from '#shared/directory/ports.ts';
import { isCancelling } from '#shared/directory/providers/provider.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import { isHeld, managingProviderId, type PendingDeactivation, type User } from '#shared/directory/users/user.ts';
import { makeChange } from '#shared/directory/users/user-change.ts';

/** How much too early is waited for; anything more is a fault of whoever called. */
const longestWaitSeconds = 70;

export type DeactivationRequest = {
  readonly userId: string;
  readonly deactivationId: string;
  /** Of the invocation, for the Sync Log. */
  readonly requestId: string;
};

/** `being-cancelled`: the provider was disabled, and its pending deactivations are to be cancelled. */
export type DeactivationOutcome = 'carried-out' | 'not-pending' | 'held-back' | 'being-cancelled';

type CarryingOut = {
  readonly change: UserChange & { readonly before: User };
  readonly deactivation: PendingDeactivation;
};

/** @throws Error when called more than 70 s early, or when the store stays unavailable: to be called again */
export async function carryOutDeactivation(
  directory: Directory,
  request: DeactivationRequest,
): Promise<DeactivationOutcome> {
  const inDoubt: CarryingOut[] = [];
  for (;;) {
    const outcome = await retryConflicts(directory, () => carryOutIfDue(directory, request, inDoubt));
    if (typeof outcome === 'string') return outcome;
    await waitUntilDue(directory, outcome.dueAt);
  }
}

/** Who was early looks again after the wait: meanwhile the user may have been released, or re-enabled. */
async function carryOutIfDue(
  directory: Directory,
  { userId, deactivationId, requestId }: DeactivationRequest,
  inDoubt: CarryingOut[],
): Promise<DeactivationOutcome | { readonly dueAt: Instant }> {
  const user = await directory.users.get(userId);
  if (user?.life.state !== 'pending' || user.life.deactivation.id !== deactivationId) {
    const committed = await findCommitted(directory, inDoubt);
    if (committed !== undefined) return carriedOut(directory, committed);
    directory.telemetry.record({ type: 'deactivation-not-pending', userId, deactivationId });
    return 'not-pending';
  }
  const { deactivation } = user.life;
  const now = directory.clock.now();
  if (now < deactivation.dueAt) return { dueAt: deactivation.dueAt };
  if (isHeld(user)) {
    directory.telemetry.record({ type: 'deactivation-held-back', userId, deactivationId });
    return 'held-back';
  }
  if (await isBeingCancelled(directory, user)) {
    directory.telemetry.record({ type: 'deactivation-being-cancelled', userId, deactivationId });
    return 'being-cancelled';
  }
  const carryingOut = { change: deactivationChange(user, deactivation, now, requestId), deactivation };
  try {
    if (!(await directory.users.commitDeactivation(carryingOut.change, deactivation))) {
      throw new VersionConflict('The deactivation was cancelled, held back or carried out meanwhile.');
    }
  } catch (error) {
    if (error instanceof Unavailable) inDoubt.push(carryingOut);
    throw error;
  }
  return carriedOut(directory, carryingOut);
}

/** The pending deactivations of the user's provider are being cancelled: this one must not come true meanwhile. */
export async function isBeingCancelled({ providers }: Directory, user: User): Promise<boolean> {
  const providerId = managingProviderId(user);
  return providerId !== undefined && isCancelling(await providers.get(providerId));
}

/** The entry goes by the id of the deactivation, so that it is written once. */
function deactivationChange(
  user: User,
  { id, providerId }: PendingDeactivation,
  at: Instant,
  requestId: string,
): CarryingOut['change'] {
  const occasion = { entryId: id, at, actor: { by: 'provider', providerId }, requestId } as const;
  return { ...makeChange(user, { ...carryOut(user, at), operation: 'deactivate' }, occasion), before: user };
}

/** Whether it was one of our own commits, of those whose replies were lost, that carried the deactivation out. */
async function findCommitted({ users }: Directory, inDoubt: readonly CarryingOut[]): Promise<CarryingOut | undefined> {
  const [first] = inDoubt;
  const entry = first && (await users.findEntry(first.change.entry));
  return entry?.requestId === first?.change.entry.requestId ? first : undefined;
}

async function waitUntilDue({ clock }: Directory, dueAt: Instant): Promise<void> {
  const seconds = secondsBetween(clock.now(), dueAt);
  if (seconds > longestWaitSeconds) throw new Error(`The deactivation is due in ${seconds} s: called too early.`);
  if (seconds > 0) await clock.sleep(Math.ceil(seconds * 1000));
}

function carriedOut(directory: Directory, { change, deactivation }: CarryingOut): DeactivationOutcome {
  const lateSeconds = secondsBetween(deactivation.dueAt, directory.clock.now());
  const { providerId } = deactivation;
  directory.telemetry.record({ type: 'deactivated', userId: change.before.id, providerId, lateSeconds });
  return 'carried-out';
}
