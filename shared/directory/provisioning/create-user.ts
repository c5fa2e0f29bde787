/** POST /Users (RFC 7644 §3.3): a new user, or one who comes back. */

import {
  createdDeactivated,
  type ProviderTerms,
  requestReactivation,
  restore,
} from '#shared/directory/life/by-provider.ts';
import { andThen, type Transition } from '#shared/directory/life/transition.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { Provider } from '#shared/directory/providers/provider.ts';
import { decideAndCommit, decided } from '#shared/directory/users/commit-change.ts';
import { isActive, type User, type UserAttributes, visibleTo } from '#shared/directory/users/user.ts';
import { type ParsedUser, parseUser } from '#shared/directory/users/user-attributes.ts';
import type { Occasion } from '#shared/directory/users/user-change.ts';
import { nameTaken } from '#shared/directory/users/user-name-conflict.ts';
import { ScimError } from '#shared/scim/error.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { type Client, requireCredential } from './client.ts';
import { type Attempt, recordingRefusal } from './record-refusal.ts';

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
  const attempt: Attempt = { client, operation: 'create', userName: userNameIn(body) };
  const decide = async (about: (user: User) => void) => {
    const { provider } = await requireCredential(directory, client);
    const { resource, ignored } = parseResource(body, userResourceType, provider.strictness);
    const parsed = parseUser(resource);
    const holder = await directory.users.getByUserName(parsed.attributes.userName);
    const before = holder ?? (await findDeleted(directory, parsed.attributes, provider));

    // Only now, so that the change is dated after the one that it follows.
    const now = directory.clock.now();
    const terms = { provider, productPlan: directory.settings.productPlan, now, deactivationId };
    const actor = { by: 'provider', providerId: provider.id } as const;
    const occasion: Occasion = { entryId, at: now, actor, requestId: client.requestId };
    const refusal = holder && reasonToRefuse(holder, parsed.attributes, provider);
    if (holder !== undefined && refusal !== undefined) {
      about(holder);
      throw refusal;
    }
    const transition = before ? comeBack(before, parsed) : begin(newUser(userId, parsed, terms), parsed, terms);
    const placed = before === undefined ? { requires: { organizationId: provider.organizationId } } : {};
    return decided(directory, before, { ...transition, operation: 'create', ignored, ...placed }, occasion);
  };
  return recordingRefusal(directory, attempt, (about) => decideAndCommit(directory, () => decide(about)));
}

function userNameIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'userName' in body ? body.userName : undefined;
}

/**
 * A create brings back a user of the same provider who is inactive, unless the externalIds differ.
 * @param holder who has the userName
 * @returns 409 when somebody else has the name, or the same user is active, or a strict provider sees the user
 */
function reasonToRefuse(holder: User, attributes: UserAttributes, provider: Provider): ScimError | undefined {
  const isTheirs = visibleTo(holder) === provider.id && holder.management.by === 'provider';
  const mayComeBack = isTheirs && !isActive(holder) && provider.strictness === 'lenient';
  if (!mayComeBack) return nameTaken(holder);
  if (hasSameExternalId(holder, attributes)) return undefined;
  return ScimError.uniqueness('An inactive user with this userName has another externalId: delete that user first.');
}

/** Looked for only once nobody has the name: a user deleted between the two reads would be found by neither. */
async function findDeleted(
  { users }: Directory,
  attributes: UserAttributes,
  provider: Provider,
): Promise<User | undefined> {
  const deleted = await users.getDeleted(provider.id, attributes.userName);
  return deleted && hasSameExternalId(deleted, attributes) ? deleted : undefined;
}

/** A client that leaves externalId out, now or then, says nothing about whose name it is. */
function hasSameExternalId(user: User, { externalId }: UserAttributes): boolean {
  const stored = user.attributes.externalId;
  return stored === undefined || externalId === undefined || stored === externalId;
}

/** With `active:false` the attributes are updated and the life is left alone. */
function comeBack(user: User, { attributes, active }: ParsedUser): Transition {
  const updated = { ...user, attributes };
  const visible = restore(updated);
  return active === false ? visible : andThen(visible, requestReactivation);
}

function begin(user: User, { active }: ParsedUser, terms: ProviderTerms): Transition {
  return active === false ? createdDeactivated(user, terms) : { user, events: ['created'] };
}

function newUser(id: string, { attributes }: ParsedUser, { provider, now }: ProviderTerms): User {
  return {
    id,
    version: 1,
    createdAt: now,
    lastModifiedAt: now,
    attributes,
    management: { by: 'provider', providerId: provider.id },
    organizationId: provider.organizationId,
    roles: [],
    life: { state: 'active' },
    blocks: {},
    matterIds: [],
  };
}
