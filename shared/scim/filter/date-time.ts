/** Instants of dateTime attributes (RFC 7643 §2.3.5, xsd:dateTime). */

const dateTime = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/i;

/**
 * UTC in a form that sorts as the instants do, to any fraction of a second; without an offset the text is taken as UTC.
 * @returns undefined when the text is not a dateTime, or not in the years 0 to 9999 of UTC
 */
export function parseDateTime(text: string): string | undefined {
  const [, date = '', time = '', fraction = '', offset = 'Z'] = dateTime.exec(text) ?? [];
  const instant = new Date(`${date}T${time}${offset.toUpperCase()}`);
  if (Number.isNaN(instant.getTime()) || !isInCalendar(date)) return undefined;
  const utc = instant.toISOString();
  return utc.length === '2011-05-13T04:42:34.000Z'.length
    ? utc.slice(0, -'.000Z'.length) + shortest(fraction)
    : undefined;
}

/** What `Date.prototype.toISOString` writes. */
const ownTimestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** As `parseDateTime`, of a value in a resource: a list is filtered by our own timestamps, which need no calendar. */
export function storedInstant(text: string): string | undefined {
  if (!ownTimestamp.test(text)) return parseDateTime(text);
  return text.slice(0, -'.000Z'.length) + shortest(text.slice(-'.000Z'.length, -1));
}

/** Date takes the 30th of February for the 2nd of March. */
function isInCalendar(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

/** Without the zeros at its end, by which equal fractions can differ. */
function shortest(fraction: string): string {
  let end = fraction.length;
  while (fraction.charAt(end - 1) === '0') end -= 1;
  return end === 1 ? '' : fraction.slice(0, end);
}
