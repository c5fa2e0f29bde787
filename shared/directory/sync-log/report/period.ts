/** What reports are about: whole days and hours, UTC, that are over. */
import { type Instant, instantOf, plusSeconds } from '#shared/directory/instant.ts';

/** `before` is the first instant that is not in it. */
export type Period = { readonly unit: 'day' | 'hour'; readonly from: Instant; readonly before: Instant };

const lengthSeconds = { day: 86_400, hour: 3600 } as const;

/** The last one that is over. */
export function lastWhole(unit: Period['unit'], now: Instant): Period {
  const length = lengthSeconds[unit] * 1000;
  const before = instantOf(Math.floor(Date.parse(now) / length) * length);
  return { unit, from: plusSeconds(before, -lengthSeconds[unit]), before };
}

export function periodBefore({ unit, from }: Period): Period {
  return { unit, from: plusSeconds(from, -lengthSeconds[unit]), before: from };
}

/** With this, and nothing else, every instant of the period begins. */
export function beginning({ unit, from }: Period): string {
  return from.slice(0, unit === 'day' ? 'yyyy-mm-dd'.length : 'yyyy-mm-ddThh'.length);
}
