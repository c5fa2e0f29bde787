/** Instants of dateTime attributes (RFC 7643 §2.3.5, xsd:dateTime). */
import type { ScimValue } from '#shared/scim/resource/value.ts';

const dateTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/i;

/**
 * Milliseconds since 1970-01-01T00:00:00Z, finer fractions included; without an offset the text is taken as UTC.
 * @returns undefined when the text is not a dateTime
 */
export function parseDateTime(text: string): number | undefined {
  const [, seconds = '', fraction = '', offset = 'Z'] = dateTime.exec(text) ?? [];
  const epochMilliseconds = Date.parse(seconds.toUpperCase() + offset.toUpperCase());
  return Number.isNaN(epochMilliseconds) ? undefined : epochMilliseconds + Number(`0${fraction}`) * 1000;
}

/** Of a value that is in a resource; NaN, which compares with nothing, when it is not a dateTime. */
export function instantOf(value: ScimValue | undefined): number {
  if (typeof value !== 'string') return Number.NaN;
  // Our own timestamps (2011-05-13T04:42:34.000Z), and the hot path of a listing by lastModified: no regular
  // expression.
  if (value.length === 24 && value.endsWith('Z')) return Date.parse(value);
  return parseDateTime(value) ?? Number.NaN;
}
