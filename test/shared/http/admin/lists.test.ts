/** The lists of providers, organizations and matters: page by page, each page within what one response can carry. */
import { describe, expect, test } from 'vitest';
import { sampleMatter } from '#test/contract/matter-store.ts';
import { sampleOrganization } from '#test/contract/organization-store.ts';
import { sampleProvider, sampleProviderId } from '#test/doubles/samples.ts';
import type { TestDirectory } from '#test/doubles/test-directory.ts';
import { type AdminApi, adminApi } from './admin-api.ts';

const lists = [
  {
    operation: 'listProviders',
    member: 'providers',
    first: sampleProviderId,
    create: ({ providers }: TestDirectory, id: string, displayName: string) =>
      providers.create(sampleProvider({ id, displayName })),
  },
  {
    operation: 'listOrganizations',
    member: 'organizations',
    first: 'default',
    create: ({ organizations }: TestDirectory, id: string, name: string) =>
      organizations.create(sampleOrganization({ id, name })),
  },
  {
    operation: 'listMatters',
    member: 'matters',
    first: '01KARM00000000000000000000',
    create: ({ matters }: TestDirectory, id: string, name: string) => matters.create(sampleMatter({ id, name })),
  },
] as const;

type List = (typeof lists)[number];

/** @param number from 0 to 99 */
const idOf = (number: number) => `01KARZ000000000000000000${String(number).padStart(2, '0')}`;

/** As many as are given beside the first one, which is there from the start but for matters. */
async function apiWith({ operation, first, create }: List, count: number, name = 'One of many'): Promise<AdminApi> {
  const api = await adminApi();
  if (operation === 'listMatters') await create(api.directory, first, name);
  for (let number = 0; number < count; number++) await create(api.directory, idOf(number), name);
  return api;
}

/** The ids on each page of a walk. */
async function walk({ send }: AdminApi, { operation, member }: List, limit?: string): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const { statusCode, body } = await send(operation, {
      query: { ...(limit && { limit }), ...(cursor && { cursor }) },
    });
    expect(statusCode).toBe(200);
    pages.push(body[member].map(({ id }: { id: string }) => id));
    cursor = body.next;
  } while (cursor !== undefined);
  return pages;
}

describe.each(lists)('$operation', (list) => {
  test('goes from page to page in the order of the list, and has everything once', async () => {
    const api = await apiWith(list, 4);

    expect(await walk(api, list, '2')).toEqual([[list.first, idOf(0)], [idOf(1), idOf(2)], [idOf(3)]]);
    expect(await walk(api, list, '5')).toEqual([[list.first, ...[0, 1, 2, 3].map(idOf)]]);
  });

  test('has 50 on a page unless told otherwise', async () => {
    const pages = await walk(await apiWith(list, 60), list);

    expect(pages.map(({ length }) => length)).toEqual([50, 11]);
  });

  test('is cut to what one response can carry, and the next page goes on there', async () => {
    const api = await apiWith(list, 60, 'x'.repeat(60_000));

    const pages = await walk(api, list, '100');

    expect(pages.map(({ length }) => length)).toEqual([expect.any(Number), expect.any(Number)]);
    expect(pages.flat()).toEqual([list.first, ...Array.from({ length: 60 }, (_, number) => idOf(number))]);
  });
});
