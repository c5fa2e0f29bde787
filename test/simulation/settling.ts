/** Once the script is over: faults stop, and what is due must happen within the bounds of rule 3. */
import { instantOf } from '#shared/directory/instant.ts';
import { isHeld } from '#shared/directory/users/user.ts';
import { pendingOf } from './invariants.ts';
import { note, violate, type World } from './world.ts';

/** A schedule fires within a minute; the rest is skew and the invocation. */
const scheduleBound = 60_000 + 10_000;

/** With a failed schedule, the sweep's. */
const sweepBound = 180_000;

export function startSettling(world: World): void {
  world.settlingSince = world.now;
  note(world, () => 'from here on nothing fails');
  for (const [name, schedule] of world.schedules) {
    if (schedule.deliveries.length > 0) world.onTrack.add(name);
  }
}

/** Whether anything is still to come of its own. */
export function isSettled(world: World): boolean {
  const isSwept = world.sweptChanges === world.changes.length;
  const isWaiting = [...world.stored.values()].some((user) => pendingOf(user) !== undefined && !isHeld(user));
  return isSwept && !isWaiting && !isUnfinished(world) && world.schedules.size === 0;
}

/** Users do not become local while a deactivation is pending, and a held one stays so: their provider waits for them. */
export function isUnfinished(world: World): boolean {
  const isHeldUp = [...world.stored.values()].some((user) => pendingOf(user) !== undefined && isHeld(user));
  return world.unfinished() > 0 && !isHeldUp;
}

/** No pending deactivation that nothing holds back may be later than its bound. */
export function checkLateness(world: World): void {
  const { settlingSince } = world;
  if (settlingSince === undefined) return;
  if (world.isCancelling()) {
    world.cancelledUntil = world.now;
    return;
  }
  for (const user of world.stored.values()) {
    const pending = pendingOf(user);
    if (pending === undefined || isHeld(user)) continue;
    const since = Math.max(Date.parse(pending.dueAt), settlingSince, world.cancelledUntil, freeSince(world, user.id));
    const isOnTrack = world.onTrack.has(`${user.id} ${pending.id}`) && world.cancelledUntil === 0;
    const bound = isOnTrack ? scheduleBound : sweepBound;
    if (world.now <= since + bound) continue;
    violate(
      world,
      'deactivated in time',
      `${pending.id}, due at ${pending.dueAt} and free since ${instantOf(since)}, is pending at ${instantOf(world.now)}`,
    );
  }
}

/** Since when the user is pending and not held. */
function freeSince(world: World, userId: string): number {
  let since = 0;
  for (const { at, before, after } of world.changes) {
    if (after?.id !== userId) continue;
    const wasFree = pendingOf(before) !== undefined && before !== undefined && !isHeld(before);
    if (!wasFree) since = at;
  }
  return since;
}
