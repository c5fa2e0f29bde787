/** What docs/conformance.md says: its rules, the tests that it names, and how many rules it claims to have. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A test as the document names it: its title, after those of the `describe`s that tell it apart. */
export type NamedTest = { readonly path: string; readonly title: string };

export type Rule = {
  /** The heading that it stands under, e.g. `RFC 7643 §2.1 Attributes`. */
  readonly section: string;
  readonly cells: readonly string[];
  readonly implementation: readonly string[];
  readonly tests: readonly NamedTest[];
  readonly answer: string;
};

type Conformance = { readonly rules: readonly Rule[]; readonly stated: readonly number[] };

export function conformance(): Conformance {
  return readConformance(readFileSync(new URL('docs/conformance.md', `file://${root}`), 'utf8'));
}

/** Every table whose last column is "Kept" is one of rules. */
export function readConformance(document: string): Conformance {
  const rules: Rule[] = [];
  let section = '';
  for (const line of document.split('\n')) {
    section = /^#+ (.+)$/.exec(line)?.[1] ?? section;
    const cells = cellsOf(line);
    if (cells.length === 5 && !/^(Level|-+)$/.test(cells[0] ?? '')) rules.push(readRule(section, cells));
  }
  const [, ...stated] =
    /^\*\*(\d+) rules: (\d+) kept, (\d+) kept for strict providers, (\d+) not kept/m.exec(document) ?? [];
  return { rules, stated: stated.map(Number) };
}

function readRule(section: string, cells: readonly string[]): Rule {
  const [, , implementation = '', tests = '', answer = ''] = cells;
  return {
    section,
    cells,
    implementation: [...implementation.matchAll(/\]\(\.\.\/([^)#]+)/g)].map(([, path = '']) => path),
    tests: tests.split('<br>').flatMap((test) => {
      const [, path, title] = /^\[[^\]]+\]\(\.\.\/([^)]+)\) "(.+)"$/.exec(test.trim()) ?? [];
      return path === undefined || title === undefined ? [] : [{ path, title }];
    }),
    answer,
  };
}

/** A bar that belongs to a cell is escaped. */
function cellsOf(line: string): readonly string[] {
  const [, ...cells] = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
  return cells.slice(0, -1);
}

/** What vitest makes of a title, after those of the `describe`s around it: `%s`, `$name` and `${name}` are any text. */
export function titlePattern(title: string): string {
  const parts = title.split(/%[sdifjoO#$c]|\$\{[^}]*\}|\$[A-Za-z][\w.]*/);
  return parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*');
}
