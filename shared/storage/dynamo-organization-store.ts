/** The organizations in DynamoDB. */
import * as z from 'zod/mini';
import { VersionConflict } from '#shared/directory/errors.ts';
import type { Organization } from '#shared/directory/organizations/organization.ts';
import type { OrganizationStore } from '#shared/directory/stores.ts';
import { fromItem, type Item, toItem } from './attribute-values.ts';
import { organizationKey, organizationsPartition, schemaVersion } from './keys.ts';
import { entryWrites, type LogSettings } from './log-item.ts';
import { partitionPage } from './partition-page.ts';
import { getItem, type Table, transactWrite } from './table.ts';
import { unfinishedWrites } from './unfinished-work.ts';
import { putNew, removeVersion, replaceVersion, type Write } from './writes.ts';

export function dynamoOrganizationStore({ client, tableName, ...settings }: Table & LogSettings): OrganizationStore {
  const table = { client, tableName };
  return {
    get: async (organizationId) => {
      const item = await getItem(table, organizationKey(organizationId));
      return item === undefined ? undefined : itemToOrganization(item);
    },
    list: async (page) => partitionPage(table, organizationsPartition, page, itemToOrganization),
    create: async (organization, entry) => {
      const item = putNew(organizationToItem(organization));
      const failed = await transactWrite(table, [item, ...entryWrites(entry, settings)]);
      if (failed !== undefined) throw new VersionConflict(`there is an organization ${organization.id} already`);
    },
    replace: async (before, after, entry) => {
      const failed = await transactWrite(table, [
        replaceVersion(organizationToItem(after), before.version),
        ...entryWrites(entry, settings),
        ...removalWrites(before, after),
      ]);
      if (failed !== undefined) throw new VersionConflict(`organization ${before.id} has changed since it was read`);
    },
    delete: async (before, entry) => {
      const failed = await transactWrite(table, [
        removeVersion(organizationKey(before.id), before.version),
        ...entryWrites(entry, settings),
        ...removalWrites(before, undefined),
      ]);
      if (failed !== undefined) throw new VersionConflict(`organization ${before.id} has changed since it was read`);
    },
  };
}

function removalWrites(before: Organization, after: Organization | undefined): readonly Write[] {
  const work = { kind: 'remove-organization', organizationId: before.id } as const;
  return unfinishedWrites(work, { before: before.removing !== undefined, after: after?.removing !== undefined });
}

function organizationToItem(organization: Organization): Item {
  return toItem({ ...organizationKey(organization.id), type: 'organization', schemaVersion, ...organization });
}

function itemToOrganization(item: Item): Organization {
  return organizationItem.parse(fromItem(item));
}

const organizationItem = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  removing: z.exactOptional(z.object({ at: z.string(), administratorId: z.string(), requestId: z.string() })),
  createdAt: z.string(),
  lastModifiedAt: z.string(),
} satisfies Record<keyof Organization, z.ZodMiniType>);
