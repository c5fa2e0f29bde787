/** Makes the report that the schedule asks for. */
import * as z from 'zod/mini';
import type { ReportComposition } from '#shared/composition/report.ts';
import {
  type ReportOptions,
  type ReportOutcome,
  reportDay,
  reportErrors,
} from '#shared/directory/sync-log/report/report-sync-log.ts';

/** The input of the schedules. */
const eventSchema = z.object({ report: z.enum(['day', 'errors']) });

/** Throws when the report was not made or not taken: Lambda repeats it twice. */
export function reportHandler({ reporting, telemetry, ...options }: ReportComposition & ReportOptions) {
  return async (event: unknown, { awsRequestId }: { readonly awsRequestId: string }): Promise<ReportOutcome> =>
    telemetry.invocation(awsRequestId, async () => {
      try {
        const { report } = eventSchema.parse(event);
        const outcome = await (report === 'day' ? reportDay : reportErrors)(reporting, options);
        telemetry.count('SyncReportRuns');
        telemetry.count('SyncReportsPublished', outcome.published ? 1 : 0);
        telemetry.log('SyncReportFinished', outcome);
        return outcome;
      } catch (cause) {
        telemetry.log('SyncReportFailed', { cause });
        throw cause;
      }
    });
}
