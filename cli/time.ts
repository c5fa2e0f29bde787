/** Points in time as people write them: `2h` before or after now, a date, an instant. */
import { parseDuration } from './duration.ts';

/** @returns RFC 3339 in UTC, or a date as it is; undefined when it is neither, nor a length of time */
export function parseTime(text: string, direction: 'ago' | 'ahead'): string | undefined {
  const seconds = parseDuration(text);
  if (seconds !== undefined && /[smhd]$/.test(text.trim())) {
    return new Date(Date.now() + (direction === 'ago' ? -seconds : seconds) * 1000).toISOString();
  }
  const trimmed = text.trim();
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(trimmed);
  // Also as instants are shown: with a space.
  const isInstant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i.test(trimmed);
  if (!isDate && !isInstant) return undefined;
  const instant = new Date(trimmed.replace(' ', 'T'));
  if (Number.isNaN(instant.getTime())) return undefined;
  if (!isDate) return instant.toISOString();
  // There is no 31 February, whatever JavaScript makes of it.
  return instant.toISOString().startsWith(trimmed) ? trimmed : undefined;
}

/** The first instant of a date, in UTC; an instant as it is. */
export function instantOf(dateOrInstant: string): string {
  return new Date(dateOrInstant).toISOString();
}
