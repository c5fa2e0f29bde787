/** How answers are shown to a person: tables, lists and boxes, with colours that whoever writes them may leave out. */
import { stripVTControlCharacters, styleText } from 'node:util';

/** Red: something is refused or lost; yellow: something waits; green: all is well; dim: it is over. */
type Colour = 'red' | 'yellow' | 'green' | 'dim';

/** What stands in a cell of a table, or beside a label. */
export type Cell = string | { readonly text: string; readonly colour: Colour };

/** What a client chose is text, never a command to the terminal: controls and changes of direction are shown as escapes. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The same for text of several lines that we wrote ourselves around what a client chose. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Columns as wide as their widest cell; cells are made printable. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return growingTable(head)(rows);
}

/** A table whose rows come a few at a time: columns become wider where need be, never narrower; the first part has the head. */
export function growingTable(head: readonly string[]): (rows: readonly (readonly Cell[])[]) => string {
  let widths = head.map(widthOf);
  let isFirst = true;
  return (contents) => {
    const rows = contents.map((row) => row.map((cell) => printable(textOf(cell))));
    widths = widths.map((width, column) => Math.max(width, ...rows.map((row) => widthOf(row[column] ?? ''))));
    const line = (cells: readonly string[], paint: (text: string, column: number) => string) =>
      cells
        .map((cell, column) => paint(cell, column) + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
        .join('   ')
        .trimEnd();
    const titles = isFirst ? [line(head, (title) => styled('bold', title))] : [];
    isFirst = false;
    return [
      ...titles,
      ...rows.map((row, index) => line(row, (text, column) => painted(contents[index]?.[column], text))),
    ].join('\n');
  };
}

const segmenter = new Intl.Segmenter('en');

/** East Asian wide and full-width characters, and emoji (UAX #11). */
const wide =
  /\p{Emoji_Presentation}|\p{RGI_Emoji}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/v;

/** How many columns of a terminal printable text takes: what is combined takes one place, and some take two. */
function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

/** Labels and their values, made printable, one to a line. */
export function list(rows: readonly (readonly [label: string, value: Cell])[]): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows
    .map(([label, value]) => `${label.padEnd(width)}   ${painted(value, printable(textOf(value)))}`)
    .join('\n');
}

/** A frame around `text` as wide as its widest line, so that every value can be copied whole. */
export function box(title: string, text: string): string {
  const lines = text.split('\n');
  const width = Math.max(title.length + 1, ...lines.map(widthOf));
  return [
    `┌─ ${title} ${'─'.repeat(width - title.length - 1)}┐`,
    ...lines.map((line) => `│ ${line}${' '.repeat(width - widthOf(line))} │`),
    `└${'─'.repeat(width + 2)}┘`,
  ].join('\n');
}

/** `2026-11-23T18:00:00.000Z` as `2026-11-23 18:00:00Z`. */
export function instantText(instant: string): string {
  return instant.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}

/** Text as it is shown where there are no colours. */
export const withoutColours = stripVTControlCharacters;

/** Whether a stream shows colours: a terminal that can, unless NO_COLOR says otherwise. */
export function showsColours(stream: NodeJS.WritableStream): boolean {
  return styleText('red', 'x', { stream }) !== 'x';
}

/** With colours, wherever it goes: who writes it knows whether they are shown. */
export function styled(style: Colour | 'bold', text: string): string {
  return styleText(style, text, { validateStream: false });
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function painted(cell: Cell | undefined, text: string): string {
  return cell === undefined || typeof cell === 'string' || text === '' ? text : styled(cell.colour, text);
}
