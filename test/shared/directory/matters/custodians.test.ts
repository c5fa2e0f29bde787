import { describe, expect, test } from 'vitest';
import { NotFound, Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { closeMatter } from '#shared/directory/matters/close-matter.ts';
import { listCustodians, placeLegalHolds } from '#shared/directory/matters/custodians.ts';
import { placeLegalHold, releaseLegalHold } from '#shared/directory/matters/legal-hold.ts';
import { openMatter, renameMatter } from '#shared/directory/matters/open-matter.ts';
import { sampleEntry, sampleUser } from '#test/doubles/samples.ts';
import { type TestDirectory, testDirectory } from '#test/doubles/test-directory.ts';
import { administrator, now, store } from '#test/shared/directory/administration/administration.ts';
import { deactivatedByProvisioning } from '#test/shared/directory/life/lives.ts';

const userId = (number: number) => `01KARQ00000000000000000${String(number).padStart(3, '0')}`;

/** An open matter, and so many users, of whom the first is its custodian already, and the second is deactivated. */
async function withUsers(count: number) {
  const directory = testDirectory();
  const { id: matterId } = await openMatter(directory, { administrator, name: 'Doe v. Roe' });
  for (let number = 0; number < count; number++) {
    const changes = number === 1 ? { life: deactivatedByProvisioning.life } : {};
    await store(directory, { ...changes, id: userId(number), attributes: { userName: `user-${number}` } });
  }
  await placeLegalHold(directory, { administrator, matterId, userId: userId(0) });
  const place = (custodians: Parameters<typeof placeLegalHolds>[1]['custodians'], budgetSeconds = 8) =>
    placeLegalHolds(directory, { administrator, matterId, custodians, budgetSeconds });
  return { directory, matterId, place };
}

describe('placing many users on legal hold', () => {
  test('has one outcome for each, by id or by name, in their order; what keeps one keeps none of the others', async () => {
    const { directory, matterId, place } = await withUsers(4);

    const outcomes = await place([
      { userId: userId(0) },
      { userId: userId(1) },
      { userName: 'USER-2' },
      { userName: 'nobody' },
      { userId: 'nobody' },
      { userId: userId(3) },
    ]);

    expect(outcomes).toEqual([
      { name: { userId: userId(0) }, userId: userId(0), outcome: 'already-placed' },
      {
        name: { userId: userId(1) },
        userId: userId(1),
        outcome: 'refused',
        code: 'DEACTIVATED',
        detail: expect.any(String),
      },
      { name: { userName: 'USER-2' }, userId: userId(2), outcome: 'placed' },
      { name: { userName: 'nobody' }, outcome: 'not-found' },
      { name: { userId: 'nobody' }, outcome: 'not-found' },
      { name: { userId: userId(3) }, userId: userId(3), outcome: 'placed' },
    ]);
    expect(await directory.users.custodians(matterId, 9)).toEqual([0, 2, 3].map(userId));
  });

  test('takes a thousand', async () => {
    const { place } = await withUsers(1000);

    const outcomes = await place(Array.from({ length: 1000 }, (_, number) => ({ userId: userId(number) })));

    expect(outcomes.filter(({ outcome }) => outcome === 'placed')).toHaveLength(998);
  });

  test('says who was not tried, because the time was over or the store was away', async () => {
    const late = await withUsers(3);
    expect(await late.place([{ userId: userId(2) }], 0)).toEqual([
      { name: { userId: userId(2) }, outcome: 'not-tried' },
    ]);

    const away = await withUsers(3);
    away.directory.users.beforeNext('get', () => {
      throw new Unavailable('DynamoDB is down.');
    });
    expect(await away.place([{ userId: userId(2) }])).toEqual([{ name: { userId: userId(2) }, outcome: 'not-tried' }]);
  });

  const placing = async (write: (directory: TestDirectory) => Promise<void>) => {
    const { directory, matterId } = await withUsers(3);
    const commit = () => write(directory);
    const failing = { ...directory, users: { ...directory.users, commit } };
    const custodians = [{ userId: userId(2) }];
    return placeLegalHolds(failing, { administrator, matterId, custodians, budgetSeconds: 8 });
  };

  test.each([new Unavailable('DynamoDB is down.'), new VersionConflict('Another writer is always in the way.')])(
    'says who could not be placed now, as not tried: %s',
    async (error) => {
      const write = async ({ clock }: TestDirectory) => {
        clock.advance(6);
        throw error;
      };

      expect(await placing(write)).toEqual([{ name: { userId: userId(2) }, outcome: 'not-tried' }]);
    },
  );

  test('throws what no asking again would help against', async () => {
    const error = new Error('The item cannot be written.');
    const write = async () => {
      throw error;
    };

    await expect(placing(write)).rejects.toThrow(error);
  });

  test('finds nobody who is erased at the same moment', async () => {
    const { directory, place } = await withUsers(3);
    const before = sampleUser({ id: userId(2) });
    const entry = sampleEntry(before, { id: 'E2', operation: 'erase', events: ['erased'] });
    directory.users.beforeNext('get', () => {});
    directory.users.beforeNext('get', () => directory.users.erase({ before, entry }));

    expect(await place([{ userId: userId(2) }])).toEqual([{ name: { userId: userId(2) }, outcome: 'not-found' }]);
  });

  test('is refused as a whole when the matter is closed or not there, or the plan has no legal hold', async () => {
    const { directory, matterId, place } = await withUsers(3);
    const request = { administrator, matterId, custodians: [{ userId: userId(2) }], budgetSeconds: 8 };
    const planWithout = {
      ...directory,
      settings: { ...directory.settings, productPlan: 'incydr-professional' as const },
    };

    await expect(placeLegalHolds(planWithout, request)).rejects.toMatchObject({ code: 'NO_LEGAL_HOLD' });
    await expect(placeLegalHolds(directory, { ...request, matterId: 'nothing' })).rejects.toThrow(NotFound);
    await closeMatter(directory, { administrator, matterId, budgetSeconds: 8 });
    await expect(place([{ userId: userId(2) }])).rejects.toMatchObject({ code: 'MATTER_CLOSED' });
  });
});

describe('the custodians of a matter', () => {
  test('are listed page by page in the order of their ids', async () => {
    const { directory, matterId, place } = await withUsers(6);
    await place([2, 3, 4, 5].map((number) => ({ userId: userId(number) })));
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      const { items, next } = await listCustodians(directory, { matterId, limit: 2, after });
      pages.push(items.map(({ id }) => id));
      after = next;
    } while (after !== undefined);

    expect(pages).toEqual([[userId(0), userId(2)], [userId(3), userId(4)], [userId(5)]]);
    await expect(listCustodians(directory, { matterId: 'nothing', limit: 2 })).rejects.toThrow(NotFound);
  });
});

