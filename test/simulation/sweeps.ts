/** The rule that invokes the sweep every minute. */
import { instantOf } from '#shared/directory/instant.ts';
import { sweep } from './events.ts';
import { chooseSkew, startProcess } from './processes.ts';
import { stateOf } from './states.ts';
import { targetOf } from './targets.ts';
import type { World } from './world.ts';

const everyMilliseconds = 60_000;

/** Once nothing fails, a sweep that would find nothing is left out: it is most of them. */
export function sweepNow(world: World): void {
  world.nextSweepAt += everyMilliseconds;
  const now = instantOf(world.now);
  const findsNothing = ![...world.stored.values()].some((user) => stateOf(user, now).endsWith('overdue'));
  if (world.sweeps && !(findsNothing && world.settlingSince !== undefined)) {
    void startProcess(world, sweep, targetOf(world, 0), chooseSkew(world));
  }
}
