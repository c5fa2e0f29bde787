/** Users and their Sync Log in memory: what the port promises in the fewest words, with full scans. */
import { UserNameTaken, VersionConflict } from '#shared/directory/errors.ts';
import type { LookupKey, UserChange, UserStore } from '#shared/directory/ports.ts';
import { foldUserName } from '#shared/directory/users/fold-user-name.ts';
import type { SyncLogEntry } from '#shared/directory/users/log-entry.ts';
import { isHeld, type User, visibleTo } from '#shared/directory/users/user.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';

export type MemoryUserStore = Hooked<UserStore> & {
  /** Every user, in the order of creation. */
  all(): readonly User[];
  /** The whole Sync Log in the order of its writing. */
  entries(): readonly SyncLogEntry[];
};

type State = { readonly users: Map<string, User>; readonly entries: SyncLogEntry[] };

export function memoryUserStore(initial: readonly User[] = []): MemoryUserStore {
  const state: State = { users: new Map(initial.map((user) => [user.id, user])), entries: [] };
  const port = withCallHooks<UserStore>({ ...reads(state), ...sweeping(state), ...writes(state) });
  return Object.assign(port, { all: () => [...state.users.values()], entries: () => [...state.entries] });
}

function reads({ users, entries }: State) {
  const visible = (providerId: string) =>
    [...users.values()].filter((user) => visibleTo(user) === providerId).sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    get: async (userId: string) => users.get(userId),
    getByUserName: async (userName: string) => holderOf(users, userName),
    getDeleted: async (providerId: string, userName: string) =>
      [...users.values()]
        .filter(({ management }) => management.by === 'provider' && management.providerId === providerId)
        .filter((user) => user.deletedAt !== undefined && hasUserName(user, userName))
        .sort((a, b) => (`${a.deletedAt} ${a.id}` < `${b.deletedAt} ${b.id}` ? 1 : -1))[0],
    find: async (providerId: string, key: LookupKey) => visible(providerId).filter((user) => hasValue(user, key)),
    list: async (providerId: string, { skip, limit }: { skip: number; limit: number }) =>
      visible(providerId).slice(skip, skip + limit),
    count: async (providerId: string) => visible(providerId).length,
    history: async (userId: string, limit: number) =>
      entries
        .filter((entry) => entry.userId === userId)
        .sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1))
        .slice(0, limit),
  } satisfies Partial<UserStore>;
}

function sweeping({ users }: State) {
  const pending = () =>
    [...users.values()].flatMap((user) =>
      user.life.state === 'pending' && !isHeld(user)
        ? [{ userId: user.id, deactivationId: user.life.deactivation.id, dueAt: user.life.deactivation.dueAt }]
        : [],
    );
  return {
    overdue: async (dueBefore: string, limit: number) =>
      pending()
        .filter(({ dueAt }) => dueAt < dueBefore)
        .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
        .slice(0, limit),
    statistics: async () => ({
      users: [...users.values()].filter((user) => user.deletedAt === undefined).length,
      pendingDeactivations: pending().length,
    }),
  } satisfies Partial<UserStore>;
}

function writes({ users, entries }: State) {
  return {
    commit: async ({ before, after, entry }: UserChange) => {
      if (users.get(after.id)?.version !== before?.version) {
        throw new VersionConflict(`user ${after.id} is no longer at version ${before?.version ?? 0}`);
      }
      const holder = after.deletedAt === undefined ? holderOf(users, after.attributes.userName) : undefined;
      if (holder !== undefined && holder.id !== after.id) throw new UserNameTaken(`user ${holder.id} holds the name`);
      users.set(after.id, after);
      entries.push(entry);
    },
    commitDeactivation: async ({ after, entry }: UserChange, deactivation: { readonly id: string }) => {
      const stored = users.get(after.id);
      if (stored === undefined || stored.life.state !== 'pending' || isHeld(stored)) return false;
      const { id, dueAt } = stored.life.deactivation;
      if (id !== deactivation.id || dueAt > entry.at) return false;
      const { life, lastEntryId, lastModifiedAt } = after;
      users.set(stored.id, { ...stored, life, lastEntryId, lastModifiedAt, version: stored.version + 1 });
      entries.push(entry);
      return true;
    },
    record: async (entry: SyncLogEntry) => {
      if (!entries.some(({ id }) => id === entry.id)) entries.push(entry);
    },
  } satisfies Partial<UserStore>;
}

function holderOf(users: ReadonlyMap<string, User>, userName: string): User | undefined {
  return [...users.values()].find((user) => user.deletedAt === undefined && hasUserName(user, userName));
}

function hasUserName(user: User, userName: string): boolean {
  return foldUserName(user.attributes.userName) === foldUserName(userName);
}

function hasValue(user: User, { attribute, value }: LookupKey): boolean {
  if (attribute === 'userName') return hasUserName(user, value);
  if (attribute === 'externalId') return user.attributes.externalId === value;
  const { emails } = user.attributes;
  if (!Array.isArray(emails)) return false;
  return emails.some(
    (email) =>
      typeof email === 'object' &&
      'value' in email &&
      typeof email.value === 'string' &&
      foldUserName(email.value) === foldUserName(value),
  );
}
