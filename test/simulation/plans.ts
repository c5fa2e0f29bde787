/** The histories that are run: long ones at random, short ones one after another. */
import type { ProductPlan } from '#shared/directory/ports.ts';
import { actAtLength, actOnce } from './actors.ts';
import type { Choices } from './choices.ts';
import { events, type SimulatedEvent } from './events.ts';
import type { Mischief } from './faults.ts';
import { chooseState, type HistoryPlan, type Sabotage } from './history.ts';
import { startStates } from './states.ts';

const productPlans: readonly ProductPlan[] = ['incydr-basic', 'incydr-professional'];

/** Long histories of one to three actors; everything about them is a choice. */
export function longHistory(choices: Choices, { sabotage, isTraced = false }: PlanOptions = {}): HistoryPlan {
  const actors = 1 + choices.choose(3, 0.3);
  return {
    choices,
    mischief: 'everything',
    deviations: [3, 0, 10, 30][choices.choose(4, 0.5)] ?? 0,
    states: [chooseState(choices), choices.choose(2, 0.5) === 0 ? 'absent' : chooseState(choices)],
    productPlan: productPlans[choices.choose(2, 0.9)] ?? 'incydr-basic',
    firstSweepSeconds: [59, 1, 30][choices.choose(3)] ?? 59,
    sabotage,
    isTraced,
    act: (world) => Array.from({ length: actors }, () => actAtLength(world)),
  };
}

export type PlanOptions = { readonly sabotage?: Sabotage | undefined; readonly isTraced?: boolean };

/** How a short history begins: the first user's state and one event for each actor. */
export type Beginning = { readonly state: string; readonly events: readonly SimulatedEvent[] };

export function shortHistory(
  { state, events }: Beginning,
  bounds: { readonly mischief: Mischief; readonly deviations: number },
  choices: Choices,
  { sabotage, isTraced = false }: PlanOptions = {},
): HistoryPlan {
  return {
    choices,
    ...bounds,
    states: [state, 'absent'],
    productPlan: 'incydr-basic',
    firstSweepSeconds: 59,
    sabotage,
    isTraced,
    act: (world) => events.map((event) => actOnce(world, event, 0)),
  };
}

/** Every event in every state, alone. */
export function singles(): readonly Beginning[] {
  return startStates.flatMap((state) => events.map((event) => ({ state, events: [event] })));
}

/** Every ordered pair of events in every state: the first one starts first. */
export function pairs(): readonly Beginning[] {
  return startStates.flatMap((state) =>
    events.flatMap((first) => events.map((second) => ({ state, events: [first, second] }))),
  );
}
