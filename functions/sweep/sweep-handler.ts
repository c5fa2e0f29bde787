/** Sweeps for overdue deactivations, and counts how the deployment stands. */
import type { Composition } from '#shared/composition/composition.ts';
import { type SweepReport, sweepDeactivations } from '#shared/directory/deactivations/sweep-deactivations.ts';
import type { FunctionTelemetry } from '#shared/telemetry/telemetry.ts';

/** Throws when the table cannot be read: the next run is a minute away, and `SweepRuns` falling silent is the alarm. */
export function sweepHandler({
  directory,
  telemetry,
  patienceSeconds,
}: Composition & { readonly patienceSeconds: number }) {
  return async (_event: unknown, { awsRequestId }: { readonly awsRequestId: string }): Promise<SweepReport> =>
    telemetry.invocation(awsRequestId, async () => {
      try {
        const report = await sweepDeactivations(directory, { requestId: awsRequestId, patienceSeconds });
        count(telemetry, report);
        telemetry.log('SweepFinished', report);
        return report;
      } catch (cause) {
        telemetry.log('SweepFailed', { cause });
        throw cause;
      }
    });
}

function count(telemetry: FunctionTelemetry, report: SweepReport): void {
  telemetry.count('SweepRuns');
  telemetry.count('DeactivationsSwept', report.carriedOut);
  telemetry.count('DeactivationsOverdue', report.overdue);
  telemetry.count('OldestOverdue', report.oldestLateSeconds);
  telemetry.count('UnfinishedWork', report.unfinished);
  telemetry.count('Users', report.users);
  telemetry.count('PendingDeactivations', report.pendingDeactivations);
  telemetry.count('PendingSharePercent', pendingSharePercent(report));
}

/** Of those who could be affected; deleted users with a pending deactivation count as pending but not as users. */
function pendingSharePercent({ users, pendingDeactivations }: SweepReport): number {
  const all = Math.max(users, pendingDeactivations);
  return all === 0 ? 0 : (100 * pendingDeactivations) / all;
}
