/**
 * How often properties are tried: a little in every run, long when asked.
 * `SCIM_CASES=1000000 SCIM_SEED=1 npx vitest run --project shared test/shared/scim`
 */
import fc from 'fast-check';

const cases = Number(process.env.SCIM_CASES ?? 300);
const seed = Number(process.env.SCIM_SEED ?? Date.now() % 2 ** 31);

/** Milliseconds; a long run takes a few minutes for each property. */
export const propertyTimeout = 30_000 + cases * 5;

/** A failure names its seed and its smallest case; a long run names its seed in any case. */
export function holds<Values extends [unknown, ...unknown[]]>(property: fc.IProperty<Values>): void {
  fc.assert(property, { numRuns: cases, seed });
  if (process.env.SCIM_CASES !== undefined) console.info(`${cases} cases hold, seed ${seed}`);
}
