/** Whatever happens between its pages, a walk has the default organization first, misses none that stays, and shows none twice. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOrganizations } from '#shared/directory/organizations/find-organization.ts';
import { defaultOrganizationId } from '#shared/directory/organizations/organization.ts';
import { everyItem } from '#shared/directory/page.ts';
import type { OrganizationStore } from '#shared/directory/stores.ts';
import { sampleOrganization } from '#test/contract/organization-store.ts';
import { memoryOrganizationStore } from '#test/doubles/memory-organization-store.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { type LocalTables, openLocalTables } from './local-table.ts';
import { storesOf } from './stores-of.ts';

/** The n-th organization; the 0th is the default one. */
const number = fc.nat({ max: 9 });

/** Between two pages it is added or renamed, or removed if it is another than the default one. */
const happening = fc.record({ number, isRemoval: fc.boolean() });

const history = fc.record({
  atFirst: fc.uniqueArray(number, { maxLength: 10 }),
  betweenPages: fc.array(fc.array(happening, { maxLength: 3 }), { maxLength: 8 }),
  limit: fc.integer({ min: 1, max: 4 }),
});

type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

const idOf = (which: number) => (which === 0 ? defaultOrganizationId : `01KARN0000000000000000000${which}`);

async function happen(store: OrganizationStore, { number: which, isRemoval }: { number: number; isRemoval: boolean }) {
  const before = await store.get(idOf(which));
  if (before === undefined) await store.create(sampleOrganization({ id: idOf(which) }));
  else if (isRemoval && which !== 0) await store.delete(before);
  else await store.replace(before, { ...before, version: before.version + 1, name: 'Renamed' });
}

/** Walks to the end, and lets happen between the pages what the history says. */
async function walk(organizations: OrganizationStore, { atFirst, betweenPages, limit }: History) {
  const directory = { ...testDirectory(), organizations };
  for (const each of atFirst) await happen(organizations, { number: each, isRemoval: false });
  const present = async () => new Set((await everyItem(organizations.list)).map(({ id }) => id));
  let stayed = new Set([defaultOrganizationId, ...(await present())]);
  const shown: string[] = [];
  const lengths: number[] = [];
  await everyItem(async ({ after }) => {
    const page = await listOrganizations(directory, { after, limit });
    shown.push(...page.items.map(({ id }) => id));
    for (const each of betweenPages[lengths.length] ?? []) await happen(organizations, each);
    lengths.push(page.items.length);
    const left = await present();
    stayed = new Set([...stayed].filter((id) => id === defaultOrganizationId || left.has(id)));
    return page;
  });
  return { shown, stayed, lengths };
}

async function holdsOn(makeStore: () => Promise<OrganizationStore>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(history, async (story) => {
      const { shown, stayed, lengths } = await walk(await makeStore(), story);

      expect(shown[0]).toBe(defaultOrganizationId);
      expect(shown.slice(1)).toEqual(shown.slice(1).toSorted());
      expect(new Set(shown).size).toBe(shown.length);
      expect([...stayed].filter((id) => !shown.includes(id))).toEqual([]);
      expect(lengths.slice(0, -1).every((length) => length === story.limit)).toBe(true);
    }),
    { numRuns },
  );
}

describe('walks while organizations come, go and are renamed', () => {
  let tables: LocalTables;

  beforeAll(async () => {
    tables = await openLocalTables();
  });

  afterAll(async () => tables.close());

  test('in memory', async () => {
    await holdsOn(async () => memoryOrganizationStore(), 500);
  });

  test('on DynamoDB', { timeout: 60_000 }, async () => {
    await holdsOn(async () => storesOf(await tables.makeTable()).organizations, 25);
  });
});
