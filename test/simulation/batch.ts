/** Runs many histories and adds up what they came to; a part of a run, so that several threads can share it. */
import { nextSequence, randomChoices, replayedChoices } from './choices.ts';
import { type RunOptions, runHistory } from './history.ts';
import { type Beginning, historyPlan, pairs, singles } from './plans.ts';
import { addHistory, emptyReport, type Report } from './report.ts';

export type Batch = {
  /** Long histories, by the seeds from this one on. */
  readonly firstSeed: number;
  readonly histories: number;
  /** Short histories of pairs of events with so many faults and preemptions; absent: none. */
  readonly pairDeviations?: number | undefined;
  /** Short histories of single events with so many. */
  readonly singleDeviations?: number | undefined;
  /** Ends the batch early once this invariant is violated. */
  readonly until?: string;
  /** This part takes every `of`-th, beginning with `index`. */
  readonly part: { readonly index: number; readonly of: number };
};

export async function runBatch(batch: Batch, options: RunOptions = {}): Promise<Report> {
  const report = emptyReport();
  const { firstSeed, histories, part } = batch;
  for (const beginning of beginnings(batch).filter((_, index) => index % part.of === part.index)) {
    if (isOver(batch, report)) return report;
    await runAll(beginning, report, options);
  }
  for (let index = part.index; index < histories; index += part.of) {
    if (isOver(batch, report)) return report;
    const beginning = { kind: 'long' } as const;
    const choices = randomChoices(firstSeed + index);
    const result = await runHistory({ ...historyPlan(beginning, choices), ...options });
    addHistory(report, { beginning, seed: firstSeed + index, choices: choices.taken }, result);
  }
  return report;
}

function isOver({ until }: Batch, { violations }: Report): boolean {
  return until !== undefined && violations.has(until);
}

function beginnings({ pairDeviations, singleDeviations }: Batch): readonly Beginning[] {
  return [
    ...(singleDeviations === undefined ? [] : singles('everything', singleDeviations)),
    ...(pairDeviations === undefined ? [] : pairs(pairDeviations)),
  ];
}

async function runAll(beginning: Beginning, report: Report, options: RunOptions): Promise<void> {
  report.beginnings += 1;
  let sequence: readonly number[] | undefined = [];
  while (sequence !== undefined) {
    const choices = replayedChoices(sequence);
    const result = await runHistory({ ...historyPlan(beginning, choices), ...options });
    report.shortHistories += 1;
    addHistory(report, { beginning, choices: choices.taken }, result);
    sequence = nextSequence(choices);
  }
}

/** Every `state | event | crash point` that there is: each event alone in each state, dying at each of its calls. */
export async function reachableCrashPoints(): Promise<ReadonlySet<string>> {
  const report = emptyReport();
  for (const beginning of singles('deaths', 1)) await runAll(beginning, report, {});
  return new Set(report.covered.keys());
}
