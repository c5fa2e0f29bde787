/** The lists of providers, organizations and matters, by page. */
import { type MatterMessage, mattersMessage } from '#shared/http/admin/messages/matter.ts';
import { type OrganizationMessage, organizationsMessage } from '#shared/http/admin/messages/organization.ts';
import { type ProviderMessage, providersMessage } from '#shared/http/admin/messages/provider.ts';
import type { AdminClient } from './admin-client.ts';
import { pagesOf } from './pages.ts';

type Pages<Item> = AsyncGenerator<readonly Item[]>;

const pageSize = 100;

/** @param limit how many at most; absent: all */
export function providerPages(admin: AdminClient, limit?: number): Pages<ProviderMessage> {
  return pagesOf(
    async (query) => {
      const { providers: items, next } = await admin.send(
        { method: 'GET', path: ['providers'], query },
        providersMessage,
      );
      return { items, next };
    },
    { limit, pageSize },
  );
}

/** @param limit how many at most; absent: all */
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

/** @param limit how many at most; absent: all */
export function matterPages(admin: AdminClient, limit?: number): Pages<MatterMessage> {
  return pagesOf(
    async (query) => {
      const { matters: items, next } = await admin.send({ method: 'GET', path: ['matters'], query }, mattersMessage);
      return { items, next };
    },
    { limit, pageSize },
  );
}
