/** Every line that a function may log: a code to search for, and one sentence. Nothing else is ever logged. */

export type LogLevel = 'info' | 'warn' | 'error';

/** The code is the key. */
export const logEvents = {
  RequestAnswered: { level: 'info', message: 'A SCIM request was answered.' },
  RequestFailed: {
    level: 'error',
    message: 'A request failed for a reason of ours; the client was told nothing of it.',
  },
  DependencyUnavailable: {
    level: 'warn',
    message: 'A service behind the function was unavailable; the client may retry.',
  },
  AdminRequestAnswered: { level: 'info', message: 'A request to the admin API was answered.' },
  CredentialRefused: {
    level: 'info',
    message: 'A request came with a missing, wrong, expired or disabled credential.',
  },
  UserCreated: { level: 'info', message: 'A user was created.' },
  UserCreatedDeactivated: { level: 'info', message: 'A user was created deactivated.' },
  UserReactivated: { level: 'info', message: 'A deactivated user is active again.' },
  UserDeleted: { level: 'info', message: 'A user was deleted by its provider.' },
  UserRestored: { level: 'info', message: 'A deleted user was restored under its old id.' },
  UserBlocked: { level: 'info', message: 'An administrator blocked a user.' },
  UserUnblocked: { level: 'info', message: 'An administrator unblocked a user.' },
  UserPlaced: { level: 'info', message: 'The organization, the roles or the management of a user changed.' },
  UserErased: { level: 'info', message: 'An administrator erased a user.' },
  LegalHoldPlaced: { level: 'info', message: 'A user became custodian of a matter.' },
  LegalHoldReleased: { level: 'info', message: 'A user was released from a matter.' },
  DeactivationRequested: { level: 'info', message: 'A deactivation was accepted and waits for its due instant.' },
  DeactivationCancelled: { level: 'info', message: 'A pending deactivation was cancelled.' },
  DeactivationCarriedOut: { level: 'info', message: 'A user was deactivated.' },
  DeactivationConfirmed: {
    level: 'info',
    message: 'An administrator deactivated a user whom provisioning had deactivated before.',
  },
  DeactivationHeldBack: { level: 'info', message: 'A deactivation was due, but a legal hold keeps the user.' },
  DeactivationBeingCancelled: {
    level: 'info',
    message: 'A deactivation was due, but its provider was disabled and it is about to be cancelled.',
  },
  DeactivationNotPending: {
    level: 'info',
    message: 'A schedule fired for a deactivation that is not pending any more.',
  },
  DeactivationFailed: { level: 'error', message: 'A deactivation could not be carried out now; it is tried again.' },
  ScheduleCreated: { level: 'info', message: 'The schedule of a deactivation was created.' },
  ScheduleDeleted: { level: 'info', message: 'The schedule of a cancelled deactivation was deleted.' },
  ScheduleCreationFailed: {
    level: 'error',
    message: 'The schedule of a deactivation was not created; the sweep will do it.',
  },
  ScheduleDeletionFailed: {
    level: 'warn',
    message: 'A schedule was not deleted; it will fire and find nothing to do.',
  },
  CredentialCacheFlushFailed: {
    level: 'warn',
    message: 'A provider was changed, but API Gateway may trust its old credential for reads for up to a minute.',
  },
  UnfinishedWorkFailed: {
    level: 'error',
    message:
      'A matter could not be closed, a provider settled, an organization removed or a history forgotten now; the next sweep goes on.',
  },
  EntryNotRecorded: {
    level: 'warn',
    message: 'A refusal, or the use of a credential, could not be recorded; the answer is the same.',
  },
  CommitRetried: { level: 'info', message: 'A commit was repeated because something else changed the user.' },
  SweepFinished: { level: 'info', message: 'A sweep for overdue deactivations finished.' },
  SweepFailed: {
    level: 'error',
    message: 'A sweep for overdue deactivations failed; the next one starts within a minute.',
  },
  SyncReportFinished: { level: 'info', message: 'A sync report was made, and published if it was wanted.' },
  SyncReportFailed: { level: 'error', message: 'A sync report was not made or not published; it is tried again.' },
} as const satisfies Readonly<Record<string, { readonly level: LogLevel; readonly message: string }>>;

export type LogEvent = keyof typeof logEvents;

/**
 * What may stand beside an event. There is no field for a userName, an e-mail address, a credential or a body, on
 * purpose.
 */
export type LogFields = {
  /** API Gateway's, as in the access log and in the Sync Log; Lambda's own where no API Gateway is involved. */
  readonly requestId?: string;
  readonly providerId?: string;
  readonly userId?: string;
  readonly deactivationId?: string;
  readonly dueAt?: string;
  readonly lateSeconds?: number;
  readonly method?: string;
  /** The operation of the route, e.g. `replaceUser`; never the path, which a client fills with what it likes. */
  readonly operation?: string;
  readonly status?: number;
  readonly scimType?: string;
  /** Of a bulk request: how many operations were carried out, and how many of them failed. */
  readonly bulkOperations?: number;
  readonly bulkFailures?: number;
  readonly durationMilliseconds?: number;
  readonly attempt?: number;
  readonly carriedOut?: number;
  readonly left?: number;
  readonly overdue?: number;
  readonly oldestLateSeconds?: number;
  readonly unfinished?: number;
  /** Of unfinished work. */
  readonly kind?: string;
  readonly users?: number;
  readonly pendingDeactivations?: number;
  /** Of a sync report: a day or an hour. */
  readonly period?: string;
  readonly refused?: number;
  readonly unauthorized?: number;
  readonly published?: boolean;
  /** The IAM user or role behind a request to the admin API. */
  readonly callerArn?: string;
  readonly callerAccessKeyId?: string;
  /** An error, logged by name, message and stack, with its own causes. */
  readonly cause?: unknown;
};
