/** The rules of a user's life hold in every history, and the simulator notices where they do not. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { instantOf } from '#shared/directory/instant.ts';
import { reachableCrashPoints, runBatch } from './batch.ts';
import { randomChoices, replayedChoices } from './choices.ts';
import { runHistory } from './history.ts';
import { historyPlan } from './plans.ts';
import { plantedBugs } from './planted-bugs.ts';
import { shrink } from './shrink.ts';
import { startStates, stateOf, userInState } from './states.ts';

const whole = { index: 0, of: 1 };

describe('the rules of a life', { timeout: 60_000 }, () => {
  test('hold in ten thousand long histories', async () => {
    const report = await runBatch({ firstSeed: 1, histories: 10_000, part: whole });

    expect(report.histories).toBe(10_000);
    expect(report.failures).toEqual([]);
  });

  test('hold wherever one event in one state meets one fault, at every crash point there is', async () => {
    const report = await runBatch({ firstSeed: 1, histories: 0, singleDeviations: 1, part: whole });

    expect(report.failures).toEqual([]);
    const reachable = await reachableCrashPoints();
    expect([...reachable].filter((triple) => !report.covered.has(triple))).toEqual([]);
  });
});

describe('the simulator', { timeout: 60_000 }, () => {
  test.each(plantedBugs)('finds $name', async ({ invariant, sabotage }) => {
    const batch = { firstSeed: 1, histories: 20_000, singleDeviations: 1, until: invariant, part: whole };

    const { violations } = await runBatch(batch, { sabotage });

    expect([...violations.keys()]).toContain(invariant);
  });

  test('shrinks a failing history to the few choices that matter, and tells what happens', async () => {
    const beginning = { kind: 'long' } as const;
    const options = { sabotage: { sweeps: false } };
    const until = 'no schedule without end';
    const { failures } = await runBatch({ firstSeed: 1, histories: 1000, until, part: whole }, options);
    const failure = failures.find(({ invariant }) => invariant === until);
    const choices = failure?.choices ?? [];

    const shrunk = await shrink(beginning, choices, until, options);

    expect(shrunk.length).toBeLessThan(choices.length);
    const again = await runHistory({ ...historyPlan(beginning, replayedChoices(shrunk)), ...options, isTraced: true });
    expect(again.violation?.invariant).toBe(until);
    expect(again.trace[0]).toMatch(/^18:00:00\.000 ada is .*, plan incydr-/);
  });

  test('is run by hand in several threads, says what it covered, and shows a history again', async () => {
    const simulate = async (...parameters: string[]) => {
      const script = new URL('./simulate.ts', import.meta.url).pathname;
      return (await promisify(execFile)(process.execPath, [script, ...parameters])).stdout;
    };
    const beginning = { kind: 'short', state: 'pending', events: ['patch active'], mischief: 'deaths', deviations: 1 };

    const report = await simulate('--histories', '40', '--seed', '1', '--workers', '2');
    const shown = await simulate('--replay', JSON.stringify({ beginning, choices: [] }));

    expect(report).toMatch(/^seeds +1 to 40\nhistories +40 /);
    expect(report).toMatch(/coverage +[\d.]+ % of \d+ \(state, event, crash point\)\n {2}not hit: /);
    expect(shown).toContain('pending -> ada (0001) v2 active, logged: patch changed [deactivation-cancelled]');
    expect(shown).toContain('no violation');
  });

  test('runs the same history for the same seed', async () => {
    const run = () => runHistory({ ...historyPlan({ kind: 'long' }, randomChoices(7)), isTraced: true });

    expect(await run()).toEqual(await run());
  });

  test.each(startStates)('starts a user as %s', (state) => {
    const now = instantOf(Date.parse('2026-11-23T18:00:00.000Z'));

    const user = userInState(state, now, { id: '01KARQ00000000000000000001', attributes: { userName: 'ada' } });

    expect(stateOf(user, now)).toBe(state);
  });
});
