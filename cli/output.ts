/** How answers are shown: tables and boxes for a person, JSON for a script. */

/** What a client chose is text, never a command to the terminal: controls and changes of direction are shown as escapes. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Columns as wide as their widest cell; cells are made printable. */
export function table(head: readonly string[], contents: readonly (readonly string[])[]): string {
  const rows = contents.map((row) => row.map(printable));
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

/** Labels and their values, made printable, one to a line. */
export function list(rows: readonly (readonly [label: string, value: string])[]): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(width)}   ${printable(value)}`).join('\n');
}

/** A frame around `text` as wide as its widest line, so that every value can be copied whole. */
export function box(title: string, text: string): string {
  const lines = text.split('\n');
  const width = Math.max(title.length + 1, ...lines.map((line) => line.length));
  return [
    `┌─ ${title} ${'─'.repeat(width - title.length - 1)}┐`,
    ...lines.map((line) => `│ ${line.padEnd(width)} │`),
    `└${'─'.repeat(width + 2)}┘`,
  ].join('\n');
}

/** `2026-11-23T18:00:00.000Z` as `2026-11-23 18:00:00Z`. */
export function instantText(instant: string): string {
  return instant.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
