/** A clock that stands still until a test, or a sleep, moves it. */
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import type { Clock } from '#shared/directory/ports.ts';

export type FixedClock = Clock & {
  /** Moves the clock forward. */
  advance(seconds: number): void;
  /** How long each sleep was, in milliseconds. */
  readonly sleeps: readonly number[];
};

/** Sleeping moves the clock by as much and takes no time. */
export function fixedClock(start: Instant = '2026-11-23T18:00:00.000Z'): FixedClock {
  let now = start;
  const sleeps: number[] = [];
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      sleeps.push(milliseconds);
      now = plusSeconds(now, milliseconds / 1000);
    },
    advance: (seconds) => {
      now = plusSeconds(now, seconds);
    },
    sleeps,
  };
}