test('a custodian whom the index still shows, and who is released by now, is not listed', async () => {
  const { directory, matterId } = await withUsers(2);
  directory.users.beforeNext('getAll', async () => {
    await releaseLegalHold(directory, { administrator, matterId, userId: userId(0) });
  });

  expect(await listCustodians(directory, { matterId, limit: 2 })).toEqual({ items: [] });
});

describe('renaming a matter', () => {
  test('changes its name, with an entry that has both, and nothing when it has the name', async () => {
    const { directory, matterId } = await withUsers(2);

    const renamed = await renameMatter(directory, { administrator, matterId, name: ' Estate of Doe ' });
    const again = await renameMatter(directory, { administrator, matterId, name: 'Estate of Doe' });

    expect(renamed).toMatchObject({ version: 2, name: 'Estate of Doe', state: 'open' });
    expect(again).toEqual(renamed);
    expect(directory.users.log.filter(({ operation }) => operation === 'rename-matter')).toEqual([
      {
        id: expect.stringMatching(/^\w{26}$/),
        at: now,
        actor: { by: 'administrator', administratorId: administrator.administratorId },
        subject: { type: 'matter', id: matterId, name: 'Estate of Doe' },
        operation: 'rename-matter',
        outcome: 'changed',
        events: [],
        changes: [{ attribute: 'name', before: 'Doe v. Roe', after: 'Estate of Doe' }],
        ignored: [],
        requestId: administrator.requestId,
      },
    ]);
  });

  test('opening and closing it have entries too', async () => {
    const { directory, matterId } = await withUsers(2);
    await closeMatter(directory, { administrator, matterId, budgetSeconds: 8 });

    expect(directory.users.log.filter(({ subject }) => subject?.id === matterId)).toMatchObject([
      { operation: 'open-matter', changes: [{ attribute: 'name' }, { attribute: 'state', after: 'open' }] },
      { operation: 'close-matter', changes: [{ attribute: 'state', before: 'open', after: 'closing' }] },
    ]);
  });
});
