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

export const csvMediaType = 'text/csv';
