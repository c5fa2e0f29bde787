/** The matters in DynamoDB. */
import * as z from 'zod/mini';
import { VersionConflict } from '#shared/directory/errors.ts';
import type { Matter } from '#shared/directory/matters/matter.ts';
import type { MatterStore } from '#shared/directory/stores.ts';
import { fromItem, type Item, toItem } from './attribute-values.ts';
import { matterKey, mattersPartition, schemaVersion } from './keys.ts';
import { entryWrites, type LogSettings } from './log-item.ts';
import { partitionPage } from './partition-page.ts';
import { getItem, type Table, transactWrite } from './table.ts';
import { unfinishedWrites } from './unfinished-work.ts';
import { putNew, replaceVersion } from './writes.ts';

export function dynamoMatterStore({ client, tableName, ...settings }: Table & LogSettings): MatterStore {
  const table = { client, tableName };
  return {
    get: async (matterId) => {
      const item = await getItem(table, matterKey(matterId));
      return item === undefined ? undefined : itemToMatter(item);
    },
    list: async (page) => partitionPage(table, mattersPartition, page, itemToMatter),
    create: async (matter, entry) => {
      const failed = await transactWrite(table, [putNew(matterToItem(matter)), ...entryWrites(entry, settings)]);
      if (failed !== undefined) throw new VersionConflict(`there is a matter ${matter.id} already`);
    },
    replace: async (before, after, entry) => {
      const isUnfinished = { before: before.state === 'closing', after: after.state === 'closing' };
      const failed = await transactWrite(table, [
        replaceVersion(matterToItem(after), before.version),
        ...entryWrites(entry, settings),
        ...unfinishedWrites({ kind: 'close-matter', matterId: after.id }, isUnfinished),
      ]);
      if (failed !== undefined) throw new VersionConflict(`matter ${before.id} is not at version ${before.version}`);
    },
  };
}

function matterToItem(matter: Matter): Item {
  return toItem({ ...matterKey(matter.id), type: 'matter', schemaVersion, ...matter });
}

function itemToMatter(item: Item): Matter {
  return matterItem.parse(fromItem(item));
}

const matterItem = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  state: z.enum(['open', 'closing', 'closed']),
  closed: z.exactOptional(z.object({ at: z.string(), administratorId: z.string(), requestId: z.string() })),
  createdAt: z.string(),
  lastModifiedAt: z.string(),
} satisfies Record<keyof Matter, z.ZodMiniType>);
