/** What every adapter and every double of `SyncLog` must do; an index may lag, so these wait for it. */
import { describe, expect, test } from 'vitest';
import { Invalid } from '#shared/directory/errors.ts';
import { maximumPageBytes } from '#shared/directory/page.ts';
import type { LogPageRequest, LogSource } from '#shared/directory/sync-log/sync-log.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';
import type { MakeStores, Stores } from './stores.ts';
import { otherProviderId } from './user-store/steps.ts';

const eventually = <Read>(read: () => Promise<Read>) => expect.poll(read, { timeout: 4000 });

const everyone: readonly LogSource[] = [{ providerId: sampleProviderId }, { providerId: otherProviderId }, 'unknown'];
const range = { from: '2026-11-20T00:00:00.000Z', before: '2026-11-30T00:00:00.000Z' };

/** A refusal of the sample provider. */
function refusal(number: number, at: string, changes: Partial<LogEntry> = {}): LogEntry {
  return {
    id: `01KARQE${String(number).padStart(19, '0')}`,
    at,
    actor: { by: 'provider', providerId: sampleProviderId },
    operation: 'create',
    outcome: 'refused',
    events: [],
    changes: [],
    ignored: [],
    reason: 'a reason',
    requestId: 'r-1',
    ...changes,
  };
}

const minute = (number: number) => `2026-11-23T18:${String(number % 60).padStart(2, '0')}:00.000Z`;

async function record({ users }: Stores, entries: readonly LogEntry[]): Promise<void> {
  await Promise.all(entries.map((entry) => users.record(entry)));
}

/** All pages, and how many they were. */
async function readAll(
  { syncLog }: Stores,
  query: Partial<Parameters<Stores['syncLog']['read']>[0]>,
  page: Omit<LogPageRequest, 'after'>,
) {
  const items: LogEntry[] = [];
  let [after, pages] = [undefined as string | undefined, 0];
  do {
    const { items: found, next } = await syncLog.read({ sources: everyone, ...range, ...query }, { ...page, after });
    items.push(...found);
    after = next;
    pages += 1;
  } while (after !== undefined);
  return { ids: items.map(({ id }) => id), items, pages };
}

