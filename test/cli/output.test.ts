import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { box, growingTable, instantText, list, printable, table, withoutColours } from '#cli/output.ts';

describe('text that a client chose', () => {
  test.each([
    ['two\nlines', 'two\\nlines'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['\u009b2J', '\\u009b2J'],
    ['over\rwritten\b', 'over\\u000dwritten\\u0008'],
    ['\u007f\u0000', '\\u007f\\u0000'],
    ['\u202etxt.exe\u2066', '\\u202etxt.exe\\u2066'],
    ['a\u2028b', 'a\\u2028b'],
  ])('%j is shown as %s', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test.each(['Jörg Müller', '山田 太郎', 'نور', '👩‍💻 Ada', 'a\\b'])('%s is shown as it is', (text) => {
    expect(printable(text)).toBe(text);
  });

  test('never commands the terminal, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/\p{Cc}/u);
        expect(withoutColours(table(['A'], [[text]]))).toBe(`A\n${printable(text).trimEnd()}`);
        expect(list([['A', text]])).toBe(`A   ${printable(text)}`);
      }),
    );
  });
});

describe('a table', () => {
  test('has columns as wide as their widest cell, and no blanks at the end of a line', () => {
    const rows = [
      ['1', 'short'],
      ['12345', ''],
    ];

    expect(withoutColours(table(['ID', 'NAME'], rows))).toBe('ID      NAME\n1       short\n12345');
  });

  test.each([
    ['山田 太郎', 9],
    ['한국', 4],
    ['Ａ', 2],
    ['💥', 2],
    ['👩‍💻', 2],
    ['Jörg'.normalize('NFD'), 4],
    ['“Ω”', 3],
  ])('gives %s as much room as it takes on a terminal', (name, columns) => {
    expect(withoutColours(table(['AN EXAMPLE', 'B'], [[name, 'x']]))).toBe(
      `AN EXAMPLE   B\n${name}${' '.repeat(10 - columns)}   x`,
    );
  });

  test('measures cells as they are shown', () => {
    expect(withoutColours(table(['A', 'B'], [['\n', 'x']]))).toBe('A    B\n\\n   x');
  });

  test('has colours that take no room', () => {
    const rows = [[{ text: 'gone', colour: 'red' }, 'x'] as const, [{ text: 'here', colour: 'green' }, 'y'] as const];

    expect(table(['A', 'B'], rows)).toBe(
      '\u001b[1mA\u001b[22m      \u001b[1mB\u001b[22m\n\u001b[31mgone\u001b[39m   x\n\u001b[32mhere\u001b[39m   y',
    );
  });

  test('that comes in parts has one head, and columns that never become narrower', () => {
    const part = growingTable(['A', 'B']);

    expect(withoutColours(part([['1', 'x']]))).toBe('A   B\n1   x');
    expect(part([['12345', 'x']])).toBe('12345   x');
    expect(part([['1', 'x']])).toBe('1       x');
  });
});

test('a list puts values below each other', () => {
  const rows = [
    ['ID', '1'],
    ['Name', 'two'],
  ] as const;

  expect(list(rows)).toBe('ID     1\nName   two');
  expect(list([['State', { text: 'well\n', colour: 'green' }]])).toBe('State   \u001b[32mwell\\n\u001b[39m');
});

describe('a box', () => {
  test('is as wide as its widest line', () => {
    expect(box('Title', 'a long line here\nb').split('\n')).toEqual([
      '┌─ Title ──────────┐',
      '│ a long line here │',
      '│ b                │',
      '└──────────────────┘',
    ]);
  });

  test('has room for its title', () => {
    const lines = box('A title', 'b').split('\n');

    expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([12]));
  });
});

test('an instant is shown without milliseconds', () => {
  expect(instantText('2026-11-23T18:00:00.000Z')).toBe('2026-11-23 18:00:00Z');
});
