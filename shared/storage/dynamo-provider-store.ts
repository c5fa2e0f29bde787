/** The provisioning providers in DynamoDB. */
import { VersionConflict } from '#shared/directory/errors.ts';
import type { ProviderStore } from '#shared/directory/ports.ts';
import { isUnsettled } from '#shared/directory/providers/provider.ts';
import { providerKey, providersPartition } from './keys.ts';
import { itemToProvider, providerToItem } from './provider-item.ts';
import { getItem, queryItems, type Table, transactWrite } from './table.ts';
import { unfinishedWrites } from './unfinished-work.ts';
import { putNew, removeVersion, replaceVersion } from './writes.ts';

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
      const work = { kind: 'settle-provider', providerId: after.id } as const;
      const failed = await transactWrite(table, [
        replaceVersion(providerToItem(after), before.version),
        ...unfinishedWrites(work, { before: isUnsettled(before), after: isUnsettled(after) }),
      ]);
      if (failed !== undefined) throw new VersionConflict(`provider ${before.id} is not at version ${before.version}`);
    },
    delete: async (before) => {
      const work = { kind: 'settle-provider', providerId: before.id } as const;
      const failed = await transactWrite(table, [
        removeVersion(providerKey(before.id), before.version),
        ...unfinishedWrites(work, { before: isUnsettled(before), after: false }),
      ]);
      if (failed !== undefined) throw new VersionConflict(`provider ${before.id} is not at version ${before.version}`);
    },
  };
}
