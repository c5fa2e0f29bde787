/** What one bulk request may hold, as ServiceProviderConfig announces it (RFC 7644 §3.7.4). */

/**
 * Operations are carried out one after the other, each within its own transaction; a deactivation takes about 0.1 s with
 * its schedule, and a request has six seconds.
 */
export const maximumOperations = 50;

/** Bytes, of any body: far above fifty ordinary users, far below what API Gateway lets through (10 MB). */
export const maximumPayloadSize = 1_000_000;
