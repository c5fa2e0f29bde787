/** The provisioning providers in DynamoDB. */
import { VersionConflict } from '#shared/directory/errors.ts';
import { isUnsettled, type Provider } from '#shared/directory/providers/provider.ts';
import type { ProviderStore } from '#shared/directory/stores.ts';
import { providerKey, providersPartition, removedProvidersPartition } from './keys.ts';
import { entryWrites, type LogSettings } from './log-item.ts';
import { organizationCheck } from './organization-check.ts';
import { partitionPage } from './partition-page.ts';
import { itemToProvider, itemToRemovedProvider, providerToItem, removedProviderToItem } from './provider-item.ts';
import { getItem, queryItems, type Table, transactWrite } from './table.ts';
import { unfinishedWrites } from './unfinished-work.ts';
import { put, putNew, removeVersion, replaceVersion, type Write } from './writes.ts';

/** Writes are transactions: the token of a transaction makes repeating a lost reply harmless. */
export function dynamoProviderStore({ client, tableName, ...settings }: Table & LogSettings): ProviderStore {
  const table = { client, tableName };
  const write = async (writes: readonly Write[], conflict: string) => {
    const failed = await transactWrite(table, writes);
    if (failed !== undefined) throw new VersionConflict(conflict);
  };
  return {
    ...providerLookup(table),
    list: async (page) => partitionPage(table, providersPartition, page, itemToProvider),
    removed: async () => (await queryItems(table, { partition: removedProvidersPartition })).map(itemToRemovedProvider),
    create: async (provider, entry) =>
      write(
        [
          putNew(providerToItem(provider)),
          ...entryWrites(entry, settings),
          ...organizationCheck(provider.organizationId),
        ],
        `there is a provider ${provider.id} already, or its organization is gone`,
      ),
    replace: async (before, after, entry) =>
      write(
        [
          replaceVersion(providerToItem(after), before.version),
          ...entryWrites(entry, settings),
          ...settlingWrites(before, after),
          ...(before.organizationId === after.organizationId ? [] : organizationCheck(after.organizationId)),
        ],
        `provider ${before.id} is not at version ${before.version}, or its organization is gone`,
      ),
    delete: async (before, removedAt, entry) =>
      write(
        [
          removeVersion(providerKey(before.id), before.version),
          put(removedProviderToItem({ id: before.id, displayName: before.displayName, removedAt })),
          ...entryWrites(entry, settings),
          ...settlingWrites(before, undefined),
        ],
        `provider ${before.id} is not at version ${before.version}`,
      ),
  };
}

/** All that a function needs which answers one provider's requests. */
export function providerLookup(table: Table): Pick<ProviderStore, 'get'> {
  return {
    get: async (providerId) => {
      const item = await getItem(table, providerKey(providerId));
      return item === undefined ? undefined : itemToProvider(item);
    },
  };
}

function settlingWrites(before: Provider, after: Provider | undefined): readonly Write[] {
  const work = { kind: 'settle-provider', providerId: before.id } as const;
  return unfinishedWrites(work, { before: isUnsettled(before), after: after !== undefined && isUnsettled(after) });
}
