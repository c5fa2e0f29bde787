/** Clients and administrators: which events they cause, when, and whether they repeat what failed. */
import { Invalid, NotFound, Refused } from '#shared/directory/errors.ts';
import { ScimError } from '#shared/scim/error.ts';
import { answeredUser } from './answers.ts';
import type { SimulatedEvent } from './event.ts';
import { events } from './events.ts';
import { startProcess } from './processes.ts';
import { targetOf } from './targets.ts';
import { note, type World } from './world.ts';

/** How long an actor waits before it acts, in seconds; around the delays, the sweeps and the schedules. */
const pauses: readonly number[] = [0, 1, 20, 59, 61, 130];

const maximumEvents = 4;

/** Causes one event, and again if that fails and the actor cares to repeat it. */
export async function actOnce(world: World, event: SimulatedEvent, reference: number): Promise<void> {
  for (let attempt = 1; attempt <= 2; attempt++) {
    const target = targetOf(world, reference);
    const outcome = await startProcess(world, event, target);
    if (outcome.kind === 'answered') {
      const user = answeredUser({ outcome });
      if (event.name.startsWith('create') && user !== undefined) world.idByName.set(target.userName, user.id);
      return;
    }
    if (outcome.kind === 'failed' && isRefusal(outcome.error)) return;
    if (world.choices.choose(2) === 0) return;
    note(world, () => `${event.name} is repeated`);
  }
}

function isRefusal(error: unknown): boolean {
  return [ScimError, Refused, NotFound, Invalid].some((known) => error instanceof known);
}

/** Some events, one after the other, with pauses. */
export async function actAtLength(world: World): Promise<void> {
  const length = 1 + world.choices.choose(maximumEvents, 0.25);
  for (let index = 0; index < length; index++) {
    const seconds = pauses[world.choices.choose(pauses.length, 0.5)] ?? 0;
    if (seconds > 0) await pause(world, seconds * 1000);
    const event = events[world.choices.choose(events.length, 1 / events.length)];
    if (event !== undefined) await actOnce(world, event, world.choices.choose(2, 0.8));
  }
}

function pause(world: World, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    world.timers.push({ at: world.now + milliseconds, process: undefined, fire: resolve });
  });
}
