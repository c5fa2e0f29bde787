/** Where a history's choices come from: a seeded generator, a recorded sequence, or one sequence after another. */

/** A history is a function of the numbers that this gives; the first option is always the harmless one. */
export type Choices = {
  /** A whole number below `count`; `chanceOfFirst` is how likely 0 is where chance decides. */
  choose(count: number, chanceOfFirst?: number): number;
  /** What was chosen so far, and of how many; an option without alternative is not recorded. */
  readonly taken: readonly number[];
  readonly counts: readonly number[];
};

export function randomChoices(seed: number): Choices {
  const random = mulberry32(seed);
  return recordedChoices((count, chanceOfFirst) => {
    if (random() < (chanceOfFirst ?? 1 / count)) return 0;
    return 1 + Math.floor(random() * (count - 1));
  });
}

/** Follows the sequence as far as it goes and fits, and takes the harmless option from there on. */
export function replayedChoices(sequence: readonly number[]): Choices {
  let position = 0;
  return recordedChoices((count) => Math.min(sequence[position++] ?? 0, count - 1));
}

/** The sequence after this one, depth first; `undefined` once all have been. */
export function nextSequence({ taken, counts }: Choices): readonly number[] | undefined {
  for (let last = taken.length - 1; last >= 0; last--) {
    const next = (taken[last] ?? 0) + 1;
    if (next < (counts[last] ?? 0)) return [...taken.slice(0, last), next];
  }
  return undefined;
}

function recordedChoices(draw: (count: number, chanceOfFirst: number | undefined) => number): Choices {
  const taken: number[] = [];
  const counts: number[] = [];
  return {
    choose: (count, chanceOfFirst) => {
      if (count <= 1) return 0;
      const choice = draw(count, chanceOfFirst);
      taken.push(choice);
      counts.push(count);
      return choice;
    },
    taken,
    counts,
  };
}

/** A small generator of good quality: the same numbers on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
