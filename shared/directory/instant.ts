/** Points in time as the directory keeps them: text that sorts as time does. */

/**
 * An RFC 3339 instant in UTC with milliseconds, e.g. `2026-11-23T18:00:00.000Z`; comparing two as text compares them as
 * time.
 */
export type Instant = string;

/** @param epochMilliseconds milliseconds since 1970-01-01T00:00:00Z */
export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString();
}

export function plusSeconds(instant: Instant, seconds: number): Instant {
  return instantOf(Date.parse(instant) + seconds * 1000);
}

/** How many seconds `later` lies after `earlier`; negative when it lies before. */
export function secondsBetween(earlier: Instant, later: Instant): number {
  return (Date.parse(later) - Date.parse(earlier)) / 1000;
}
