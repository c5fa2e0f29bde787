/** The rule that invokes the sweep every minute. */
import { instantOf } from '#shared/directory/instant.ts';
import { sweep } from './events.ts';
import { chooseSkew, startProcess } from './processes.ts';
import { isUnfinished } from './settling.ts';
import { stateOf } from './states.ts';
import { targetOf } from './targets.ts';
import type { World } from './world.ts';

const everyMilliseconds = 60_000;

/**
 * Once nothing fails, a sweep is left out that would find nothing: nobody is overdue, and the one before changed nothing
 * and left nothing that has changed since.
 */
export function sweepNow(world: World): void {
  world.nextSweepAt += everyMilliseconds;
  const now = instantOf(world.now);
  const isOverdue = [...world.stored.values()].some((user) => stateOf(user, now).endsWith('overdue'));
  const isIdle =
    world.settlingSince !== undefined &&
    world.sweptChanges === world.changes.length &&
    !isOverdue &&
    !isUnfinished(world);
  if (world.settlingSince !== undefined) world.sweptChanges = world.changes.length;
  if (world.sweeps && !isIdle) {
    void startProcess(world, sweep, targetOf(world, 0), chooseSkew(world));
  }
}
