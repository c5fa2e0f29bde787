/** Looks at what a step has changed in the store, and has the invariants look at it. */
import { instantOf } from '#shared/directory/instant.ts';
import type { User } from '#shared/directory/users/user.ts';
import { changeInvariants } from './invariants.ts';
import { stateOf } from './states.ts';
import { type Change, note, type Process, violate, type World } from './world.ts';

/** @param process whose call has just taken effect */
export function observeStep(world: World, process: Process): void {
  const changes = changesOfStep(world, process);
  if (changes.length > 1)
    violate(world, 'one step changes one user', changes.map(({ after }) => after?.id).join(' and '));
  for (const change of changes) observeChange(world, change);
}

function changesOfStep(world: World, process: Process): readonly Change[] {
  const users = world.users.all();
  const entries = world.users.entries().slice(world.entriesSeen);
  world.entriesSeen += entries.length;
  const moment = { at: world.now, tick: world.tick, process };
  const changed: Change[] = users
    .filter((user) => world.stored.get(user.id) !== user)
    .map((after) => ({ ...moment, before: world.stored.get(after.id), after, entries }));
  const erased: Change[] = [...world.stored.values()]
    .filter((user) => !users.some(({ id }) => id === user.id))
    .map((before) => ({ ...moment, before, after: undefined, entries }));
  const all = [...changed, ...erased];
  if (all.length > 0 || entries.length === 0) return all;
  const user = world.stored.get(entries[0]?.userId ?? '');
  return [{ ...moment, before: user, after: user, entries }];
}

function observeChange(world: World, change: Change): void {
  const { before, after, entries, process } = change;
  if (after !== undefined) world.stored.set(after.id, after);
  else if (before !== undefined) world.stored.delete(before.id);
  // Whoever has answered must have done everything; whoever has not may still do it.
  if (process.outcome?.kind !== 'answered') process.lastTick = Math.max(process.lastTick, change.tick);
  for (const [name, invariant] of Object.entries(changeInvariants)) {
    const wrong = invariant(world, change);
    if (wrong !== undefined) violate(world, name, wrong);
  }
  for (const { id, outcome } of entries) world.logged.set(id, outcome);
  world.changes.push(change);
  note(
    world,
    () => `  ${describeUser(world, before)} -> ${describeUser(world, after)}, logged: ${describeEntries(change)}`,
  );
}

function describeUser(world: World, user: User | undefined): string {
  const state = stateOf(user, instantOf(world.now));
  return user === undefined ? state : `${user.attributes.userName} (${user.id.slice(-4)}) v${user.version} ${state}`;
}

function describeEntries({ entries }: Change): string {
  return entries
    .map(({ id, operation, outcome, events }) => `${operation} ${outcome} [${events}] …${id.slice(-4)}`)
    .join('; ');
}

/** The user before the tick, and after each change up to the other. */
export function userBetween(world: World, userId: string, fromTick: number, toTick: number): (User | undefined)[] {
  let user = world.initialUsers.find(({ id }) => id === userId);
  const during: (User | undefined)[] = [];
  for (const { tick, before, after } of world.changes) {
    if ((after ?? before)?.id !== userId || tick > toTick) continue;
    if (tick > fromTick) during.push(after);
    else user = after;
  }
  return [user, ...during];
}

/** The users as they were some time ago, for a read that lags. */
export function usersAt(world: World, time: number): readonly User[] {
  const users = new Map(world.initialUsers.map((user) => [user.id, user]));
  for (const { at, before, after } of world.changes) {
    if (at > time) break;
    if (after !== undefined) users.set(after.id, after);
    else if (before !== undefined) users.delete(before.id);
  }
  return [...users.values()];
}
