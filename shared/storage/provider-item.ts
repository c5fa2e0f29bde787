/** A provisioning provider as an item, and back. */
import * as z from 'zod/mini';
import type { Credential, Provider, RemovedProvider, Settlement } from '#shared/directory/providers/provider.ts';
import { fromItem, type Item, toItem } from './attribute-values.ts';
import { providerKey, removedProviderKey, schemaVersion } from './keys.ts';

export function providerToItem(provider: Provider): Item {
  return toItem({ ...providerKey(provider.id), type: 'provider', schemaVersion, ...provider });
}

/** @throws when the item is not what `providerToItem` writes */
export function itemToProvider(item: Item): Provider {
  return providerItem.parse(fromItem(item));
}

export function removedProviderToItem(provider: RemovedProvider): Item {
  return toItem({ ...removedProviderKey(provider.id), type: 'removed-provider', schemaVersion, ...provider });
}

/** @throws when the item is not what `removedProviderToItem` writes */
export function itemToRemovedProvider(item: Item): RemovedProvider {
  return removedProviderItem.parse(fromItem(item));
}

const removedProviderItem = z.object({
  id: z.string(),
  displayName: z.string(),
  removedAt: z.string(),
} satisfies Record<keyof RemovedProvider, z.ZodMiniType>);

const settlement = {
  since: z.string(),
  administratorId: z.string(),
  requestId: z.string(),
} satisfies Record<keyof Settlement, z.ZodMiniType>;

const usersBecome = z.discriminatedUnion('become', [
  z.object({ become: z.literal('local') }),
  z.object({ become: z.literal('transferred'), toProviderId: z.string() }),
]);

const providerItem = z.object({
  id: z.string(),
  version: z.int(),
  displayName: z.string(),
  enabled: z.boolean(),
  credentialType: z.enum(['api-credentials', 'oauth-token']),
  credentials: z.array(
    z.object({
      keyId: z.string(),
      secretHash: z.string(),
      createdAt: z.string(),
      expiresAt: z.exactOptional(z.string()),
    } satisfies Record<keyof Credential, z.ZodMiniType>),
  ),
  deactivationDelaySeconds: z.int(),
  organizationId: z.string(),
  roleMapping: z.literal('manual'),
  strictness: z.enum(['lenient', 'strict']),
  putSemantics: z.enum(['replace', 'merge']),
  cancelling: z.exactOptional(z.object(settlement)),
  removal: z.exactOptional(z.object({ ...settlement, usersBecome })),
  createdAt: z.string(),
  lastModifiedAt: z.string(),
} satisfies Record<keyof Provider, z.ZodMiniType>);
