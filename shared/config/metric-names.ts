/**
 * Every metric that the functions write, as data: the dashboard and the alarms are built from it. None has dimensions.
 */

/** Units as CloudWatch spells them. */
export type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds' | 'Percent';

/** A metric's name is its key; the namespace is the function's METRICS_NAMESPACE. */
export const metrics = {
  Requests: { unit: 'Count', meaning: 'SCIM requests answered by the function' },
  RequestLatency: { unit: 'Milliseconds', meaning: 'From the event to the answer, inside the function' },
  ClientErrors: { unit: 'Count', meaning: 'SCIM requests answered 4xx' },
  ServerErrors: { unit: 'Count', meaning: 'SCIM requests answered 5xx, 501 left out' },
  RequestsNotImplemented: { unit: 'Count', meaning: 'SCIM requests answered 501: what Reprieve leaves out on purpose' },
  CredentialsRefused: { unit: 'Count', meaning: 'Requests with a missing, wrong or disabled credential' },
  UsersCreated: { unit: 'Count', meaning: 'Users created or restored' },
  UsersReactivated: { unit: 'Count', meaning: 'Deactivated users made active again' },
  DeactivationsRequested: { unit: 'Count', meaning: 'Deactivations accepted: blocked, and due after the delay' },
  SchedulesCreated: { unit: 'Count', meaning: 'One-shot schedules created' },
  ScheduleCreationsFailed: { unit: 'Count', meaning: 'Schedules that could not be created: the sweep will do it' },
  ScheduleDeletionsFailed: { unit: 'Count', meaning: 'Schedules that stayed behind: they fire and find nothing to do' },
  DeactivationsCancelled: { unit: 'Count', meaning: 'Pending deactivations that the client took back in time' },
  DeactivationsCarriedOut: { unit: 'Count', meaning: 'Users deactivated, by schedule, by sweep or without delay' },
  DeactivationLateness: { unit: 'Seconds', meaning: 'How long after its due instant a deactivation was carried out' },
  DeactivationsHeldBack: { unit: 'Count', meaning: 'Schedules that fired for a user under legal hold' },
  DeactivationsNotPending: {
    unit: 'Count',
    meaning: 'Schedules that fired for a deactivation that is pending no more',
  },
  LegalHoldsPlaced: { unit: 'Count', meaning: 'Users who became custodians of a matter' },
  LegalHoldsReleased: { unit: 'Count', meaning: 'Users released from a matter' },
  SweepRuns: { unit: 'Count', meaning: 'Completed runs of the sweep; silence is the alarm' },
  DeactivationsSwept: { unit: 'Count', meaning: 'Deactivations that only the sweep carried out' },
  SweepFailures: { unit: 'Count', meaning: 'Overdue deactivations that a sweep could not carry out' },
  DeactivationsOverdue: { unit: 'Count', meaning: 'Deactivations that a sweep found overdue' },
  OldestOverdue: { unit: 'Seconds', meaning: 'How late the oldest of them was' },
  Users: { unit: 'Count', meaning: 'Users of the deployment, at the last sweep' },
  PendingDeactivations: { unit: 'Count', meaning: 'Pending deactivations of the deployment, at the last sweep' },
  PendingSharePercent: {
    unit: 'Percent',
    meaning: 'Share of the users with a pending deactivation, at the last sweep',
  },
  UnfinishedWork: { unit: 'Count', meaning: 'Matters, providers and histories that are still being settled' },
  UnfinishedWorkFailures: { unit: 'Count', meaning: 'Times that a sweep could not go on with one of them' },
  SyncReportRuns: {
    unit: 'Count',
    meaning: 'Completed runs of the sync report, hourly and daily; silence is an alarm',
  },
  SyncReportsPublished: { unit: 'Count', meaning: 'Summaries of a day and notices of errors that were published' },
  CommitRetries: { unit: 'Count', meaning: 'Commits repeated because something else changed the user' },
} as const satisfies Readonly<Record<string, { readonly unit: MetricUnit; readonly meaning: string }>>;

export type MetricName = keyof typeof metrics;
