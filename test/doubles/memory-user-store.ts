/** Users and their log in memory: what the port promises in the fewest words, with full scans. */
import { UserNameTaken, VersionConflict } from '#shared/directory/errors.ts';
import { mayBeCarriedOut } from '#shared/directory/life/by-time.ts';
import type { LookupKey, PageRequest, Requirement, UserChange, UserPage, UserStore } from '#shared/directory/ports.ts';
import { foldUserName } from '#shared/directory/users/fold-user-name.ts';
import { isCarryingOut, type LogEntry, withoutPersonalData } from '#shared/directory/users/log-entry.ts';
import { isHeld, managingProviderId, pendingDeactivation, type User, visibleTo } from '#shared/directory/users/user.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';

export type MemoryUserStore = Hooked<UserStore> & {
  /** Every user, in the order of creation. */
  all(): readonly User[];
  /** The whole log in the order of its writing. */
  entries(): readonly LogEntry[];
  /** Erased users whose history is still to be forgotten. */
  toForget(): readonly string[];
};

type State = {
  readonly users: Map<string, User>;
  readonly entries: LogEntry[];
  readonly toForget: Set<string>;
  readonly isMet: (requirement: Requirement) => boolean;
};

/** @param isMet whether a requirement of a commit holds at this moment */
export function memoryUserStore(initial: readonly User[] = [], isMet: State['isMet'] = () => true): MemoryUserStore {
  const users = new Map(initial.map((user) => [user.id, user]));
  const state: State = { users, entries: [], toForget: new Set(), isMet };
  const port = withCallHooks<UserStore>({ ...reads(state), ...sweeping(state), ...writes(state) });
  return Object.assign(port, {
    all: () => [...state.users.values()],
    entries: () => [...state.entries],
    toForget: () => [...state.toForget],
  });
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
    find: async (providerId: string, key: LookupKey, page: PageRequest) =>
      pageOf(
        visible(providerId).filter((user) => hasValue(user, key)),
        page,
      ),
    list: async (providerId: string, page: PageRequest & { readonly skip?: number }) =>
      pageOf(visible(providerId), page),
    count: async (providerId: string) => visible(providerId).length,
    belongingTo: async (providerId: string, limit: number) =>
      [...users.values()]
        .filter((user) => managingProviderId(user) === providerId || visibleTo(user) === providerId)
        .map(({ id }) => id)
        .sort()
        .slice(0, limit),
    custodians: async (matterId: string, limit: number) =>
      [...users.values()]
        .filter(({ matterIds }) => matterIds.includes(matterId))
        .map(({ id }) => id)
        .sort()
        .slice(0, limit),
    findEntry: async (entry: LogEntry) => entries.find((other) => isSameEntry(entry, other)),
    history: async (userId: string, limit: number) =>
      entries
        .filter((entry) => entry.userId === userId)
        .sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1))
        .slice(0, limit),
  } satisfies Partial<UserStore>;
}

function pageOf(all: readonly User[], page: PageRequest & { readonly skip?: number }): UserPage {
  const { after = '', skip = 0, limit } = page;
  const rest = all.filter(({ id }) => id > after).slice(skip);
  const users = rest.slice(0, limit);
  return { users, next: rest.length > limit ? users.at(-1)?.id : undefined };
}

function sweeping({ users }: State) {
  const pending = (isWanted: (user: User) => boolean) =>
    [...users.values()]
      .flatMap((user) => {
        const deactivation = isWanted(user) ? pendingDeactivation(user) : undefined;
        return deactivation ? [{ userId: user.id, deactivationId: deactivation.id, dueAt: deactivation.dueAt }] : [];
      })
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const isFree = (user: User) => !isHeld(user);
  return {
    overdue: async (dueBefore: string, limit: number) =>
      pending(isFree)
        .filter(({ dueAt }) => dueAt < dueBefore)
        .slice(0, limit),
    pendingOf: async (providerId: string, limit: number) =>
      pending((user) => managingProviderId(user) === providerId).slice(0, limit),
    statistics: async () => ({
      users: [...users.values()].filter((user) => user.deletedAt === undefined).length,
      pendingDeactivations: pending(isFree).length,
    }),
  } satisfies Partial<UserStore>;
}

function writes({ users, entries, toForget, isMet }: State) {
  return {
    commit: async ({ before, after, entry, requires }: UserChange) => {
      if (entries.some((other) => isSameEntry(entry, other))) throw new VersionConflict('the entry is there already');
      if (requires !== undefined && !isMet(requires))
        throw new VersionConflict('what the change requires does not hold');
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
      if (stored === undefined || !mayBeCarriedOut(stored, deactivation.id, entry.at)) return false;
      const { life, lastModifiedAt } = after;
      users.set(stored.id, { ...stored, life, lastModifiedAt, version: stored.version + 1 });
      entries.push(entry);
      return true;
    },
    record: async (entry: LogEntry) => {
      if (!entries.some((other) => isSameEntry(entry, other))) entries.push(entry);
    },
    erase: async ({ before, entry }: { readonly before: User; readonly entry: LogEntry }) => {
      if (users.get(before.id)?.version !== before.version) throw new VersionConflict('the user has changed');
      if (entries.some((other) => isSameEntry(entry, other))) throw new VersionConflict('the entry is there already');
      users.delete(before.id);
      entries.push(entry);
      toForget.add(before.id);
    },
    forgetHistory: async (userId: string) => {
      entries.forEach((entry, index) => {
        if (entry.userId === userId) entries[index] = withoutPersonalData(entry);
      });
      toForget.delete(userId);
    },
  } satisfies Partial<UserStore>;
}

function holderOf(users: ReadonlyMap<string, User>, userName: string): User | undefined {
  return [...users.values()].find((user) => user.deletedAt === undefined && hasUserName(user, userName));
}

function isSameEntry(a: LogEntry, b: LogEntry): boolean {
  return a.id === b.id && a.userId === b.userId && a.outcome === b.outcome && isCarryingOut(a) === isCarryingOut(b);
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
