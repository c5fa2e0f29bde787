/** Joins the adapters for the sync report: it reads the Sync Log and what is overdue, and publishes. */
import type { Environment } from '#shared/config/environment.ts';
import type { Reporting } from '#shared/directory/sync-log/report/report-sync-log.ts';
import { dynamoProviderStore } from '#shared/storage/dynamo-provider-store.ts';
import { dynamoSyncLog } from '#shared/storage/dynamo-sync-log.ts';
import { pendingReads } from '#shared/storage/pending-reads.ts';
import type { FunctionTelemetry } from '#shared/telemetry/telemetry.ts';
import { snsReportTopic } from './sns-report-topic.ts';
import { standardOutputTelemetry, system } from './system.ts';
import { tableOf } from './table-of.ts';

export type ReportComposition = { readonly reporting: Reporting; readonly telemetry: FunctionTelemetry };

export function composeReport(environment: Environment<'report'>): ReportComposition {
  const table = tableOf(environment);
  const { credentials, region } = table.client.config;
  return {
    telemetry: standardOutputTelemetry(environment.METRICS_NAMESPACE),
    reporting: {
      providers: dynamoProviderStore(table),
      users: pendingReads(table),
      syncLog: dynamoSyncLog(table),
      topic: snsReportTopic({ credentials, region, topicArn: environment.SYNC_REPORT_TOPIC_ARN }),
      clock: system.clock,
    },
  };
}
