/** The provisioning providers in DynamoDB. */
import { VersionConflict } from '#shared/directory/errors.ts';
import type { ProviderStore } from '#shared/directory/ports.ts';
import { providerKey, providersPartition } from './keys.ts';
import { itemToProvider, providerToItem } from './provider-item.ts';
import { getItem, queryItems, type Table, transactWrite } from './table.ts';
import { putNew, replaceVersion } from './writes.ts';

/** Writes are transactions of one item: the token of a transaction makes repeating a lost reply harmless. */
export function dynamoProviderStore(table: Table): ProviderStore {
  return {
    get: async (providerId) => {
      const item = await getItem(table, providerKey(providerId));
      return item === undefined ? undefined : itemToProvider(item);
    },
    list: async () => (await queryItems(table, { partition: providersPartition })).map(itemToProvider),
    create: async (provider) => {
      const failed = await transactWrite(table, [putNew(providerToItem(provider))]);
      if (failed !== undefined) throw new VersionConflict(`there is a provider ${provider.id} already`);
    },
    replace: async (before, after) => {
      const failed = await transactWrite(table, [replaceVersion(providerToItem(after), before.version)]);
      if (failed !== undefined) throw new VersionConflict(`provider ${before.id} is not at version ${before.version}`);
    },
  };
}
