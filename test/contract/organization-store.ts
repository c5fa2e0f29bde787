/** What every adapter and every double of `OrganizationStore` must do. */
import { describe, expect, test } from 'vitest';
import { VersionConflict } from '#shared/directory/errors.ts';
import type { Organization } from '#shared/directory/organizations/organization.ts';
import { everyItem } from '#shared/directory/page.ts';
import type { MakeStores } from './stores.ts';
import { versionedStoreContract } from './versioned-store.ts';

export function sampleOrganization(changes: Partial<Organization> = {}): Organization {
  return {
    id: '01KARN00000000000000000001',
    version: 1,
    name: 'Säles',
    createdAt: '2026-11-23T18:00:00.000Z',
    lastModifiedAt: '2026-11-23T18:00:00.000Z',
    ...changes,
  };
}

/** Being removed, at version 2. */
export function removing(organization: Organization): Organization {
  const mark = { at: '2026-11-23T18:30:00.000Z', administratorId: 'arn:aws:iam::1:user/ada', requestId: 'r-1' };
  return { ...organization, version: organization.version + 1, removing: mark };
}

export function organizationStoreContract(makeStores: MakeStores): void {
  versionedStoreContract<Organization>({
    name: 'OrganizationStore',
    makeStore: async () => (await makeStores()).organizations,
    sample: sampleOrganization,
  });

  describe('OrganizationStore', () => {
    test('marks an organization that is being removed, and takes the mark back', async () => {
      const { organizations } = await makeStores();
      const marked = removing(sampleOrganization());
      await organizations.create(sampleOrganization());

      await organizations.replace(sampleOrganization(), marked);
      expect(await organizations.get(marked.id)).toStrictEqual(marked);
      const { removing: _, ...kept } = { ...marked, version: 3 };
      await organizations.replace(marked, kept);

      expect(await everyItem(organizations.list)).toStrictEqual([kept]);
    });

    test('deletes what was read, and nothing that has changed since or is not there', async () => {
      const { organizations } = await makeStores();
      const marked = removing(sampleOrganization());
      await expect(organizations.delete(marked)).rejects.toThrow(VersionConflict);
      await organizations.create(sampleOrganization());
      await organizations.create(sampleOrganization({ id: '01KARN00000000000000000002' }));
      await organizations.replace(sampleOrganization(), marked);

      await expect(organizations.delete(sampleOrganization())).rejects.toThrow(VersionConflict);
      await organizations.delete(marked);

      expect((await everyItem(organizations.list)).map(({ id }) => id)).toEqual(['01KARN00000000000000000002']);
    });
  });
}
