/** POST /Users (RFC 7644 §3.3): a new user, or one who comes back. */

import {
  andThen,
  createdDeactivated,
  type DeactivationTerms,
  requestReactivation,
  restore,
  type Transition,
} from '#shared/directory/life/life.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { decideAndCommit, decided } from '#shared/directory/users/commit-change.ts';
import { isActive, type User, type UserAttributes, visibleTo } from '#shared/directory/users/user.ts';
import { type ParsedUser, parseUser } from '#shared/directory/users/user-attributes.ts';
import { nameTaken } from '#shared/directory/users/user-name-conflict.ts';
import { ScimError } from '#shared/scim/error.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { type Client, requireProvider } from './client.ts';

/**
 * @param body the User resource as it came
 * @throws ScimError 400, 401, 409 `uniqueness`, 413
 */
export async function createUser(
  directory: Directory,
  { client, body }: { readonly client: Client; readonly body: unknown },
): Promise<User> {
  const startedAt = directory.clock.now();
  const userId = directory.newId(startedAt);
  const entryId = directory.newId(startedAt);
  const deactivationId = directory.newId(startedAt);
  return decideAndCommit(directory, async () => {
    const provider = await requireProvider(directory, client);
    const { resource, ignored } = parseResource(body, userResourceType, provider.strictness);
    const parsed = parseUser(resource);
    const now = directory.clock.now();
    const terms = { provider, productPlan: directory.settings.productPlan, now, deactivationId };

    const before = await findReturning(directory, parsed.attributes, terms);
    const transition = before
      ? comeBack(before, parsed)
      : begin(newUser(userId, entryId, parsed, terms), parsed, terms);

    const occasion = { entryId, at: now, providerId: provider.id, requestId: client.requestId };
    const decision = { ...transition, operation: 'create' as const, ignored };
    return decided(directory, before, decision, occasion);
  });
}

/**
 * The user whom this create brings back: one of the same provider who is inactive or deleted, unless the externalIds
 * differ.
 * @throws ScimError 409 when somebody else has the name, or the same user is active, or a strict provider sees the user
 */
async function findReturning(
  directory: Directory,
  attributes: UserAttributes,
  { provider }: DeactivationTerms,
): Promise<User | undefined> {
  const holder = await directory.users.getByUserName(attributes.userName);
  if (holder === undefined) {
    // Only now: a user deleted between the two reads would be found by neither.
    const deleted = await directory.users.getDeleted(provider.id, attributes.userName);
    return deleted && hasSameExternalId(deleted, attributes) ? deleted : undefined;
  }
  const isTheirs = visibleTo(holder) === provider.id && holder.management.by === 'provider';
  const mayComeBack = isTheirs && !isActive(holder) && provider.strictness === 'lenient';
  if (!mayComeBack) throw nameTaken(holder);
  if (!hasSameExternalId(holder, attributes)) {
    throw ScimError.uniqueness('An inactive user with this userName has another externalId: delete that user first.');
  }
  return holder;
}

/** A client that leaves externalId out, now or then, says nothing about whose name it is. */
function hasSameExternalId(user: User, { externalId }: UserAttributes): boolean {
  const stored = user.attributes.externalId;
  return stored === undefined || externalId === undefined || stored === externalId;
}

/** With `active:false` the attributes are updated and the life is left alone. */
function comeBack(user: User, { attributes, active }: ParsedUser): Transition {
  const updated = { ...user, attributes };
  const visible = user.deletedAt === undefined ? { user: updated, events: [] } : restore(updated);
  return active === false ? visible : andThen(visible, requestReactivation);
}

function begin(user: User, { active }: ParsedUser, terms: DeactivationTerms): Transition {
  return active === false ? createdDeactivated(user, terms) : { user, events: ['created'] };
}

function newUser(
  id: string,
  lastEntryId: string,
  { attributes }: ParsedUser,
  { provider, now }: DeactivationTerms,
): User {
  return {
    id,
    version: 1,
    createdAt: now,
    lastModifiedAt: now,
    lastEntryId,
    attributes,
    management: { by: 'provider', providerId: provider.id },
    organizationId: provider.organizationId,
    roles: [],
    life: { state: 'active' },
    blocks: {},
    matterIds: [],
  };
}
