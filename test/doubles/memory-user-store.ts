/** Users and their log in memory: what the port promises in the fewest words, with full scans. */
import { Invalid, UserNameTaken, VersionConflict } from '#shared/directory/errors.ts';
import { mayBeCarriedOut } from '#shared/directory/life/by-time.ts';
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type {
  LookupKey,
  PendingEntry,
  PendingQuery,
  Requirement,
  UserChange,
  UserListing,
  UserStore,
} from '#shared/directory/ports.ts';
import type { LogPageRequest } from '#shared/directory/sync-log/sync-log.ts';
import { foldUserName } from '#shared/directory/users/fold-user-name.ts';
import {
  type EntryName,
  isCarryingOut,
  isUserEntry,
  type LogEntry,
  type UserEntry,
  withoutPersonalData,
} from '#shared/directory/users/log-entry.ts';
import { hasLookupKey } from '#shared/directory/users/lookup-key.ts';
import { isHeld, managingProviderId, pendingDeactivation, type User, visibleTo } from '#shared/directory/users/user.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';
import { byTime, pageOfEntries } from './memory-log.ts';

export type MemoryUserStore = Hooked<UserStore> & {
  /** Every user, in the order of creation. */
  all(): readonly User[];
  /** The log in the order of its writing, without what administrators changed that is no user. */
  entries(): readonly LogEntry[];
  /** The whole log, live. */
  readonly log: LogEntry[];
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
    entries: () => state.entries.filter(({ subject }) => subject === undefined),
    log: state.entries,
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
        visible(providerId).filter((user) => hasLookupKey(user, key)),
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
    findEntry: async (entry: EntryName) => entries.find((other) => isSameEntry(entry, other)),
    history: async (userId: string, page: LogPageRequest) => {
      const theirs = entries.filter((entry) => entry.userId === userId).sort(byTime);
      return pageOfEntries(page.newestFirst === true ? theirs.reverse() : theirs, page);
    },
    getAll: async (userIds: readonly string[]) => sorted([...users.values()].filter(({ id }) => userIds.includes(id))),
    findLocal: async (key: LookupKey, page: PageRequest) => {
      const local = [...users.values()].filter((user) => user.deletedAt === undefined && visibleTo(user) === undefined);
      return pageOf(sorted(local.filter((user) => hasLookupKey(user, key))), page);
    },
    listed: async (listing: UserListing, { after = '', limit }: PageRequest) =>
      sorted([...users.values()].filter((user) => user.id > after && isListed(user, listing)))
        .map(({ id }) => id)
        .slice(0, limit),
    countIn: async (organizationId: string) =>
      [...users.values()].filter((user) => user.organizationId === organizationId).length,
  } satisfies Partial<UserStore>;
}

function pageOf(all: readonly User[], page: PageRequest & { readonly skip?: number }): Page<User> {
  const { after = '', skip = 0, limit } = page;
  const rest = all.filter(({ id }) => id > after).slice(skip);
  const items = rest.slice(0, limit);
  return { items, next: rest.length > limit ? items.at(-1)?.id : undefined };
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
    pending: async (
      { dueFrom = '', dueBefore = '~', providerId: wantedProviderId, isHeld: wanted }: PendingQuery,
      { after, limit }: PageRequest,
    ) => {
      if (after !== undefined && !after.includes(' ')) {
        throw new Invalid('The cursor is not one that this list gave out.');
      }
      const found = [...users.values()].flatMap((user) => {
        const deactivation = pendingDeactivation(user);
        if (deactivation === undefined || (wanted !== undefined && wanted !== isHeld(user))) return [];
        const { id, dueAt } = deactivation;
        if (dueAt < dueFrom || dueAt >= dueBefore) return [];
        const providerId = managingProviderId(user);
        if (wantedProviderId !== undefined && wantedProviderId !== providerId) return [];
        const entry = { userId: user.id, deactivationId: id, dueAt, isHeld: isHeld(user) };
        return [{ ...entry, ...(providerId !== undefined && { providerId }) }];
      });
      const nameOf = ({ dueAt, userId }: PendingEntry) => `${dueAt} ${userId}`;
      const left = found
        .filter((entry) => after === undefined || nameOf(entry) > after)
        .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
      const items = left.slice(0, limit);
      const last = left.length > limit ? items.at(-1) : undefined;
      return { items, next: last && nameOf(last) };
    },
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
    erase: async ({ before, entry }: { readonly before: User; readonly entry: UserEntry }) => {
      if (users.get(before.id)?.version !== before.version) throw new VersionConflict('the user has changed');
      if (entries.some((other) => isSameEntry(entry, other))) throw new VersionConflict('the entry is there already');
      users.delete(before.id);
      entries.push(entry);
      toForget.add(before.id);
    },
    forgetHistory: async (userId: string) => {
      entries.forEach((entry, index) => {
        if (isUserEntry(entry) && entry.userId === userId) entries[index] = withoutPersonalData(entry);
      });
      toForget.delete(userId);
    },
  } satisfies Partial<UserStore>;
}

function holderOf(users: ReadonlyMap<string, User>, userName: string): User | undefined {
  return [...users.values()].find((user) => user.deletedAt === undefined && hasUserName(user, userName));
}

function isSameEntry(a: EntryName, b: EntryName): boolean {
  return (
    a.id === b.id &&
    a.userId === b.userId &&
    a.subject?.id === b.subject?.id &&
    a.outcome === b.outcome &&
    isCarryingOut(a) === isCarryingOut(b)
  );
}

function hasUserName(user: User, userName: string): boolean {
  return foldUserName(user.attributes.userName) === foldUserName(userName);
}

function sorted(users: readonly User[]): readonly User[] {
  return users.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function isListed(user: User, listing: UserListing): boolean {
  const isDeleted = user.deletedAt !== undefined;
  if (typeof listing === 'object') {
    if ('visibleTo' in listing) return visibleTo(user) === listing.visibleTo;
    if ('deletedFrom' in listing) return isDeleted && managingProviderId(user) === listing.deletedFrom;
    if ('organizationId' in listing) return user.organizationId === listing.organizationId;
    return user.matterIds.includes(listing.matterId);
  }
  switch (listing) {
    case 'local':
    case 'local-deleted':
      return user.management.by === 'administrators' && isDeleted === (listing === 'local-deleted');
    case 'deactivated':
      return user.life.state === 'deactivated';
    case 'blocked':
      return Object.keys(user.blocks).length > 0;
    case 'held':
      return isHeld(user);
  }
}
