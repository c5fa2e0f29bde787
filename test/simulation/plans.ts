/** The histories that are run: long ones at random, short ones one after another. */
import type { ProductPlan } from '#shared/directory/ports.ts';
import { actAtLength, actOnce } from './actors.ts';
import type { Choices } from './choices.ts';
import { events } from './events.ts';
import type { Mischief } from './faults.ts';
import { chooseState, type HistoryPlan } from './history.ts';
import { startStates } from './states.ts';

const productPlans: readonly ProductPlan[] = ['incydr-basic', 'incydr-professional'];

/** Long: everything about it is a choice. Short: one user in a given state, one event for each actor. */
export type Beginning =
  | { readonly kind: 'long' }
  | {
      readonly kind: 'short';
      readonly state: string;
      readonly events: readonly string[];
      readonly mischief: Mischief;
      /** How many faults and preemptions there may be. */
      readonly deviations: number;
    };

export function historyPlan(beginning: Beginning, choices: Choices): HistoryPlan {
  return beginning.kind === 'long' ? longHistory(choices) : shortHistory(beginning, choices);
}

function longHistory(choices: Choices): HistoryPlan {
  const actors = 1 + choices.choose(3, 0.3);
  return {
    choices,
    mischief: 'everything',
    deviations: [3, 0, 10, 30][choices.choose(4, 0.5)] ?? 0,
    states: [chooseState(choices), choices.choose(2, 0.5) === 0 ? 'absent' : chooseState(choices)],
    productPlan: productPlans[choices.choose(2, 0.9)] ?? 'incydr-basic',
    firstSweepSeconds: [59, 1, 30][choices.choose(3)] ?? 59,
    act: (world) => Array.from({ length: actors }, () => actAtLength(world)),
  };
}

function shortHistory(beginning: Beginning & { kind: 'short' }, choices: Choices): HistoryPlan {
  const { mischief, deviations, state } = beginning;
  const acting = events.filter(({ name }) => beginning.events.includes(name));
  const inOrder = beginning.events.flatMap((name) => acting.filter((event) => event.name === name));
  return {
    choices,
    mischief,
    deviations,
    states: [state, 'absent'],
    productPlan: 'incydr-basic',
    firstSweepSeconds: 59,
    act: (world) => inOrder.map((event) => actOnce(world, event, 0)),
  };
}

/** Every event in every state, alone. */
export function singles(mischief: Mischief, deviations: number): readonly Beginning[] {
  return startStates.flatMap((state) =>
    events.map(({ name }) => ({ kind: 'short' as const, state, events: [name], mischief, deviations })),
  );
}

/** Every ordered pair of events in every state: the first one starts first. */
export function pairs(deviations: number): readonly Beginning[] {
  const mischief = 'everything';
  const names = events.flatMap((first) => events.map((second) => [first.name, second.name]));
  return startStates.flatMap((state) =>
    names.map((pair) => ({ kind: 'short' as const, state, events: pair, mischief, deviations })),
  );
}
