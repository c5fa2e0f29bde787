/** What a run covered and found, added up over histories and threads, and in words. */
import type { Fate } from './faults.ts';
import type { HistoryResult } from './history.ts';
import type { Beginning } from './plans.ts';
import { count } from './world.ts';

/** A history as it can be run again. */
export type Recorded = {
  readonly beginning: Beginning;
  readonly seed?: number;
  readonly choices: readonly number[];
};

type Failure = Recorded & { readonly invariant: string; readonly detail: string };

export type Report = {
  histories: number;
  shortHistories: number;
  beginnings: number;
  steps: number;
  preemptions: number;
  readonly interleavings: Set<number>;
  readonly fates: Map<Fate, number>;
  readonly covered: Map<string, number>;
  readonly violations: Map<string, number>;
  readonly failures: Failure[];
};

/** The first ones are enough to look at. */
const maximumFailures = 5;

const maximumNamed = 20;

export function emptyReport(): Report {
  return {
    histories: 0,
    shortHistories: 0,
    beginnings: 0,
    steps: 0,
    preemptions: 0,
    interleavings: new Set(),
    fates: new Map(),
    covered: new Map(),
    violations: new Map(),
    failures: [],
  };
}

export function addHistory(report: Report, recorded: Recorded, { tally, violation }: HistoryResult): void {
  report.histories += 1;
  report.steps += tally.steps;
  report.preemptions += tally.preemptions;
  report.interleavings.add(tally.interleaving);
  for (const [fate, times] of tally.fates) count(report.fates, fate, times);
  for (const [triple, times] of tally.covered) count(report.covered, triple, times);
  if (violation === undefined) return;
  count(report.violations, violation.invariant);
  if (report.failures.length < maximumFailures) report.failures.push({ ...recorded, ...violation });
}

/** Adds `part` to `report`. */
export function addReport(report: Report, part: Report): void {
  for (const number of ['histories', 'shortHistories', 'beginnings', 'steps', 'preemptions'] as const) {
    report[number] += part[number];
  }
  for (const interleaving of part.interleavings) report.interleavings.add(interleaving);
  for (const [fate, times] of part.fates) count(report.fates, fate, times);
  for (const [triple, times] of part.covered) count(report.covered, triple, times);
  for (const [invariant, times] of part.violations) count(report.violations, invariant, times);
  report.failures.push(...part.failures.slice(0, maximumFailures - report.failures.length));
}

/** @param reachable every `state | event | crash point` that there is */
export function reportLines(report: Report, reachable: ReadonlySet<string>, seconds: number): readonly string[] {
  const missed = [...reachable].filter((triple) => !report.covered.has(triple));
  const percent = (100 * (reachable.size - missed.length)) / reachable.size;
  const deaths = [...report.fates].filter(([fate]) => fate.startsWith('process dies'));
  const total = (counts: readonly (readonly [string, number])[]) => counts.reduce((sum, [, times]) => sum + times, 0);
  return [
    `histories       ${report.histories} (${Math.round(report.histories / seconds)} a second)`,
    `exhaustive      ${report.shortHistories} histories from ${report.beginnings} beginnings`,
    `steps           ${report.steps}`,
    `interleavings   ${report.interleavings.size} different ones, ${report.preemptions} switches between processes`,
    `crashes         ${total(deaths)}`,
    ...[...report.fates].sort().map(([fate, times]) => `  ${String(times).padStart(12)}  ${fate}`),
    `coverage        ${percent.toFixed(1)} % of ${reachable.size} (state, event, crash point)`,
    ...missed.slice(0, maximumNamed).map((triple) => `  not hit: ${triple}`),
    ...(missed.length > maximumNamed ? [`  and ${missed.length - maximumNamed} more`] : []),
    `violations      ${total([...report.violations])}`,
    ...[...report.violations].map(([invariant, times]) => `  ${String(times).padStart(12)}  ${invariant}`),
  ];
}
