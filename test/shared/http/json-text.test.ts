import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { JsonSyntaxError, maximumDepth, parseJson } from '#shared/http/json-text.ts';

function accepts(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Throws, too, when the value has fewer names, in any case, than the text has colons outside of strings. */
function parseWithoutLoss(text: string): void {
  const value: unknown = JSON.parse(text);
  const colons = text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '').split(':').length - 1;
  if (membersOf(value) !== colons) throw new Error('a member is lost');
}

function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const values: unknown[] = Object.values(value);
  const names = new Set(Object.keys(value).map((name) => name.toLowerCase()));
  return values.reduce<number>((sum, each) => sum + membersOf(each), Array.isArray(value) ? 0 : names.size);
}

describe('RFC 8259', () => {
  test('every JSON text gives the value that JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.constantFrom(undefined, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), undefined, indent);
        fc.pre(accepts(parseWithoutLoss, text));

        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('a text with one character removed, doubled or replaced is taken exactly when JSON.parse takes it', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom(
          '',
          '"',
          '{',
          '}',
          '[',
          ']',
          ',',
          ':',
          '\\',
          '0',
          '-',
          '.',
          'e',
          '\t',
          '\u0001',
          ' ',
          'x',
          '\u00a0',
        ),
        fc.constantFrom(0, 1),
        (json, at, inserted, removed) => {
          const position = at % (json.length + 1);
          const text = json.slice(0, position) + inserted + json.slice(position + removed);
          fc.pre(!/\d{300}|[eE]\+?\d{3}|\\u[dD][89a-fA-F]/.test(text));

          expect(accepts(parseJson, text)).toBe(accepts(parseWithoutLoss, text));
        },
      ),
      { numRuns: 2000 },
    );
  }, 60_000);

  test('one name may stand in objects beside, around and inside each other', () => {
    const text = '{"a":{"a":[{"a":1},{"A":2}]},"b":{"a":3},"__proto__":{"__proto__":4}}';

    expect(parseJson(text)).toEqual(JSON.parse(text));
  });
});

describe('a mistake', () => {
  test.each([
    ['', 'line 1, column 1: expected value'],
    ['{"userName" "x"}', 'line 1, column 13: expected ":"'],
    ['{"a":1,}', 'line 1, column 8: expected name'],
    ['{a:1}', 'line 1, column 2: expected name or "}"'],
    ['[1,]', 'line 1, column 4: expected value'],
    ['[1 2]', 'line 1, column 4: expected "," or the closing bracket'],
    ['{"a":[1}', 'line 1, column 8: expected "," or the closing bracket'],
    ['{\n  "a": tru\n}', 'line 2, column 8: expected value'],
    ['{"a":1}}', 'line 1, column 8: expected end of the text'],
    ['{"a":1}x', 'line 1, column 8: expected end of the text'],
    ['{"a":"\u0001"}', 'line 1, column 6: expected value'],
    ['{"a":01}', 'line 1, column 6: expected value'],
    ['{"a":"\\ud800"}', 'line 1, column 6: half of a surrogate pair is no character'],
    ['{"active":true,"active":false}', 'line 1, column 16: the name "active" stands twice in one object'],
    ['[{"a":{"b":1,"c":{},"\\u0062":2}}]', 'line 1, column 21: the name "b" stands twice in one object'],
    ['{"__proto__":1,"__proto__":2}', 'line 1, column 16: the name "__proto__" stands twice in one object'],
    ['{"active":true,"Active":false}', 'line 1, column 16: the name "Active" stands twice in one object'],
    ['{"":1,"":2}', 'line 1, column 7: the name "" stands twice in one object'],
    ['[1e999]', 'line 1, column 2: the number is too large'],
  ])('in %j is reported where it stands', (text, message) => {
    expect(() => parseJson(text)).toThrow(new JsonSyntaxError(message));
  });

  test('is never quoted back', () => {
    expect(() => parseJson('{"password": hunter2}')).toThrow(/^(?!.*hunter2)/);
  });
});

describe('limits', () => {
  test(`${maximumDepth} levels are taken, one more is not`, () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

    expect(parseJson(nested(maximumDepth))).toHaveLength(1);
    expect(() => parseJson(nested(maximumDepth + 1))).toThrow(`nested deeper than ${maximumDepth} levels`);
  });

  test('a message shows no more than the beginning of a name', () => {
    const name = 'x'.repeat(400_000);

    expect(() => parseJson(`{"${name}":1,"${name}":2}`)).toThrow(
      `the name "${'x'.repeat(80)}" stands twice in one object`,
    );
  });

  test('each of a hundred thousand names of one object is looked up once', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `"${index}":0`);
    const looks = vi.spyOn(Set.prototype, 'has');

    const value = parseJson(`{${names.join()}}`);
    const { length } = looks.mock.calls;
    looks.mockRestore();

    expect(Object.keys(Object(value))).toHaveLength(100_000);
    expect(length).toBe(100_000);
  });

  test('a megabyte of brackets, of escapes or of an unclosed string is refused without harm', () => {
    for (const text of ['['.repeat(1_000_000), `"${'\\n'.repeat(500_000)}`, `"${'x'.repeat(1_000_000)}`]) {
      expect(() => parseJson(text)).toThrow(JsonSyntaxError);
    }
    expect(parseJson(`"${'x\\n'.repeat(300_000)}"`)).toHaveLength(600_000);
  });
});
