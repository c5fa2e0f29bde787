/** Organizations in memory. */
import { VersionConflict } from '#shared/directory/errors.ts';
import type { Organization } from '#shared/directory/organizations/organization.ts';
import type { OrganizationStore } from '#shared/directory/ports.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';

export type MemoryOrganizationStore = Hooked<OrganizationStore> & {
  /** What is stored, in no time. */
  stored(): readonly Organization[];
};

export function memoryOrganizationStore(initial: readonly Organization[] = []): MemoryOrganizationStore {
  const organizations = new Map(initial.map((organization) => [organization.id, organization]));
  const port = withCallHooks<OrganizationStore>({
    get: async (id) => organizations.get(id),
    list: async () => [...organizations.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    create: async (organization) => {
      if (organizations.has(organization.id)) throw new VersionConflict(`there is ${organization.id} already`);
      organizations.set(organization.id, organization);
    },
    replace: async (before, after) => {
      if (organizations.get(before.id)?.version !== before.version) {
        throw new VersionConflict(`${before.id} is no longer at version ${before.version}`);
      }
      organizations.set(after.id, after);
    },
  });
  return Object.assign(port, { stored: () => [...organizations.values()] });
}
