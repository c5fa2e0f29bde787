/** Comma-separated values (RFC 4180), safe to open in a spreadsheet. */

/** The header row says what a page's rows hold. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/**
 * What begins with = + - @, a tab or a carriage return is run as a formula by spreadsheets: an apostrophe before it
 * keeps it text (OWASP, "CSV injection").
 */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Whether the Accept header prefers text/csv to JSON (RFC 9110 §12.5.1). */
export function prefersCsv(accept: string | undefined): boolean {
  return weightOf(accept ?? '', csvRanges) > weightOf(accept ?? '', jsonRanges);
}

export const csvMediaType = 'text/csv';

/** From the most specific range to the least. */
const csvRanges = ['text/csv', 'text/*'];
const jsonRanges = ['application/json', 'application/*'];

function weightOf(accept: string, ranges: readonly string[]): number {
  const weights = new Map(
    accept.split(',').map((part): [string, number] => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return [type, q === undefined ? 1 : Number(q) || 0];
    }),
  );
  for (const range of ranges) {
    const weight = weights.get(range);
    if (weight !== undefined) return weight;
  }
  return 0;
}
