/** The Lambda function that tells once a day, and soon after an error, what provisioning did. */
import { composeReport } from '#shared/composition/report.ts';
import { environments, readEnvironment } from '#shared/config/environment.ts';
import { reportHandler } from './report-handler.ts';

const environment = readEnvironment(environments.report, process.env);

export const handler = reportHandler({
  ...composeReport(environment),
  frequency: environment.SYNC_REPORT,
  overdueSeconds: environment.OVERDUE_SECONDS,
});
