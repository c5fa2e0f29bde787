/** The box that shows a new provider's credentials, once. */

export type BoxRow = readonly [label: string, value: string];

/** A box as wide as its widest line, so that every value can be copied whole. */
export function box(title: string, rows: readonly BoxRow[]): string {
  const labelWidth = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `${label.padEnd(labelWidth)}   ${value}`);
  const width = Math.max(title.length + 1, ...lines.map((line) => line.length));
  return [
    `┌─ ${title} ${'─'.repeat(width - title.length - 1)}┐`,
    ...lines.map((line) => `│ ${line.padEnd(width)} │`),
    `└${'─'.repeat(width + 2)}┘`,
  ].join('\n');
}
