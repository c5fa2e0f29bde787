/** The organizations in DynamoDB. */
import * as z from 'zod/mini';
import { VersionConflict } from '#shared/directory/errors.ts';
import type { Organization } from '#shared/directory/organizations/organization.ts';
import type { OrganizationStore } from '#shared/directory/ports.ts';
import { fromItem, type Item, toItem } from './attribute-values.ts';
import { organizationKey, organizationsPartition, schemaVersion } from './keys.ts';
import { getItem, queryItems, type Table, transactWrite } from './table.ts';
import { putNew, replaceVersion } from './writes.ts';

export function dynamoOrganizationStore(table: Table): OrganizationStore {
  return {
    get: async (organizationId) => {
      const item = await getItem(table, organizationKey(organizationId));
      return item === undefined ? undefined : itemToOrganization(item);
    },
    list: async () => (await queryItems(table, { partition: organizationsPartition })).map(itemToOrganization),
    create: async (organization) => {
      const failed = await transactWrite(table, [putNew(organizationToItem(organization))]);
      if (failed !== undefined) throw new VersionConflict(`there is an organization ${organization.id} already`);
    },
    replace: async (before, after) => {
      const failed = await transactWrite(table, [replaceVersion(organizationToItem(after), before.version)]);
      if (failed !== undefined) throw new VersionConflict(`organization ${before.id} has changed since it was read`);
    },
  };
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
  createdAt: z.string(),
  lastModifiedAt: z.string(),
} satisfies Record<keyof Organization, z.ZodMiniType>);
