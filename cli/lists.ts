/** The lists of providers, organizations and matters, page by page: all, unless there is a limit. */
import { type MatterMessage, mattersMessage } from '#shared/http/admin/messages/matter.ts';
import { type OrganizationMessage, organizationsMessage } from '#shared/http/admin/messages/organization.ts';
import { type ProviderMessage, providersMessage } from '#shared/http/admin/messages/provider.ts';
import type { AdminClient } from './admin-client.ts';
import { pagesOf } from './pages.ts';

type Pages<Item> = AsyncGenerator<readonly Item[]>;

const pageSize = 100;

export function providerPages(admin: AdminClient, limit?: number): Pages<ProviderMessage> {
  return pagesOf(
    async (query) => {
      const request = { method: 'GET', path: ['providers'], query } as const;
      const { providers: items, next } = await admin.send(request, providersMessage);
      return { items, next };
    },
    { limit, pageSize },
  );
}

export function organizationPages(admin: AdminClient, limit?: number): Pages<OrganizationMessage> {
  return pagesOf(
    async (query) => {
      const request = { method: 'GET', path: ['organizations'], query } as const;
      const { organizations: items, next } = await admin.send(request, organizationsMessage);
      return { items, next };
    },
    { limit, pageSize },
  );
}

export function matterPages(admin: AdminClient, limit?: number): Pages<MatterMessage> {
  return pagesOf(
    async (query) => {
      const request = { method: 'GET', path: ['matters'], query } as const;
      const { matters: items, next } = await admin.send(request, mattersMessage);
      return { items, next };
    },
    { limit, pageSize },
  );
}
