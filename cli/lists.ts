/** The lists of providers, organizations and matters, page by page: all, unless there is a limit. */
import type * as z from 'zod/mini';
import { type MatterMessage, mattersMessage } from '#shared/http/admin/messages/matter.ts';
import { type OrganizationMessage, organizationsMessage } from '#shared/http/admin/messages/organization.ts';
import { type ProviderMessage, providersMessage } from '#shared/http/admin/messages/provider.ts';
import type { AdminClient } from './admin-client.ts';
import { pagesOf } from './pages.ts';

type Pages<Item> = AsyncGenerator<readonly Item[]>;

const pageSize = 100;

export function providerPages(admin: AdminClient, limit?: number): Pages<ProviderMessage> {
  return listPages(admin, limit, { path: 'providers', message: providersMessage, itemsOn: (page) => page.providers });
}

export function organizationPages(admin: AdminClient, limit?: number): Pages<OrganizationMessage> {
  return listPages(admin, limit, {
    path: 'organizations',
    message: organizationsMessage,
    itemsOn: (page) => page.organizations,
  });
}

export function matterPages(admin: AdminClient, limit?: number): Pages<MatterMessage> {
  return listPages(admin, limit, { path: 'matters', message: mattersMessage, itemsOn: (page) => page.matters });
}

function listPages<Message extends { readonly next?: string | undefined }, Item>(
  admin: AdminClient,
  limit: number | undefined,
  list: {
    readonly path: string;
    readonly message: z.ZodMiniType<Message>;
    readonly itemsOn: (page: Message) => readonly Item[];
  },
): Pages<Item> {
  const read = async (query: { readonly limit: number; readonly cursor: string | undefined }) => {
    const page = await admin.send({ method: 'GET', path: [list.path], query }, list.message);
    return { items: list.itemsOn(page), next: page.next };
  };
  return pagesOf(read, { limit, pageSize });
}
