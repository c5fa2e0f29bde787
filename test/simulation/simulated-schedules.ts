/** EventBridge Scheduler behind the schedules port: fires late, twice, out of order, or fails altogether. */
import { instantOf } from '#shared/directory/instant.ts';
import type { DeactivationSchedules } from '#shared/directory/ports.ts';
import type { PendingDeactivation } from '#shared/directory/users/user.ts';
import { scheduleFires } from './events.ts';
import { chooseSkew, startProcess } from './processes.ts';
import { targetOf } from './targets.ts';
import { chooseFault, note, violate, type World } from './world.ts';

/** How late each delivery of the event is; none: the scheduler fails. */
const deliveries: readonly (readonly number[])[] = [[0], [1], [30], [59], [0, 0], [0, 59], [30, 2], []];

/** No schedule is created for less than this from now. */
const minimumLeadMilliseconds = 60_000;

/** How often Lambda repeats an asynchronous invocation that failed, and after how many minutes. */
const maximumRepeats = 2;

export function simulatedSchedules(world: () => World): DeactivationSchedules {
  return {
    create: async (userId, deactivation) => {
      requireCommitted(world(), userId, deactivation);
      addSchedule(world(), userId, deactivation);
    },
    delete: async (userId, deactivation) => void world().schedules.delete(`${userId} ${deactivation.id}`),
  };
}

/** Creating it again is taken as done. */
export function addSchedule(world: World, userId: string, deactivation: PendingDeactivation): void {
  const name = `${userId} ${deactivation.id}`;
  if (world.schedules.has(name)) return;
  const due = Math.max(Date.parse(deactivation.dueAt), world.now + minimumLeadMilliseconds);
  const firesAt = Math.ceil(due / 1000) * 1000;
  const schedule = { firesAt, deliveries: deliveries[chooseFault(world, deliveries.length, 0.6)] ?? [] };
  world.schedules.set(name, schedule);
  const fire = () => {
    if (world.schedules.get(name) !== schedule) return;
    world.schedules.delete(name);
    note(world, () => `schedule ${deactivation.id} fires, deliveries late by ${JSON.stringify(schedule.deliveries)} s`);
    for (const lateSeconds of schedule.deliveries) deliver(world, userId, deactivation.id, lateSeconds * 1000);
  };
  world.timers.push({ at: firesAt, process: undefined, fire });
}

function deliver(world: World, userId: string, deactivationId: string, lateMilliseconds: number): void {
  const invoke = async (repeats: number) => {
    const target = { ...targetOf(world, 0), userId, deactivationId };
    const outcome = await startProcess(world, scheduleFires, target, chooseSkew(world));
    if (outcome.kind === 'answered' || repeats === maximumRepeats) return;
    const again = () => void invoke(repeats + 1);
    world.timers.push({ at: world.now + (repeats + 1) * 60_000, process: undefined, fire: again });
  };
  world.timers.push({ at: world.now + lateMilliseconds, process: undefined, fire: () => void invoke(0) });
}

/** The item first, the schedule second: an event must not come for what nobody has written down. */
function requireCommitted(world: World, userId: string, { id }: PendingDeactivation): void {
  const isPending = [world.users.all().find((user) => user.id === userId), ...world.changes.map(({ after }) => after)]
    .filter((user) => user?.id === userId)
    .some((user) => user?.life.state === 'pending' && user.life.deactivation.id === id);
  if (!isPending) {
    const detail = `schedule ${id} is created at ${instantOf(world.now)}, before its deactivation is committed`;
    violate(world, 'the item first, the schedule second', detail);
  }
}
