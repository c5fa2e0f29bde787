/** What a port may answer instead of doing what it was asked; anything else that a port throws is a fault of ours. */

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
