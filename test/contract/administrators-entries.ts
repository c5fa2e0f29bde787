/** What the stores of providers, matters and organizations must do with the entries of administrators. */
import { describe, expect, test } from 'vitest';
import { VersionConflict } from '#shared/directory/errors.ts';
import type { LogEntry, Subject } from '#shared/directory/users/log-entry.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { sampleMatter } from './matter-store.ts';
import { sampleOrganization } from './organization-store.ts';
import type { MakeStores, Stores } from './stores.ts';

const at = '2026-11-23T18:00:00.000Z';

function entryAbout(subject: Subject, id: string): LogEntry {
  return {
    id,
    at,
    actor: { by: 'administrator', administratorId: 'arn:aws:iam::123456789012:user/ada' },
    subject,
    operation: 'edit-provider',
    outcome: 'changed',
    events: [],
    changes: [{ attribute: 'enabled', before: true, after: false }],
    ignored: [],
    requestId: 'r-1',
  };
}

type Case = {
  readonly subject: Subject;
  readonly create: (stores: Stores, entry?: LogEntry) => Promise<void>;
  readonly replace: (stores: Stores, version: number, entry?: LogEntry) => Promise<void>;
  readonly remove?: (stores: Stores, version: number, entry?: LogEntry) => Promise<void>;
  readonly version: (stores: Stores) => Promise<number | undefined>;
};

const [provider, matter, organization] = [sampleProvider(), sampleMatter(), sampleOrganization()];

const cases: Readonly<Record<string, Case>> = {
  provider: {
    subject: { type: 'provider', id: provider.id, name: provider.displayName },
    create: ({ providers }, entry) => providers.create(provider, entry),
    replace: ({ providers }, version, entry) =>
      providers.replace({ ...provider, version }, { ...provider, version: version + 1 }, entry),
    remove: ({ providers }, version, entry) => providers.delete({ ...provider, version }, at, entry),
    version: async ({ providers }) => (await providers.get(provider.id))?.version,
  },
  matter: {
    subject: { type: 'matter', id: matter.id, name: matter.name },
    create: ({ matters }, entry) => matters.create(matter, entry),
    replace: ({ matters }, version, entry) =>
      matters.replace({ ...matter, version }, { ...matter, version: version + 1 }, entry),
    version: async ({ matters }) => (await matters.get(matter.id))?.version,
  },
  organization: {
    subject: { type: 'organization', id: organization.id, name: organization.name },
    create: ({ organizations }, entry) => organizations.create(organization, entry),
    replace: ({ organizations }, version, entry) =>
      organizations.replace({ ...organization, version }, { ...organization, version: version + 1 }, entry),
    remove: ({ organizations }, version, entry) => organizations.delete({ ...organization, version }, entry),
    version: async ({ organizations }) => (await organizations.get(organization.id))?.version,
  },
};

export function administratorsEntriesContract(makeStores: MakeStores): void {
  describe.each(Object.entries(cases))('the entry of a change of a %s', (_, { subject, ...steps }) => {
    const [first, second, third] = ['01KARSE1', '01KARSE2', '01KARSE3'].map((id) =>
      entryAbout(subject, id.padEnd(26, '0')),
    );

    test('is written with it, and found by itself and by day', async () => {
      const stores = await makeStores();

      await steps.create(stores, first);
      await steps.replace(stores, 1, second);
      await steps.remove?.(stores, 2, third);

      const written = [first, second, ...(steps.remove === undefined ? [] : [third])].flatMap((entry) => entry ?? []);
      for (const entry of written) expect(await stores.users.findEntry(entry)).toStrictEqual(entry);
      const query = { sources: ['administrators' as const], from: at, before: '2026-11-24T00:00:00.000Z' };
      await expect
        .poll(async () => (await stores.syncLog.read(query, { limit: 9 })).items, { timeout: 4000 })
        .toStrictEqual(written);
    });

    test('is not written when the change is not', async () => {
      const stores = await makeStores();
      await steps.create(stores, first);

      await expect(steps.create(stores, second)).rejects.toThrow(VersionConflict);
      await expect(steps.replace(stores, 7, second)).rejects.toThrow(VersionConflict);
      if (steps.remove !== undefined) await expect(steps.remove(stores, 7, second)).rejects.toThrow(VersionConflict);

      expect(second && (await stores.users.findEntry(second))).toBeUndefined();
    });

    test('that is there already keeps the change from being made again', async () => {
      const stores = await makeStores();
      await steps.create(stores, first);

      await expect(steps.replace(stores, 1, first)).rejects.toThrow(VersionConflict);

      expect(await steps.version(stores)).toBe(1);
    });
  });
}
