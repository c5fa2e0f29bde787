/** What a port may answer instead of doing what it was asked, and what an administrator may be told. */

/**
 * The item changed between the read and the write, or is part of another transaction at this moment: read again and
 * decide again.
 */
export class VersionConflict extends Error {
  override name = 'VersionConflict';
}

/** Another user holds the userName: reading again tells who. */
export class UserNameTaken extends VersionConflict {
  override name = 'UserNameTaken';
}

/** The administrator's change was meant for another version: get it again, then decide again. */
export class VersionMismatch extends Error {
  override name = 'VersionMismatch';
  /** The one that is stored. */
  readonly version: number;

  constructor(version: number) {
    super(`It is at version ${version} by now: get it again, then repeat the change.`);
    this.version = version;
  }
}

/** The service behind the port is throttling, timing out or down. */
export class Unavailable extends Error {
  override name = 'Unavailable';
}

/** What an administrator asked for names something that is not there. */
export class NotFound extends Error {
  override name = 'NotFound';
}

/** What an administrator asked for cannot be; the message says what can. */
export class Invalid extends Error {
  override name = 'Invalid';
}

/** Why an administrator's change cannot be made as things stand. */
export type RefusalCode =
  | 'ACTIVE_LEGAL_HOLD'
  | 'PENDING_DEACTIVATION'
  | 'NO_PENDING_DEACTIVATION'
  | 'DEACTIVATED'
  | 'NOT_DEACTIVATED'
  | 'DELETED'
  | 'PROVISIONED'
  | 'USER_NAME_TAKEN'
  | 'MATTER_CLOSED'
  | 'NO_LEGAL_HOLD'
  | 'TOO_MANY_MATTERS'
  | 'PROVIDER_IN_TRANSITION'
  | 'ORGANIZATION_IN_USE'
  | 'IDEMPOTENCY_KEY_REUSED';

/** The state that something is in does not allow what an administrator asked for; the message says what would. */
export class Refused extends Error {
  override name = 'Refused';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}
