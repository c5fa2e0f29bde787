/**
 * Every minute: carries out the deactivations that no schedule carried out in time, goes on with what is unfinished, and
 * reports how the directory stands.
 */
import { plusSeconds, secondsBetween } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { goOnWithUnfinishedWork } from '#shared/directory/unfinished/go-on.ts';
import { sideBySide } from '#shared/directory/unfinished/work-through.ts';
import { carryOutDeactivation, type DeactivationOutcome } from './carry-out-deactivation.ts';

/** What is left over is for the next sweep: so many at most, in so much time. */
const maximumOverdue = 10_000;
const budgetSeconds = 30;
const unfinishedBudgetSeconds = 15;

export type SweepReport = {
  /** Found later than patience allows: each one is a schedule that failed. */
  readonly overdue: number;
  readonly oldestLateSeconds: number;
  readonly carriedOut: number;
  /** Late still: could not be carried out, or not in time. */
  readonly left: number;
  /** Matters being closed, providers being settled, histories being forgotten. */
  readonly unfinished: number;
  readonly users: number;
  readonly pendingDeactivations: number;
};

/**
 * @param request.patienceSeconds how late a deactivation is before it is taken from its schedule
 * @throws Unavailable when the overdue deactivations cannot be read
 */
export async function sweepDeactivations(
  directory: Directory,
  { requestId, patienceSeconds }: { readonly requestId: string; readonly patienceSeconds: number },
): Promise<SweepReport> {
  const startedAt = directory.clock.now();
  const found = await directory.users.overdue(plusSeconds(startedAt, -patienceSeconds), maximumOverdue);
  const outcomes: DeactivationOutcome[] = [];
  await sideBySide(found, async ({ userId, deactivationId }) => {
    if (secondsBetween(startedAt, directory.clock.now()) >= budgetSeconds) return;
    try {
      outcomes.push(await carryOutDeactivation(directory, { userId, deactivationId, requestId }));
    } catch (cause) {
      directory.telemetry.record({ type: 'sweep-failed', userId, deactivationId, cause });
    }
  });

  /** The index lags: what it still shows may have been carried out a moment before. */
  const settledBefore = outcomes.filter((outcome) => outcome !== 'carried-out').length;
  return {
    overdue: found.length - settledBefore,
    oldestLateSeconds: found[0] === undefined ? 0 : secondsBetween(found[0].dueAt, startedAt),
    carriedOut: outcomes.length - settledBefore,
    left: found.length - outcomes.length,
    unfinished: await goOnWithUnfinishedWork(directory, unfinishedBudgetSeconds),
    ...(await directory.users.statistics()),
  };
}
