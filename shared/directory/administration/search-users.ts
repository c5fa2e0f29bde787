/** Administrators look for users: by a value that users are found by, or by where they stand. */
import { requireNamedOrganization } from '#shared/directory/organizations/find-organization.ts';
import { defaultOrganizationId } from '#shared/directory/organizations/organization.ts';
import { everyItem, type Page, type PageRequest } from '#shared/directory/page.ts';
import type { Directory, LookupKey, UserListing } from '#shared/directory/ports.ts';
import { requireNamedProvider } from '#shared/directory/providers/named-provider.ts';
import { hasLookupKey } from '#shared/directory/users/lookup-key.ts';
import { mergePages } from '#shared/directory/users/merge-pages.ts';
import { isHeld, managingProviderId, type User, visibleTo } from '#shared/directory/users/user.ts';
import { type WantedPage, walkLists } from './walk-lists.ts';

export const userStates = ['active', 'pending', 'deactivated', 'blocked', 'held', 'deleted'] as const;

/** `active`: no deactivation, and not deleted. The others do not exclude each other: a deleted user may be held. */
type UserState = (typeof userStates)[number];

/** In the place of a provider's id: users whom administrators manage. */
export const localUsers = 'local';

/** What is given must all hold. */
export type UserQuery = PageRequest & {
  /** Compared as userNames are; finds also those whom their providers deleted last under the name. */
  readonly userName?: string | undefined;
  /** Any of the user's e-mail addresses, compared folded. */
  readonly email?: string | undefined;
  readonly externalId?: string | undefined;
  /** Of the provider that manages the user, or that the user is open to; or `local`. */
  readonly providerId?: string | undefined;
  readonly organizationId?: string | undefined;
  readonly state?: UserState | undefined;
};

/**
 * With `next`, a page may have fewer users than asked for, even none: so few were among those that were looked at.
 * @throws Invalid when there is no such provider or organization, or `after` is none of ours
 */
export async function searchUsers(directory: Directory, query: UserQuery): Promise<Page<User>> {
  await requireNamed(directory, query);
  const isWanted = (user: User) => matches(user, query);
  const exact = await findExactly(directory, query);
  if (exact !== undefined) return pageOf(exact, { ...query, isWanted });
  if (query.state === 'pending') return pendingUsers(directory, { ...query, isWanted });
  return walkLists(directory, await listsFor(directory, query), { ...query, isWanted });
}

/** Nobody would be found by a name that is mistyped. @throws Invalid */
async function requireNamed(directory: Directory, { providerId, organizationId }: UserQuery): Promise<void> {
  if (providerId !== undefined && providerId !== localUsers) await requireNamedProvider(directory, providerId);
  if (organizationId !== undefined) await requireNamedOrganization(directory, organizationId);
}

async function findExactly(directory: Directory, query: UserQuery): Promise<readonly Page<User>[] | undefined> {
  const { userName, email, externalId } = query;
  if (userName !== undefined) return [{ items: await findByName(directory, userName) }];
  if (externalId !== undefined) return findEverywhere(directory, { attribute: 'externalId', value: externalId }, query);
  if (email !== undefined) return findEverywhere(directory, { attribute: 'emails.value', value: email }, query);
  return undefined;
}

async function findByName({ users, providers }: Directory, userName: string): Promise<readonly User[]> {
  const providerIds = (await everyItem(providers.list)).map(({ id }) => id);
  const found = await Promise.all([
    users.getByUserName(userName),
    ...providerIds.map((providerId) => users.getDeleted(providerId, userName)),
  ]);
  return found.flatMap((user) => user ?? []);
}

async function findEverywhere(
  { users, providers }: Directory,
  key: LookupKey,
  { after, limit }: PageRequest,
): Promise<readonly Page<User>[]> {
  const providerIds = (await everyItem(providers.list)).map(({ id }) => id);
  const page = { after, limit };
  return Promise.all([
    users.findLocal(key, page),
    ...providerIds.map((providerId) => users.find(providerId, key, page)),
  ]);
}

function pageOf(pages: readonly Page<User>[], { after = '', limit, isWanted }: WantedPage): Page<User> {
  const merged = mergePages(pages);
  const found = merged.items.filter((user) => user.id > after && isWanted(user));
  const items = found.slice(0, limit);
  const next = found.length > limit ? items.at(-1)?.id : merged.next;
  return { items, next };
}

/** Pages of the index, for one page of users. */
const maximumPagesRead = 10;

/** Those whose deactivation is due first come first. */
async function pendingUsers({ users }: Directory, { after, limit, isWanted }: WantedPage): Promise<Page<User>> {
  const items: User[] = [];
  let position = after;
  for (let pagesRead = 0; items.length < limit && pagesRead < maximumPagesRead; pagesRead++) {
    const page = await users.pending({}, { after: position, limit: limit - items.length });
    const found = await users.getAll(page.items.map(({ userId }) => userId));
    const byId = new Map(found.map((user) => [user.id, user]));
    items.push(...page.items.flatMap(({ userId }) => byId.get(userId) ?? []).filter(isWanted));
    position = page.next;
    if (position === undefined) break;
  }
  return { items, next: position };
}

/** The shortest lists that have everyone who can match. */
async function listsFor({ providers, organizations }: Directory, query: UserQuery): Promise<readonly UserListing[]> {
  const { state, providerId, organizationId } = query;
  if (state === 'deactivated' || state === 'blocked' || state === 'held') return [state];
  if (providerId !== undefined) {
    const [present, deleted]: readonly [UserListing, UserListing] =
      providerId === localUsers ? ['local', 'local-deleted'] : [{ visibleTo: providerId }, { deletedFrom: providerId }];
    return state === 'deleted' ? [deleted] : [present, deleted];
  }
  if (state === 'deleted') {
    return ['local-deleted', ...(await everyItem(providers.list)).map(({ id }) => ({ deletedFrom: id }))];
  }
  if (organizationId !== undefined) return [{ organizationId }];
  const stored = (await everyItem(organizations.list)).map(({ id }) => id);
  return [...new Set([defaultOrganizationId, ...stored])].map((id) => ({ organizationId: id }));
}

/** Whoever is found by a userName has it. */
function matches(user: User, { providerId, organizationId, state, ...values }: UserQuery): boolean {
  return (
    (providerId === undefined || belongsTo(user, providerId)) &&
    (organizationId === undefined || user.organizationId === organizationId) &&
    (state === undefined || isIn(user, state)) &&
    (values.externalId === undefined || hasLookupKey(user, { attribute: 'externalId', value: values.externalId })) &&
    (values.email === undefined || hasLookupKey(user, { attribute: 'emails.value', value: values.email }))
  );
}

function belongsTo(user: User, providerId: string): boolean {
  if (providerId === localUsers) return user.management.by === 'administrators';
  return managingProviderId(user) === providerId || visibleTo(user) === providerId;
}

function isIn(user: User, state: UserState): boolean {
  switch (state) {
    case 'active':
      return user.life.state === 'active' && user.deletedAt === undefined;
    case 'pending':
    case 'deactivated':
      return user.life.state === state;
    case 'blocked':
      return Object.keys(user.blocks).length > 0;
    case 'held':
      return isHeld(user);
    case 'deleted':
      return user.deletedAt !== undefined;
  }
}
