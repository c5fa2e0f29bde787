import { describe, expect, test } from 'vitest';
import type { Provider } from '#shared/directory/providers/provider.ts';
import { rotateCredential } from '#shared/directory/providers/rotate-credential.ts';
import { listUsers, type UserQuery } from '#shared/directory/provisioning/list-users.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { administrator } from '#test/shared/directory/administration/administration.ts';
import { clientOf, provisioning } from './provisioning.ts';

const titleOf = (index: number) => (index % 3 === 0 ? { title: `Guide ${9 - index}` } : {});
const emailsOf = (index: number) => ({
  emails: [{ value: 'any@example.com' }, ...(index % 2 === 0 ? [{ value: 'even@example.com' }] : [])],
});

/** A provider with users 0 to 9; every third has a title, every second another email. */
async function tenUsers(number = 10) {
  const users = Array.from({ length: number }, (_, index) =>
    sampleUser({
      id: `01KARQ${String(index).padStart(20, '0')}`,
      attributes: { userName: `u${index}`, ...titleOf(index), ...emailsOf(index) },
    }),
  );
  const { directory, provider, client } = await provisioning({}, { users: memoryUserStore(users) });
  const page = (query: Partial<UserQuery>) =>
    listUsers(directory, { client, strictness: 'lenient', startIndex: 1, count: 4, cursor: '', ...query });
  return { users, directory, provider, client, page };
}

type Page = Awaited<ReturnType<typeof tenUsers>>['page'];

/** Follows the cursors to the end: the userNames and the total of each page. */
async function walk(page: Page, query: Partial<UserQuery> = {}) {
  const pages: { names: string[]; totalResults: number | undefined }[] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const { users, totalResults, nextCursor } = await page({ ...query, cursor });
    pages.push({ names: users.map(({ attributes }) => attributes.userName), totalResults });
    cursor = nextCursor?.(users.length);
  }
  return pages;
}

async function cursorOf(page: Page, query: Partial<UserQuery> = {}): Promise<string> {
  const { users, nextCursor } = await page(query);
  return nextCursor?.(users.length) ?? '';
}

describe('a walk (RFC 9865 §2)', () => {
  test('shows everybody once, in order of id, with the exact total on each page', async () => {
    const { page } = await tenUsers();

    expect(await walk(page)).toEqual([
      { names: ['u0', 'u1', 'u2', 'u3'], totalResults: 10 },
      { names: ['u4', 'u5', 'u6', 'u7'], totalResults: 10 },
      { names: ['u8', 'u9'], totalResults: 10 },
    ]);
    expect(await walk(page, { count: 5 })).toHaveLength(2);
    expect(await walk((await tenUsers(0)).page)).toEqual([{ names: [], totalResults: 0 }]);
  });

  test('through a filter that no index serves has a total only where one page is all', async () => {
    const { page } = await tenUsers();
    const filter = 'title pr';

    expect(await walk(page, { filter })).toEqual([{ names: ['u0', 'u3', 'u6', 'u9'], totalResults: 4 }]);
    expect(await walk(page, { filter, count: 3 })).toEqual([
      { names: ['u0', 'u3', 'u6'], totalResults: undefined },
      { names: ['u9'], totalResults: undefined },
    ]);
  });

  test('through a filter that an index serves', async () => {
    const { page } = await tenUsers();

    expect(await walk(page, { filter: 'userName eq "u3" or userName eq "u1"', count: 1 })).toEqual([
      { names: ['u1'], totalResults: undefined },
      { names: ['u3'], totalResults: undefined },
    ]);
  });

  test('through alternatives that indexes serve keeps the order of ids, whichever has more users', async () => {
    const { page, users } = await tenUsers();
    const [even, any] = ['emails eq "even@example.com"', 'emails eq "any@example.com"'];
    const names = users.map(({ attributes }) => attributes.userName);

    for (const filter of [`${even} or ${any}`, `${any} or ${even}`]) {
      expect((await walk(page, { filter, count: 3 })).flatMap((each) => each.names)).toEqual(names);
    }
  });

  test('through a filter by id', async () => {
    const { page, users } = await tenUsers();
    const filter = `id eq "${users[3]?.id}" or id eq "${users[1]?.id}" or id eq "nobody"`;

    expect((await walk(page, { filter, count: 1 })).map(({ names }) => names)).toEqual([['u1'], ['u3']]);
  });

  test('in order of an attribute shows those without a value last', async () => {
    const { page } = await tenUsers();
    const sort = { by: 'title', order: 'ascending' } as const;

    expect((await walk(page, { sort })).flatMap(({ names }) => names)).toEqual([
      ...['u9', 'u6', 'u3', 'u0'],
      ...['u1', 'u2', 'u4', 'u5', 'u7', 'u8'],
    ]);
    expect(
      (await walk(page, { sort: { ...sort, order: 'descending' } })).map(({ totalResults }) => totalResults),
    ).toEqual([10, 10, 10]);
  });

  test('with a count of 0 has a total and no next page', async () => {
    const { page } = await tenUsers();

    expect(await page({ count: 0 })).toEqual({ users: [], totalResults: 10 });
    expect(await page({ count: 0, filter: 'title pr' })).toEqual({ users: [], totalResults: 4 });
  });

  test('goes on after the last user that was shown, when a response holds fewer', async () => {
    const { page } = await tenUsers();
    for (const sort of [undefined, { by: 'userName', order: 'descending' } as const]) {
      const query = sort === undefined ? {} : { sort };
      const { users, nextCursor } = await page(query);

      const { users: next } = await page({ ...query, cursor: nextCursor?.(2) ?? '' });

      expect(next.slice(0, 2)).toEqual(users.slice(2));
    }
  });

  test('may come to a page that is empty and not the last, and ends', async () => {
    const { page } = await tenUsers(4500);
    const pages = await walk(page, { filter: 'userName ew "u4444"' });

    expect(pages.map(({ names }) => names)).toEqual([[], [], ['u4444']]);
  });
});

