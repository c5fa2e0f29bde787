/**
 * What a user is found by: the items beside the user's own that follow from it, and how a change of the user changes
 * them.
 */

import { emailValues } from '#shared/directory/users/lookup-key.ts';
import { type User, visibleTo } from '#shared/directory/users/user.ts';
import {
  counterPartition,
  custodiansPartition,
  deletedPartition,
  deletedSortKey,
  deletedUsersPartition,
  emailPartition,
  externalIdPartition,
  type Key,
  noProvider,
  userNameKey,
  usersPartition,
} from './keys.ts';

/** An item whose content follows from its key and the id of its user. */
export type IndexEntry = {
  readonly type: 'user-name' | 'list-entry' | 'lookup-entry' | 'restore-marker' | 'deleted-entry' | 'custodian-entry';
  readonly key: Key;
  readonly userId: string;
};

/** `counters` tells by how much the count under each partition changes. */
export type IndexChange = {
  readonly puts: readonly IndexEntry[];
  readonly deletes: readonly IndexEntry[];
  readonly counters: ReadonlyMap<string, number>;
};

/** All entries of a user: those that only one user can have come first. */
export function indexEntries(user: User): readonly IndexEntry[] {
  const entry = (type: IndexEntry['type'], key: Key): IndexEntry => ({ type, key, userId: user.id });
  const { userName } = user.attributes;
  const custodian = user.matterIds.map((matterId) =>
    entry('custodian-entry', { pk: custodiansPartition(matterId), sk: user.id }),
  );
  if (user.deletedAt !== undefined) {
    if (user.management.by !== 'provider') return custodian;
    const { providerId } = user.management;
    const restoreKey = { pk: deletedPartition(providerId, userName), sk: deletedSortKey(user.deletedAt, user.id) };
    return [
      entry('restore-marker', restoreKey),
      entry('deleted-entry', { pk: deletedUsersPartition(providerId), sk: user.id }),
      ...custodian,
    ];
  }
  const marker = entry('user-name', userNameKey(userName));
  const providerId = visibleTo(user);
  if (providerId === undefined) return [marker, ...custodian];
  const lookups = new Set(lookupKeys(user).map((key) => lookupPartition(providerId, key)));
  return [
    marker,
    ...custodian,
    entry('list-entry', { pk: usersPartition(providerId), sk: user.id }),
    ...[...lookups].map((pk) => entry('lookup-entry', { pk, sk: user.id })),
  ];
}

/** The change of the entries that turns those of `before` into those of `after`; absent: created, or erased. */
export function indexChange(before: User | undefined, after: User | undefined): IndexChange {
  const old = before === undefined ? [] : indexEntries(before);
  const now = after === undefined ? [] : indexEntries(after);
  const counters = new Map<string, number>();
  const [from, to] = [before && counterOf(before), after && counterOf(after)];
  if (from !== to) {
    if (from !== undefined) counters.set(from, -1);
    if (to !== undefined) counters.set(to, 1);
  }
  return { puts: without(now, old), deletes: without(old, now), counters };
}

/** Where to look for the users of a provider that have a value which many users may have. */
export function lookupPartition(
  providerId: string,
  { attribute, value }: { readonly attribute: 'externalId' | 'emails.value'; readonly value: string },
): string {
  return attribute === 'externalId' ? externalIdPartition(providerId, value) : emailPartition(providerId, value);
}

/** Under which partition the user is counted; every user but a deleted one is counted once. */
function counterOf(user: User): string | undefined {
  return user.deletedAt === undefined ? counterPartition(visibleTo(user) ?? noProvider) : undefined;
}

function lookupKeys(user: User): { attribute: 'externalId' | 'emails.value'; value: string }[] {
  const emails = emailValues(user).map((value) => ({ attribute: 'emails.value' as const, value }));
  const { externalId } = user.attributes;
  return externalId === undefined ? emails : [{ attribute: 'externalId', value: externalId }, ...emails];
}

function without(entries: readonly IndexEntry[], others: readonly IndexEntry[]): readonly IndexEntry[] {
  const names = new Set(others.map(nameOf));
  return entries.filter((entry) => !names.has(nameOf(entry)));
}

function nameOf({ key }: IndexEntry): string {
  return JSON.stringify([key.pk, key.sk]);
}
