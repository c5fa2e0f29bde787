/**
 * What a user is found by: the items beside the user's own that follow from it, and how a change of the user changes
 * them.
 */

import type { Instant } from '#shared/directory/instant.ts';
import { emailValues } from '#shared/directory/users/lookup-key.ts';
import { managingProviderId, type User, visibleTo } from '#shared/directory/users/user.ts';
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
  organizationCounterPartition,
  organizationUsersPartition,
  statePartition,
  userNameKey,
  usersPartition,
} from './keys.ts';

/** An item whose content follows from its key and the id of its user. */
export type IndexEntry = {
  readonly type:
    | 'user-name'
    | 'list-entry'
    | 'lookup-entry'
    | 'restore-marker'
    | 'deleted-entry'
    | 'custodian-entry'
    | 'organization-entry'
    | 'state-entry';
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
  const found = user.deletedAt === undefined ? presentEntries(user) : deletedEntries(user, user.deletedAt);
  const standing = [
    entry(user, 'organization-entry', organizationUsersPartition(user.organizationId)),
    ...user.matterIds.map((matterId) => entry(user, 'custodian-entry', custodiansPartition(matterId))),
    ...statesOf(user).map((state) => stateEntry(user, state)),
  ];
  return [...found, ...standing];
}

/** That the user is deactivated, which a deactivation carried out writes whatever else of the user has changed. */
export function stateEntry(user: Pick<User, 'id'>, state: ListedState): IndexEntry {
  return entry(user, 'state-entry', statePartition(state));
}

type ListedState = Parameters<typeof statePartition>[0];

function statesOf({ life, blocks, matterIds }: User): readonly ListedState[] {
  return [
    ...(life.state === 'deactivated' ? (['deactivated'] as const) : []),
    ...(Object.keys(blocks).length > 0 ? (['blocked'] as const) : []),
    ...(matterIds.length > 0 ? (['held'] as const) : []),
  ];
}

/** Under its name, in the lists of who sees and who manages the user, and by the values that it is looked up by. */
function presentEntries(user: User): readonly IndexEntry[] {
  const seenBy = visibleTo(user) ?? noProvider;
  const lists = new Set([seenBy, ...(user.management.by === 'administrators' ? [noProvider] : [])]);
  const lookups = new Set(lookupKeys(user).map((key) => lookupPartition(seenBy, key)));
  return [
    { type: 'user-name', key: userNameKey(user.attributes.userName), userId: user.id },
    ...[...lists].map((providerId) => entry(user, 'list-entry', usersPartition(providerId))),
    ...[...lookups].map((partition) => entry(user, 'lookup-entry', partition)),
  ];
}

/** A provider may bring its user back by the name. */
function deletedEntries(user: User, deletedAt: Instant): readonly IndexEntry[] {
  const providerId = managingProviderId(user);
  if (providerId === undefined) return [entry(user, 'deleted-entry', deletedUsersPartition(noProvider))];
  const restoreKey = {
    pk: deletedPartition(providerId, user.attributes.userName),
    sk: deletedSortKey(deletedAt, user.id),
  };
  return [
    { type: 'restore-marker', key: restoreKey, userId: user.id },
    entry(user, 'deleted-entry', deletedUsersPartition(providerId)),
  ];
}

function entry({ id }: Pick<User, 'id'>, type: IndexEntry['type'], partition: string): IndexEntry {
  return { type, key: { pk: partition, sk: id }, userId: id };
}

/** The change of the entries that turns those of `before` into those of `after`; absent: created, or erased. */
export function indexChange(before: User | undefined, after: User | undefined): IndexChange {
  const old = before === undefined ? [] : indexEntries(before);
  const now = after === undefined ? [] : indexEntries(after);
  const counters = new Map<string, number>();
  const [from, to] = [before === undefined ? [] : countersOf(before), after === undefined ? [] : countersOf(after)];
  for (const counter of from) if (!to.includes(counter)) counters.set(counter, -1);
  for (const counter of to) if (!from.includes(counter)) counters.set(counter, 1);
  return { puts: without(now, old), deletes: without(old, now), counters };
}

/** Where to look for the users of a provider that have a value which many users may have. */
export function lookupPartition(
  providerId: string,
  { attribute, value }: { readonly attribute: 'externalId' | 'emails.value'; readonly value: string },
): string {
  return attribute === 'externalId' ? externalIdPartition(providerId, value) : emailPartition(providerId, value);
}

/** Under which partitions the user is counted: of its organization, and unless deleted of the provider that sees it. */
function countersOf(user: User): readonly string[] {
  const organization = organizationCounterPartition(user.organizationId);
  return user.deletedAt === undefined
    ? [organization, counterPartition(visibleTo(user) ?? noProvider)]
    : [organization];
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
