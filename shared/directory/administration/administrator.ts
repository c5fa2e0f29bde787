/** Who asks, and what every change by an administrator may be given with it. */

/** Who asks, by IAM identity (an ARN), and in which request. */
export type Administrator = { readonly administratorId: string; readonly requestId: string };

/** A request that changes something. */
export type ChangeRequest = {
  readonly administrator: Administrator;
  /** The version that the change is meant for; absent: whichever there is. */
  readonly ifVersion?: number | undefined;
};

/** A request that creates something. */
export type CreationRequest = {
  readonly administrator: Administrator;
  /** Asked again under the same key within 24 hours, it creates nothing twice. */
  readonly idempotencyKey?: string | undefined;
};