export function syncLogContract(makeStores: MakeStores): void {
  describe('SyncLog', () => {
    test('gives back a refusal that is about nobody, as it was recorded', async () => {
      const stores = await makeStores();
      const entry = refusal(1, minute(1), { userName: 'Bärbel' });

      await record(stores, [entry]);

      await eventually(async () => (await readAll(stores, {}, { limit: 10 })).items).toStrictEqual([entry]);
    });

    test('has the entries of the sources that are asked for, oldest or newest first, in pages of any size', async () => {
      const stores = await makeStores();
      const other = { actor: { by: 'provider', providerId: otherProviderId } } as const;
      const entries = [
        ...Array.from({ length: 30 }, (_, number) => refusal(number, minute(number), number % 3 === 0 ? other : {})),
        ...[1, 2, 3].map((day) => refusal(100 + day, `2026-11-2${day + 3}T00:00:00.000Z`)),
        refusal(200, minute(7), { actor: { by: 'unknown' } }),
      ];
      const administrators = refusal(300, minute(8), { actor: { by: 'administrator', administratorId: 'arn:ada' } });
      await record(stores, [...entries, administrators]);
      const ids = entries.toSorted((a, b) => (`${a.at}${a.id}` < `${b.at}${b.id}` ? -1 : 1)).map(({ id }) => id);

      await eventually(async () => (await readAll(stores, {}, { limit: 100 })).ids).toEqual(ids);
      for (const newestFirst of [false, true]) {
        expect((await readAll(stores, {}, { limit: 100, newestFirst })).pages).toBe(1);
      }
      for (const limit of [1, 3, 10, 34]) {
        expect((await readAll(stores, {}, { limit })).ids).toEqual(ids);
        expect((await readAll(stores, {}, { limit, newestFirst: true })).ids).toEqual(ids.toReversed());
      }
      await eventually(async () => (await readAll(stores, { sources: ['administrators'] }, { limit: 9 })).ids).toEqual([
        administrators.id,
      ]);
      expect((await readAll(stores, { sources: ['unknown'] }, { limit: 9 })).ids).toEqual([refusal(200, '').id]);
      expect((await readAll(stores, { sources: [{ providerId: otherProviderId }] }, { limit: 4 })).ids).toHaveLength(
        10,
      );
    });

    /** One entry in each of the first four minutes. */
    const withFourMinutes = async () => {
      const stores = await makeStores();
      await record(
        stores,
        [1, 2, 3, 4].map((number) => refusal(number, minute(number))),
      );
      await eventually(async () => (await readAll(stores, {}, { limit: 10 })).ids).toHaveLength(4);
      return stores;
    };

    test('begins with the first instant, and ends before the last', async () => {
      const stores = await withFourMinutes();

      const between = (from: string, before: string) => readAll(stores, { from, before }, { limit: 10 });

      expect((await between(minute(2), minute(4))).ids).toEqual([refusal(2, '').id, refusal(3, '').id]);
      expect((await between(minute(4), minute(4))).ids).toEqual([]);
      expect((await between(minute(4), minute(2))).ids).toEqual([]);
    });

    test('stays within the range, wherever the page before ended', async () => {
      const stores = await withFourMinutes();

      const going = async (query: object, newestFirst: boolean) => {
        const { next } = await stores.syncLog.read({ sources: everyone, ...range }, { limit: 1, newestFirst });
        const request = { limit: 10, newestFirst, after: next };
        const { items } = await stores.syncLog.read({ sources: everyone, ...range, ...query }, request);
        return items.map(({ id }) => id);
      };

      expect(await going({ from: minute(3) }, false)).toEqual([refusal(3, '').id, refusal(4, '').id]);
      expect(await going({ before: minute(3) }, true)).toEqual([refusal(2, '').id, refusal(1, '').id]);
    });

    test('leaves out what is not wanted, and goes on behind it', async () => {
      const stores = await makeStores();
      await record(
        stores,
        Array.from({ length: 40 }, (_, number) => refusal(number, minute(number))),
      );
      await eventually(async () => (await readAll(stores, {}, { limit: 50 })).ids).toHaveLength(40);
      const isWanted = ({ id }: LogEntry) => id.endsWith('7');

      const { ids } = await readAll(stores, {}, { limit: 2, isWanted });

      expect(ids).toEqual([7, 17, 27, 37].map((number) => refusal(number, '').id));
    });

    test('ends a page before it is too large, and never without an entry', async () => {
      const stores = await makeStores();
      const large = 'x'.repeat(350_000);
      await record(
        stores,
        Array.from({ length: 12 }, (_, number) => refusal(number, minute(number), { reason: large })),
      );
      await eventually(async () => (await readAll(stores, {}, { limit: 50 })).ids).toHaveLength(12);

      const { ids, pages } = await readAll(stores, {}, { limit: 50 });

      expect(ids).toEqual(Array.from({ length: 12 }, (_, number) => refusal(number, '').id));
      expect(pages).toBe(Math.ceil(12 / Math.floor(maximumPageBytes / large.length)));
    });

    test('has an entry alone on its page that is larger than a page', async () => {
      const stores = await makeStores();
      // In JSON each of these is six characters.
      const large = '\u0001'.repeat(350_000);
      await record(
        stores,
        [1, 2].map((number) => refusal(number, minute(number), { reason: large })),
      );

      await eventually(async () => {
        const { ids, pages } = await readAll(stores, {}, { limit: 50 });
        return { ids, pages };
      }).toEqual({ ids: [1, 2].map((number) => refusal(number, '').id), pages: 2 });
    });

    test('refuses a position that it did not give out', async () => {
      const { syncLog } = await makeStores();

      for (const after of ['nowhere', '2026-11-23T', '#', '2026-11-23T18:00:00.000Z']) {
        const reading = syncLog.read({ sources: everyone, ...range }, { limit: 10, after });
        await expect(reading).rejects.toThrow(Invalid);
      }
    });

    test('counts refused credentials in one entry for each provider and hour', async () => {
      const stores = await makeStores();
      const { syncLog } = stores;
      const refused = { providerId: sampleProviderId, count: 1, requestId: 'r-1' };

      await syncLog.countRefusedCredentials({ ...refused, at: minute(1), entryId: '01KARQE000000000000000000A' });
      await syncLog.countRefusedCredentials({
        ...refused,
        count: 41,
        at: minute(59),
        entryId: 'late',
        requestId: 'r-2',
      });
      await syncLog.countRefusedCredentials({
        ...refused,
        at: '2026-11-23T19:00:00.000Z',
        entryId: '01KARQE00000000000000NEXTH',
      });
      await syncLog.countRefusedCredentials({
        count: 3,
        at: minute(2),
        entryId: '01KARQE0000000000000000NBY',
        requestId: 'r-3',
      });

      const counted = { operation: 'authenticate', outcome: 'refused', events: [], changes: [], ignored: [] };
      const actor = { by: 'provider', providerId: sampleProviderId };
      await eventually(async () => (await readAll(stores, {}, { limit: 10 })).items).toStrictEqual([
        { ...counted, id: '01KARQE000000000000000000A', at: minute(1), actor, count: 42, requestId: 'r-1' },
        {
          ...counted,
          id: '01KARQE0000000000000000NBY',
          at: minute(2),
          actor: { by: 'unknown' },
          count: 3,
          requestId: 'r-3',
        },
        {
          ...counted,
          id: '01KARQE00000000000000NEXTH',
          at: '2026-11-23T19:00:00.000Z',
          actor,
          count: 1,
          requestId: 'r-1',
        },
      ]);
    });
  });
}
