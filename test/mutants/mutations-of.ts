/** The mutants of a small source, as what stands there before and after. */
import { findMutants } from './find-mutants.ts';
import type { Operator } from './operators/operator.ts';

export function mutationsOf(source: string, ...operators: readonly Operator[]): readonly string[] {
  return findMutants('source.ts', source, operators).map(({ before, after }) => `${before} → ${after}`);
}