describe('a cursor is refused', () => {
  const invalid = { status: 400, scimType: 'invalidCursor', detail: expect.stringContaining('empty cursor') };

  test('when any of its characters was changed, cut off or added', async () => {
    const { page } = await tenUsers();
    const cursor = await cursorOf(page);
    expect(cursor).toMatch(/^[\w-]+$/);

    for (let index = 0; index < cursor.length; index++) {
      const other = cursor[index] === 'A' ? 'B' : 'A';
      const forged = cursor.slice(0, index) + other + cursor.slice(index + 1);
      await expect(page({ cursor: forged })).rejects.toMatchObject(invalid);
      await expect(page({ cursor: cursor.slice(0, index) || 'x' })).rejects.toMatchObject(invalid);
    }
    await expect(page({ cursor: `${cursor}A` })).rejects.toMatchObject(invalid);
    await expect(page({ cursor: `${cursor}=` })).rejects.toMatchObject(invalid);
    await expect(page({ cursor: 'VZUTiyhEQJ94IR' })).rejects.toMatchObject(invalid);
    await expect(page({ cursor: '💥' })).rejects.toMatchObject(invalid);
  });

  test.each<Partial<UserQuery>>([
    { filter: 'userName pr' },
    { sort: { by: 'userName', order: 'ascending' } },
    { endpoint: '/' },
  ])('with a query to which it does not belong: %j', async (other) => {
    const { page } = await tenUsers();

    await expect(page({ cursor: await cursorOf(page), ...other })).rejects.toMatchObject(invalid);
    await expect(page({ cursor: await cursorOf(page, other) })).rejects.toMatchObject(invalid);
  });

  test('with a credential to which it does not belong', async () => {
    const { directory, page } = await tenUsers();
    const other: Provider = sampleProvider({ id: '01KARPZZZZ0000000000000002' });
    await directory.providers.create(other);

    const foreign = listUsers(directory, {
      client: clientOf(directory, other).client,
      strictness: 'lenient',
      startIndex: 1,
      count: 4,
      cursor: await cursorOf(page),
    });

    await expect(foreign).rejects.toMatchObject(invalid);
  });

  test('with a credential that has another secret, even under the same key', async () => {
    const { directory, provider, page } = await tenUsers();
    const cursor = await cursorOf(page);
    const credentials = provider.credentials.map((each) => ({ ...each, secretHash: 'another' }));
    await directory.providers.replace(provider, { ...provider, version: 2, credentials });

    await expect(page({ cursor })).rejects.toMatchObject(invalid);
  });

  test('with the credential that comes after its own, which it outlives in the overlap', async () => {
    const { directory, provider, client, page } = await tenUsers();
    const cursor = await cursorOf(page);
    const rotated = await rotateCredential(directory, { administrator, providerId: provider.id, overlapSeconds: 600 });

    expect((await page({ cursor })).users).toHaveLength(4);
    const keyId = rotated.provider.credentials[0]?.keyId ?? '';
    await expect(page({ cursor, client: { ...client, keyId } })).rejects.toMatchObject(invalid);
  });

  test('once an hour has passed', async () => {
    const { directory, page } = await tenUsers();
    const cursor = await cursorOf(page);
    directory.clock.advance(3599);
    expect((await page({ cursor })).users).toHaveLength(4);

    directory.clock.advance(1);

    await expect(page({ cursor })).rejects.toMatchObject({ status: 400, scimType: 'expiredCursor' });
  });

  test.each([3, 5, 0])('with a count of %i instead of 4', async (count) => {
    const { page } = await tenUsers();

    await expect(page({ cursor: await cursorOf(page), count })).rejects.toMatchObject({
      status: 400,
      scimType: 'invalidCount',
      detail: 'The walk began with a count of 4: keep it for every page.',
    });
  });

  test('at once when the provider is disabled', async () => {
    const { directory, provider, page } = await tenUsers();
    const cursor = await cursorOf(page);
    await directory.providers.replace(provider, { ...provider, version: 2, enabled: false });

    await expect(page({ cursor })).rejects.toMatchObject({ status: 401 });
  });
});

test('a cursor tells nothing of the user after whom it goes on', async () => {
  const { page, users } = await tenUsers();
  const cursor = await cursorOf(page, { sort: { by: 'userName', order: 'ascending' } });
  const text = Buffer.from(cursor, 'base64url').toString('latin1');

  expect(text).not.toContain('u3');
  expect(text).not.toContain(users[3]?.id);
});
