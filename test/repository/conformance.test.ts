import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conformance, type NamedTest, type Rule, readConformance, root } from './conformance.ts';
import { type Outcome, unproved } from './proof.ts';
import { declaredTests, named } from './test-titles.ts';

const { rules, stated } = conformance();

/** What of a link is read. */
function words(cell: string): number {
  return cell
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .split(/\s+/)
    .filter(Boolean).length;
}

const shown = ({ section, cells }: Rule) => `${section}: ${cells[1]}`;

describe('docs/conformance.md', () => {
  test('counts its rules right', () => {
    const answered = (answer: RegExp) => rules.filter((rule) => answer.test(rule.answer)).length;

    expect(stated).toEqual([rules.length, answered(/^yes/), answered(/^strict/), answered(/^no/)]);
  });

  test('answers each rule with yes, or with a reason', () => {
    const wrong = rules.filter(({ cells, answer }) => {
      const isLevel = ['MUST', 'SHOULD', 'MAY', 'limit'].includes(cells[0] ?? '');
      return !isLevel || !/^(yes|yes: .+|strict: .+|no: .+)$/.test(answer);
    });

    expect(wrong.map(shown)).toEqual([]);
  });

  test('has no cell of more than 25 words, each test counted by itself', () => {
    const long = rules.filter(({ cells }) => cells.some((cell) => cell.split('<br>').some((part) => words(part) > 25)));

    expect(long.map(shown)).toEqual([]);
  });

  test('says of each rule that is kept where, and which test proves it', () => {
    const unproved = rules.filter(
      ({ answer, implementation, tests }) =>
        !answer.startsWith('no') && (implementation.length === 0 || tests.length === 0),
    );
    const malformed = rules.filter(
      ({ cells, tests }) => cells[3] !== '' && cells[3]?.split('<br>').length !== tests.length,
    );

    expect([...unproved, ...malformed].map(shown)).toEqual([]);
  });

  test('names files that exist', () => {
    const paths = rules.flatMap(({ implementation, tests }) => [...implementation, ...tests.map(({ path }) => path)]);

    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('names one test of the file each time, and none that is skipped', () => {
    const declared = new Map(
      [...new Set(rules.flatMap(({ tests }) => tests.map(({ path }) => path)))].map((path) => [
        path,
        declaredTests(readFileSync(join(root, path), 'utf8')),
      ]),
    );
    const wrong = rules
      .flatMap(({ tests }) => tests)
      .filter(({ path, title }) => {
        const found = named(declared.get(path) ?? [], title);
        return found.length !== 1 || found[0]?.isSkipped;
      });

    expect(wrong).toEqual([]);
  });
});

describe('a table of rules', () => {
  const document = [
    '**1 rules: 1 kept, 0 kept for strict providers, 0 not kept.**',
    '## RFC 1 §2',
    '| Level | Rule | Where | Proof | Kept |',
    '| --- | --- | --- | --- | --- |',
    '| MUST | a \\| b | [a.ts](../shared/a.ts) | [a.test.ts](../test/a.test.ts) "one"<br>[b.test.ts](../test/b.test.ts) "says "two"" | yes |',
    '| a table | of two columns |',
  ].join('\n');

  test('is read with its heading, its links and its tests', () => {
    expect(readConformance(document)).toMatchObject({
      stated: [1, 1, 0, 0],
      rules: [
        {
          section: 'RFC 1 §2',
          cells: ['MUST', 'a | b', expect.any(String), expect.any(String), 'yes'],
          implementation: ['shared/a.ts'],
          tests: [
            { path: 'test/a.test.ts', title: 'one' },
            { path: 'test/b.test.ts', title: 'says "two"' },
          ],
          answer: 'yes',
        },
      ],
    });
  });
});

describe('the tests of a file', () => {
  const text = [
    "describe('a', () => {",
    "  test('one', () => {});",
    "  test.each([1])('%s of $name', () => {});",
    "  test.skip('two', () => {});",
    '});',
    "describe.skip('b', () => test('one', () => {}));",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a test file
    'test(`at most ${limit}`, () => {});',
  ].join('\n');

  test('are found with the titles around them, and whether they are skipped', () => {
    expect(declaredTests(text)).toEqual([
      { fullTitle: 'a > one', isSkipped: false },
      { fullTitle: 'a > %s of $name', isSkipped: false },
      { fullTitle: 'a > two', isSkipped: true },
      { fullTitle: 'b > one', isSkipped: true },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a test file
      { fullTitle: 'at most ${limit}', isSkipped: false },
    ]);
  });

  test.each([
    ['one', 2],
    ['a > one', 1],
    ['%s of $name', 1],
    ['a > three of four', 1],
    ['at most 40', 1],
    ['three', 0],
  ])('that "%s" names are %i', (title, count) => {
    expect(named(declaredTests(text), title)).toHaveLength(count);
  });
});

describe('a run', () => {
  const tests: readonly NamedTest[] = [{ path: 'test/a.test.ts', title: 'takes %s' }];
  const run = (...outcomes: Outcome[]) => new Map([['test/a.test.ts', outcomes]]);
  const passed = { fullName: 'a > takes 1', hasPassed: true };

  test.each([
    ['in which every row of it passed', run(passed, { fullName: 'b', hasPassed: false }), true, true],
    [
      'in which a row of it failed or was skipped',
      run(passed, { fullName: 'a > takes 2', hasPassed: false }),
      false,
      false,
    ],
    ['of its file without it', run({ fullName: 'a > retakes 1', hasPassed: true }), false, false],
    ['of other files, because not all were to run', new Map(), false, true],
    ['of everything but its file', new Map(), true, false],
  ])('%s', (_, outcomes, isWhole, isProved) => {
    expect(unproved(tests, outcomes, isWhole)).toEqual(isProved ? [] : tests);
  });
});
