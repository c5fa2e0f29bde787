/** What a port may answer instead of doing what it was asked; anything else that a port throws is a fault of ours. */

/** The item changed between the read and the write, or is part of another transaction at this moment: read again and decide again. */
export class VersionConflict extends Error {
  override name = 'VersionConflict';
}

/** Another user holds the userName. */
export class UserNameTaken extends Error {
  override name = 'UserNameTaken';
}

/** The service behind the port is throttling, timing out or down. */
export class Unavailable extends Error {
  override name = 'Unavailable';
}
