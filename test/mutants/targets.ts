/** What is mutated, by which operators, and which tests are to kill the mutants: the one place to change for any of it. */
import { conditionDropped } from './operators/condition-expressions.ts';
import { claimForced, clauseDropped, guardForced, predicateForced } from './operators/conditions.ts';
import { actorRemoved, catchDropped, effectDropped, effectsSwapped } from './operators/effects.ts';
import type { Operator } from './operators/operator.ts';
import { expressionChanged } from './operators/regular-expressions.ts';
import {
  blockEmptied,
  chainingDropped,
  literalChanged,
  methodChanged,
  operatorChanged,
  resultDropped,
} from './operators/values.ts';

export type Target = {
  readonly files: readonly string[];
  readonly operators: readonly Operator[];
  /** Of these, only the test files that load a mutated file are run for its mutants. */
  readonly tests: readonly string[];
  /** The part that tests kill when all mutants are tried, in percent; what survives is argued in any case. */
  readonly minimumScore: number;
};

/** A test file belongs to the first suite that has it; `unit` has the rest. */
export const suites: Readonly<Record<string, readonly string[]>> = {
  simulation: ['test/simulation/**/*.test.ts'],
  contract: [
    'test/shared/storage/{dynamo-stores,memory-stores,stores-agree}.test.ts',
    'test/shared/scheduling/event-bridge-schedules.test.ts',
  ],
};

const conditionsAndEffects = [
  clauseDropped,
  guardForced,
  claimForced,
  predicateForced,
  conditionDropped,
  effectDropped,
  effectsSwapped,
  actorRemoved,
  catchDropped,
];

export const targets = {
  /** What decides over a user's life, and what makes it so. */
  life: {
    files: [
      'shared/directory/**/*.ts',
      'shared/storage/**/*.ts',
      'shared/scheduling/**/*.ts',
      'functions/{sweep,deactivate-user}/**/*.ts',
    ],
    operators: conditionsAndEffects,
    tests: [
      'test/functions/**/*.test.ts',
      'test/shared/{composition,directory,http,scheduling,storage,telemetry}/**/*.test.ts',
      'test/simulation/**/*.test.ts',
    ],
    minimumScore: 90,
  },
  /** The protocol: pure code, so every value counts. */
  scim: {
    files: ['shared/scim/**/*.ts'],
    operators: [
      ...conditionsAndEffects,
      operatorChanged,
      literalChanged,
      resultDropped,
      chainingDropped,
      methodChanged,
      blockEmptied,
      expressionChanged,
    ],
    tests: ['test/shared/scim/**/*.test.ts'],
    minimumScore: 95,
  },
} satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;
