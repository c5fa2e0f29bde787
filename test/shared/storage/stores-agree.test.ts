/** After any sequence of writes DynamoDB and the double answer every read alike. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyItem } from '#shared/directory/page.ts';
import type { PendingEntry, UserChange, UserListing, UserStore } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import { otherProviderId, userId } from '#test/contract/user-store/steps.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleEntry, samplePendingDeactivation, sampleProviderId } from '#test/doubles/samples.ts';
import { userWith } from './arbitraries.ts';
import { type LocalTables, openLocalTables, userStoreOf } from './local-table.ts';

const userIds = [1, 2, 3].map(userId);
const providerIds = [sampleProviderId, otherProviderId];
const organizationIds = ['default', 'sales', 'nowhere'];
const listings: readonly UserListing[] = [
  ...providerIds.flatMap((providerId) => [{ visibleTo: providerId }, { deletedFrom: providerId }]),
  ...organizationIds.map((organizationId) => ({ organizationId })),
  ...['M1', 'M2'].map((matterId) => ({ matterId })),
  'local',
  'local-deleted',
  'deactivated',
  'blocked',
  'held',
];
const userNames = ['jensen', 'Miller', 'smith', 'smith\u0308', 'nobody'];
const lookups = [
  ...['1', '2', 'x'.repeat(1000)].map((value) => ({ attribute: 'externalId' as const, value })),
  ...['a@example.com', 'B@example.com', ''].map((value) => ({ attribute: 'emails.value' as const, value })),
  ...userNames.map((value) => ({ attribute: 'userName' as const, value })),
];

const pages = [{ limit: 10 }, { after: userIds[0], limit: 1 }, { after: userIds[2], limit: 1 }];

/**
 * A user as it shall become; `stale` changes it from the state before the current one, and `erase` lets go of it.
 */
const step = fc.record({
  user: fc.constantFrom(...userIds).chain(userWith),
  kind: fc.constantFrom(
    'change' as const,
    'change' as const,
    'change' as const,
    'stale' as const,
    'carry-out' as const,
    'erase' as const,
  ),
});

let tables: LocalTables;

beforeAll(async () => {
  tables = await openLocalTables();
});

afterAll(async () => tables.close());

test('the stores agree', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 15 }), async (steps) => {
      const stores = [memoryUserStore(), await userStoreOf(await tables.makeTable())] as const;
      const states = new Map<string, User[]>();

      for (const [number, { user, kind }] of steps.entries()) {
        const known = states.get(user.id) ?? [];
        const before = known.at(kind === 'stale' ? -2 : -1);
        const change = changeTo(user, before, number);
        const [outcome, other] = await Promise.all(stores.map(async (store) => outcomeOf(store, kind, change)));
        expect(other).toEqual(outcome);
        const stored = await stores[0].get(user.id);
        if (stored === undefined) states.delete(user.id);
        else states.set(user.id, [...known, stored]);
      }

      const [expected, actual] = await Promise.all(stores.map(everyRead));
      expect(actual).toEqual(expected);
      const pending = (await pendingOf(stores[0])).sort();
      await expect.poll(async () => (await pendingOf(stores[1])).sort(), { timeout: 10_000 }).toEqual(pending);
    }),
    { numRuns: 30 },
  );
});

function changeTo(user: User, before: User | undefined, number: number): UserChange {
  const version = (before?.version ?? 0) + 1;
  const { life } = user;
  const after: User = {
    ...user,
    version,
    // As in the directory no two deactivations have one id.
    life: life.state === 'pending' ? { ...life, deactivation: { ...life.deactivation, id: `D${number}` } } : life,
  };
  const entry = sampleEntry(after, { id: `E${String(number).padStart(3, '0')}` });
  return { ...(before !== undefined && { before }), after, entry };
}

async function outcomeOf(store: UserStore, kind: 'change' | 'stale' | 'carry-out' | 'erase', change: UserChange) {
  const { before, after, entry } = change;
  const write = async () => {
    if (kind === 'erase' && before !== undefined) {
      await store.erase({ before, entry: { ...entry, operation: 'erase', events: ['erased'] } });
      return store.forgetHistory(before.id);
    }
    if (kind !== 'carry-out' || before === undefined) return store.commit(change);
    const life = { state: 'deactivated', at: entry.at, cause: 'provisioning' } as const;
    const pending = before.life.state === 'pending' ? before.life.deactivation : samplePendingDeactivation();
    const log = { ...entry, id: pending.id, operation: 'deactivate', events: ['deactivated'] } as const;
    const carriedOut = { ...before, life, lastModifiedAt: entry.at };
    return store.commitDeactivation(
      { before, after: carriedOut, entry: { ...log, at: '2027-01-01T00:00:00.000Z' } },
      pending,
    );
  };
  return write().catch((error: Error) => `${error.name} for ${after.id}`);
}

async function everyRead(store: UserStore) {
  return Promise.all([
    ...userIds.map((id) => store.get(id)),
    store.getAll(userIds),
    ...userIds.flatMap((id) => [1, 2, 100].map((limit) => wholeHistory(store, { id, limit }))),
    ...userIds.map((id) => wholeHistory(store, { id, limit: 2, newestFirst: true })),
    ...organizationIds.map((organizationId) => store.countIn(organizationId)),
    ...listings.flatMap((listing) =>
      [undefined, userIds[0]].map((after) => store.listed(listing, { after, limit: 10 })),
    ),
    ...lookups.map((lookup) => store.findLocal(lookup, { limit: 10 })),
    ...userNames.map((userName) => store.getByUserName(userName)),
    ...['M1', 'M2'].map((matterId) => store.custodians(matterId, 10)),
    ...providerIds.flatMap((providerId) => [
      store.count(providerId),
      store.belongingTo(providerId, 10),
      store.belongingTo(providerId, 2),
      ...[...pages, { skip: 1, limit: 1 }].map((page) => store.list(providerId, page)),
      ...userNames.map((userName) => store.getDeleted(providerId, userName)),
      ...lookups.flatMap((lookup) => pages.map((page) => store.find(providerId, lookup, page))),
    ]),
  ]);
}

/** Positions differ from store to store; what the pages have does not. */
async function wholeHistory(store: UserStore, { id, ...page }: { id: string; limit: number; newestFirst?: boolean }) {
  return (await everyItem(({ after }) => store.history(id, { ...page, after }))).map((entry) => entry.id);
}

async function pendingOf(store: UserStore): Promise<string[]> {
  const { users, pendingDeactivations } = await store.statistics();
  const overdue = await store.overdue('2026-07-01T00:00:00.000Z', 100);
  const texts = (whose: string, entries: readonly PendingEntry[]) =>
    entries.map((entry) => `${whose}: ${entry.dueAt} ${entry.userId} ${entry.deactivationId}`);
  const ofProviders = await Promise.all(providerIds.map(async (id) => texts(id, await store.pendingOf(id, 100))));
  return [`${users} users`, `${pendingDeactivations} pending`, ...texts('overdue', overdue), ...ofProviders.flat()];
}
