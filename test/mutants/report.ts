/** What a run comes to: a table by file and suite, then every survivor and what argues it, then stale arguments. */
import { short } from './find-mutants.ts';
import type { Result } from './try-mutants.ts';

export type Arguments = Readonly<Record<string, string>>;

export type Verdict = {
  readonly text: string;
  /** Survivors that no argument excuses. */
  readonly unargued: number;
  /** The part of all mutants that tests killed, in percent. */
  readonly score: number;
};

export function report(results: readonly Result[], argued: Arguments, stale: readonly string[]): Verdict {
  const survivors = results.filter(isSurvivor);
  const unargued = survivors.filter(({ mutant }) => argued[mutant.id] === undefined);
  const score = percent(results.length - survivors.length, results.length);
  const parts = [
    table(results),
    ...survivors.map((survivor) => describeSurvivor(survivor, argued)),
    ...stale.map((line) => `STALE ${line}`),
    `${results.length} mutants, ${results.length - survivors.length} killed, ${survivors.length} survived, ` +
      `${unargued.length} of them unargued: ${score} % killed`,
  ];
  return { text: parts.join('\n\n'), unargued: unargued.length, score };
}

/**
 * Arguments for what is gone, or killed after all.
 * @param present the ids of all mutants, tried or not
 */
export function staleArguments(
  argued: Arguments,
  present: ReadonlySet<string>,
  results: readonly Result[],
): readonly string[] {
  const killed = new Set(results.filter((result) => !isSurvivor(result)).map(({ mutant }) => mutant.id));
  return Object.keys(argued).flatMap((id) => {
    if (killed.has(id)) return [`killed: ${id}`];
    return present.has(id) ? [] : [`no such mutant: ${id}`];
  });
}

function isSurvivor({ killedBy }: Result): boolean {
  return killedBy === undefined;
}

function table(results: readonly Result[]): string {
  const suites = [...new Set(results.flatMap(({ killedBy }) => killedBy ?? []))].toSorted();
  const files = [...new Set(results.map(({ mutant }) => mutant.file))].toSorted();
  const rows = [
    ['file', 'mutants', 'killed', ...suites.map((suite) => `by ${suite}`), 'no answer', 'survived', 'score'],
    ...files.map((file) =>
      row(
        file,
        results.filter(({ mutant }) => mutant.file === file),
        suites,
      ),
    ),
    row('all', results, suites),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((cells) => cells.map(pad).join('  ')).join('\n');
}

function row(name: string, results: readonly Result[], suites: readonly string[]): string[] {
  const killed = results.filter((result) => !isSurvivor(result));
  const numbers = [
    results.length,
    killed.length,
    ...suites.map((suite) => killed.filter(({ killedBy }) => killedBy === suite).length),
    killed.filter(({ withoutAnswer }) => withoutAnswer).length,
    results.length - killed.length,
  ];
  return [name, ...numbers.map(String), `${percent(killed.length, results.length)} %`];
}

function describeSurvivor({ mutant }: Result, argued: Arguments): string {
  const argument = argued[mutant.id];
  return [
    `${argument === undefined ? 'SURVIVED' : 'argued'} ${mutant.file}:${mutant.line} ${mutant.operator}`,
    `  - ${short(mutant.before)}`,
    `  + ${short(mutant.after)}`,
    argument === undefined ? `  ${JSON.stringify(mutant.id)}` : `  ${argument}`,
  ].join('\n');
}

/** Rounded down, so that 100 means all. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((1000 * part) / whole) / 10;
}
