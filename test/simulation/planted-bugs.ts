/** Deployments that are broken on purpose, by the invariant that must notice. */
import { UserNameTaken } from '#shared/directory/errors.ts';
import { plusSeconds } from '#shared/directory/instant.ts';
import type { Directory, UserChange, UserStore } from '#shared/directory/ports.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import type { User } from '#shared/directory/users/user.ts';
import type { MemoryUserStore } from '#test/doubles/memory-user-store.ts';
import type { Sabotage } from './history.ts';

export type PlantedBug = { readonly name: string; readonly invariant: string; readonly sabotage: Sabotage };

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'a store that takes deactivations for due half a minute early',
    invariant: 'never deactivated before due',
    sabotage: { users: (store) => ({ ...forcing(store), get: async (id) => early(await store.get(id)) }) },
  },
  {
    name: 'a worker whose commit overlooks a hold',
    invariant: 'never deactivated while held',
    sabotage: { users: forcing },
  },
  {
    name: 'a worker whose commit overlooks that the deactivation was cancelled',
    invariant: 'a deactivation begins and ends as requested',
    sabotage: { users: forcing },
  },
  {
    name: 'a store that lets two users have a name',
    invariant: 'userName is unique',
    sabotage: { users: forcing },
  },
  {
    name: 'a sweep that never runs',
    invariant: 'deactivated in time',
    sabotage: { sweeps: false },
  },
  {
    name: 'a store that does not log',
    invariant: 'one Sync Log entry for every change',
    sabotage: { users: (store) => ({ ...store, entries: () => [] }) },
  },
  {
    name: 'a store that logs a repeated refusal again',
    invariant: 'every Sync Log entry is written once',
    sabotage: { users: logsTwice },
  },
  {
    name: 'a schedule that is created before the user is committed',
    invariant: 'the item first, the schedule second',
    sabotage: { directory: scheduleFirst },
  },
  {
    name: 'a request to deactivate that does not block',
    invariant: 'blocked while pending',
    sabotage: { users: (store) => committing(store, (after) => ({ ...after, blocks: {} })) },
  },
  {
    name: 'a repeated request that starts the delay anew',
    invariant: 'repeating a request neither extends nor restarts the delay',
    sabotage: { users: (store) => committing(store, postponed) },
  },
  {
    name: 'a store that forgets what it has accepted',
    invariant: 'an accepted request to deactivate deactivates',
    sabotage: { users: (store) => ({ ...store, commit: async () => undefined }) },
  },
  {
    name: 'a store that does not log refusals',
    invariant: 'a refusal is logged',
    sabotage: { users: (store) => ({ ...store, record: async () => undefined }) },
  },
  {
    name: 'a store that repeats an old write after a newer one',
    invariant: 'repeating a request neither extends nor restarts the delay',
    sabotage: { users: forgetful },
  },
  {
    name: 'a schedule that comes again and again',
    invariant: 'no schedule without end',
    sabotage: { directory: scheduleForEver },
  },
];

/** Carries out and commits what the store refuses, whatever the reason. */
function forcing(store: MemoryUserStore): MemoryUserStore {
  const users = new Map<string, User>();
  const log = logBeside(store);
  const force = ({ after, entry }: UserChange) => {
    users.set(after.id, after);
    log.add(entry);
  };
  const port: Pick<UserStore, 'get' | 'commit' | 'commitDeactivation'> = {
    get: async (id) => users.get(id) ?? store.get(id),
    commit: async (change) => {
      if (users.has(change.after.id)) return force(change);
      await store.commit(change).catch((error) => {
        if (!(error instanceof UserNameTaken)) throw error;
        force(change);
      });
    },
    commitDeactivation: async (change, deactivation) => {
      if (await store.commitDeactivation(change, deactivation)) return true;
      const stored = users.get(change.after.id) ?? (await store.get(change.after.id)) ?? change.before;
      const { life } = change.after;
      force({ ...change, after: { ...stored, life, version: stored.version + 1 } });
      return true;
    },
  };
  return {
    ...store,
    ...port,
    all: () => [...store.all().filter(({ id }) => !users.has(id)), ...users.values()],
    entries: log.entries,
  };
}

/** A write that is delivered late finds its way, as if it had just been decided. */
function forgetful(store: MemoryUserStore): MemoryUserStore {
  return {
    ...store,
    commit: async ({ before, after, entry }) => {
      const stored = await store.get(after.id);
      if (stored === undefined || before === undefined) return store.commit({ after, entry });
      const again = { ...after, version: stored.version + 1 };
      await store.commit({ before: stored, after: again, entry: { ...entry, id: `${entry.id}${stored.version}` } });
    },
  };
}

function early(user: User | undefined): User | undefined {
  if (user?.life.state !== 'pending') return user;
  const { deactivation } = user.life;
  const dueAt = plusSeconds(deactivation.dueAt, -30);
  return { ...user, life: { state: 'pending', deactivation: { ...deactivation, dueAt } } };
}

function committing(store: MemoryUserStore, alter: (after: User, before: User | undefined) => User): MemoryUserStore {
  return {
    ...store,
    commit: ({ before, after, entry }) =>
      store.commit({ ...(before !== undefined && { before }), after: alter(after, before), entry }),
  };
}

function postponed(after: User, before: User | undefined): User {
  if (before?.life.state !== 'pending' || after.life.state !== 'pending') return after;
  const deactivation = { ...after.life.deactivation, dueAt: plusSeconds(after.life.deactivation.dueAt, 30) };
  return { ...after, life: { state: 'pending', deactivation } };
}

function logsTwice(store: MemoryUserStore): MemoryUserStore {
  const log = logBeside(store);
  return { ...store, record: async (entry) => log.add(entry), entries: log.entries };
}

/** The store's log, and in between what the store itself would not write. */
function logBeside(store: MemoryUserStore) {
  const entries: LogEntry[] = [];
  let seen = 0;
  const catchUp = () => {
    const stored = store.entries();
    entries.push(...stored.slice(seen));
    seen = stored.length;
  };
  return {
    add: (entry: LogEntry) => {
      catchUp();
      entries.push(entry);
    },
    entries: () => {
      catchUp();
      return [...entries];
    },
  };
}

function scheduleFirst(directory: Directory): Directory {
  const commit: UserStore['commit'] = async (change) => {
    const { id, life } = change.after;
    if (life.state === 'pending') await directory.schedules.create(id, life.deactivation);
    await directory.users.commit(change);
  };
  return { ...directory, users: { ...directory.users, commit } };
}

/** Whoever looks at a pending deactivation sets a timer for it once more. */
function scheduleForEver(directory: Directory): Directory {
  const pending = new Map<string, Parameters<Directory['schedules']['create']>[1]>();
  const get: UserStore['get'] = async (id) => {
    const user = await directory.users.get(id);
    if (user?.life.state === 'pending') pending.set(id, user.life.deactivation);
    const deactivation = pending.get(id);
    if (deactivation !== undefined) await directory.schedules.create(id, deactivation);
    return user;
  };
  return { ...directory, users: { ...directory.users, get } };
}
