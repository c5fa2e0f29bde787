/**
 * The directory's `Telemetry` port: every event becomes a log line, and is counted where a metric is registered for it.
 */
import type { MetricName } from '#shared/config/metric-names.ts';
import type { DirectoryEvent, Telemetry } from '#shared/directory/ports.ts';
import type { LogEvent } from './log-events.ts';
import type { FunctionTelemetry } from './telemetry.ts';

const reports: { readonly [type in DirectoryEvent['type']]: { readonly log: LogEvent; readonly count?: MetricName } } =
  {
    created: { log: 'UserCreated', count: 'UsersCreated' },
    'created-deactivated': { log: 'UserCreatedDeactivated', count: 'UsersCreated' },
    restored: { log: 'UserRestored', count: 'UsersCreated' },
    reactivated: { log: 'UserReactivated', count: 'UsersReactivated' },
    deleted: { log: 'UserDeleted' },
    blocked: { log: 'UserBlocked' },
    unblocked: { log: 'UserUnblocked' },
    moved: { log: 'UserPlaced' },
    'roles-assigned': { log: 'UserPlaced' },
    'opened-to-provisioning': { log: 'UserPlaced' },
    'managed-by-provider': { log: 'UserPlaced' },
    'made-local': { log: 'UserPlaced' },
    transferred: { log: 'UserPlaced' },
    'hold-placed': { log: 'LegalHoldPlaced', count: 'LegalHoldsPlaced' },
    'hold-released': { log: 'LegalHoldReleased', count: 'LegalHoldsReleased' },
    erased: { log: 'UserErased' },
    'deactivation-requested': { log: 'DeactivationRequested', count: 'DeactivationsRequested' },
    'deactivation-cancelled': { log: 'DeactivationCancelled', count: 'DeactivationsCancelled' },
    deactivated: { log: 'DeactivationCarriedOut', count: 'DeactivationsCarriedOut' },
    'deactivation-confirmed': { log: 'DeactivationConfirmed' },
    'deactivation-held-back': { log: 'DeactivationHeldBack', count: 'DeactivationsHeldBack' },
    'deactivation-not-pending': { log: 'DeactivationNotPending', count: 'DeactivationsNotPending' },
    'deactivation-being-cancelled': { log: 'DeactivationBeingCancelled' },
    'schedule-created': { log: 'ScheduleCreated', count: 'SchedulesCreated' },
    'schedule-deleted': { log: 'ScheduleDeleted' },
    'schedule-creation-failed': { log: 'ScheduleCreationFailed', count: 'ScheduleCreationsFailed' },
    'schedule-deletion-failed': { log: 'ScheduleDeletionFailed', count: 'ScheduleDeletionsFailed' },
    'credential-cache-flush-failed': { log: 'CredentialCacheFlushFailed' },
    'sweep-failed': { log: 'DeactivationFailed', count: 'SweepFailures' },
    'unfinished-work-failed': { log: 'UnfinishedWorkFailed', count: 'UnfinishedWorkFailures' },
    'entry-not-recorded': { log: 'EntryNotRecorded' },
    'commit-retried': { log: 'CommitRetried', count: 'CommitRetries' },
  };

/** Reports the directory's events through the function's own log and metrics. */
export function directoryTelemetry(telemetry: Pick<FunctionTelemetry, 'log' | 'count'>): Telemetry {
  return {
    record({ type, ...fields }) {
      const report = reports[type];
      telemetry.log(report.log, fields);
      if (report.count !== undefined) telemetry.count(report.count);
      if ('lateSeconds' in fields && fields.lateSeconds !== undefined) {
        telemetry.count('DeactivationLateness', fields.lateSeconds);
      }
    },
  };
}
