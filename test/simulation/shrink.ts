/** Makes a failing history short: fewer choices, and harmless ones where any do. */
import { replayedChoices } from './choices.ts';
import { type RunOptions, runHistory } from './history.ts';
import { type Beginning, historyPlan } from './plans.ts';

const maximumTries = 3000;

/** @returns choices that still violate the invariant; fewer and smaller numbers wherever that is possible */
export async function shrink(
  beginning: Beginning,
  choices: readonly number[],
  invariant: string,
  options: RunOptions,
): Promise<readonly number[]> {
  let best = choices;
  let tries = 0;
  const improve = async (candidate: readonly number[]): Promise<boolean> => {
    tries += 1;
    const replayed = replayedChoices(candidate);
    const { violation } = await runHistory({ ...historyPlan(beginning, replayed), ...options });
    if (violation?.invariant !== invariant) return false;
    const shorter = withoutTrailingZeros(replayed.taken);
    if (!isSimpler(shorter, best)) return false;
    best = shorter;
    return true;
  };
  for (let isImproving = true; isImproving && tries < maximumTries; ) {
    isImproving = false;
    for (let size = Math.max(1, best.length >> 1); size >= 1; size >>= 1) {
      for (let at = 0; at < best.length && tries < maximumTries; at++) {
        for (const candidate of simplerThan(best, at, size)) {
          if (await improve(candidate)) isImproving = true;
        }
      }
    }
  }
  return best;
}

function simplerThan(choices: readonly number[], at: number, size: number): readonly (readonly number[])[] {
  const [head, tail] = [choices.slice(0, at), choices.slice(at + size)];
  const removed = [...head, ...tail];
  if (size > 1) return [removed, [...head, ...Array.from({ length: size }, () => 0), ...tail]];
  const value = choices[at] ?? 0;
  const smaller = [0, value >> 1, value - 1].filter((other) => other >= 0 && other < value);
  return [removed, ...smaller.map((other) => [...head, other, ...tail])];
}

function withoutTrailingZeros(choices: readonly number[]): readonly number[] {
  return choices.slice(0, choices.findLastIndex((choice) => choice > 0) + 1);
}

/** Shorter, or as long with the smaller sum. */
function isSimpler(left: readonly number[], right: readonly number[]): boolean {
  const sum = (choices: readonly number[]) => choices.reduce((total, choice) => total + choice, 0);
  return left.length < right.length || (left.length === right.length && sum(left) < sum(right));
}
