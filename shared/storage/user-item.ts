/** A user as an item, and back. */
import * as z from 'zod/mini';
import {
  isHeld,
  managingProviderId,
  type PendingDeactivation,
  type User,
  type UserAttributes,
} from '#shared/directory/users/user.ts';
import { fromItem, type Item, toItem } from './attribute-values.ts';
import { pendingIndexKey, schemaVersion, userKey } from './keys.ts';

/** The keys of the pending index are there only while a deactivation is pending. */
export function userToItem(user: User): Item {
  const indexKey =
    user.life.state === 'pending'
      ? pendingIndexKey(
          {
            userId: user.id,
            deactivationId: user.life.deactivation.id,
            dueAt: user.life.deactivation.dueAt,
            providerId: managingProviderId(user) ?? '',
          },
          isHeld(user),
        )
      : {};
  return toItem({ ...userKey(user.id), ...indexKey, type: 'user', schemaVersion, ...user });
}

/** @throws when the item is not what `userToItem` writes */
export function itemToUser(item: Item): User {
  return userItem.parse(fromItem(item));
}

/** DynamoDB gave them back as they were put, so their inside needs no second look. */
const attributes = z.custom<UserAttributes>(
  (value) => typeof value === 'object' && value !== null && 'userName' in value && typeof value.userName === 'string',
);

const cause = z.enum(['provisioning', 'administrator']);

const deactivation = z.object({
  id: z.string(),
  requestedAt: z.string(),
  dueAt: z.string(),
  providerId: z.string(),
} satisfies Record<keyof PendingDeactivation, z.ZodMiniType>);

const life = z.discriminatedUnion('state', [
  z.object({ state: z.literal('active') }),
  z.object({
    state: z.literal('pending'),
    deactivation,
  }),
  z.object({ state: z.literal('deactivated'), at: z.string(), cause }),
]);

const management = z.discriminatedUnion('by', [
  z.object({ by: z.literal('provider'), providerId: z.string() }),
  z.object({ by: z.literal('administrators'), openToProviderId: z.exactOptional(z.string()) }),
]);

const userItem = z.object({
  id: z.string(),
  version: z.int(),
  createdAt: z.string(),
  lastModifiedAt: z.string(),
  attributes,
  management,
  organizationId: z.string(),
  roles: z.array(z.string()),
  life,
  blocks: z.object({ provisioning: z.exactOptional(z.string()), administrator: z.exactOptional(z.string()) }),
  matterIds: z.array(z.string()),
  deletedAt: z.exactOptional(z.string()),
} satisfies Record<keyof User, z.ZodMiniType>);
