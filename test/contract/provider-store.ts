/** What every adapter and every double of `ProviderStore` must do. */
import { describe, expect, test } from 'vitest';
import { VersionConflict } from '#shared/directory/errors.ts';
import { everyItem } from '#shared/directory/page.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { removing, sampleOrganization } from './organization-store.ts';
import { pagedListContract } from './paged-list.ts';
import type { MakeStores } from './stores.ts';

export function providerStoreContract(makeStores: MakeStores): void {
  const makeStore = async () => (await makeStores()).providers;
  const sample = (id: string, displayName = 'PingOne') => sampleProvider({ id, displayName });
  pagedListContract({ name: 'ProviderStore', makeStore, sample });

  describe('ProviderStore', () => {
    test('gives back a provider as it was created', async () => {
      const store = await makeStore();
      const provider = sampleProvider({
        credentials: [
          { keyId: 'k2', secretHash: 'h2', createdAt: '2026-11-23T18:00:00.000Z' },
          {
            keyId: 'k1',
            secretHash: 'h1',
            createdAt: '2026-11-22T18:00:00.000Z',
            expiresAt: '2026-11-24T18:00:00.000Z',
          },
        ],
        enabled: false,
        deactivationDelaySeconds: 0,
        credentialType: 'oauth-token',
        strictness: 'strict',
        putSemantics: 'merge',
      });

      await store.create(provider);

      expect(await store.get(provider.id)).toStrictEqual(provider);
    });

    test('knows no provider that was not created', async () => {
      const store = await makeStore();

      expect(await store.get(sampleProvider().id)).toBeUndefined();
      expect(await store.get('')).toBeUndefined();
      expect(await store.get('x'.repeat(5000))).toBeUndefined();
      expect(await everyItem(store.list)).toEqual([]);
    });

    test('does not create a provider over another', async () => {
      const store = await makeStore();
      await store.create(sampleProvider());

      const creating = store.create(sampleProvider({ displayName: 'Another' }));

      await expect(creating).rejects.toThrow(VersionConflict);
      expect(await store.get(sampleProvider().id)).toStrictEqual(sampleProvider());
    });

    test('replaces the provider that was read', async () => {
      const store = await makeStore();
      const before = sampleProvider();
      const after = sampleProvider({ version: 2, displayName: 'PingOne Europe', credentials: [] });
      await store.create(before);

      await store.replace(before, after);

      expect(await store.get(before.id)).toStrictEqual(after);
    });

    test('does not replace a provider that has changed since, or is not there', async () => {
      const store = await makeStore();
      const before = sampleProvider();
      const after = sampleProvider({ version: 2 });
      await expect(store.replace(before, after)).rejects.toThrow(VersionConflict);
      await store.create(before);
      await store.replace(before, after);

      const replacing = store.replace(before, sampleProvider({ version: 2, displayName: 'Late' }));

      await expect(replacing).rejects.toThrow(VersionConflict);
      expect(await store.get(before.id)).toStrictEqual(after);
    });

    test('lets one of two concurrent writers win', async () => {
      const store = await makeStore();
      const before = sampleProvider();
      await store.create(before);

      const outcomes = await Promise.allSettled(
        ['A', 'B'].map((displayName) => store.replace(before, sampleProvider({ version: 2, displayName }))),
      );

      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    test('gives back who decided that it is settled or removed, and what becomes of its users', async () => {
      const store = await makeStore();
      const settlement = {
        since: '2026-11-23T18:00:00.000Z',
        administratorId: 'arn:aws:iam::123456789012:user/ada',
        requestId: 'r-1',
      };
      const local = { become: 'local' } as const;
      const transferred = { become: 'transferred', toProviderId: '01KARPZZZZ0000000000000003' } as const;
      const first = sampleProvider({ cancelling: settlement, removal: { ...settlement, usersBecome: transferred } });
      const second = sampleProvider({
        id: '01KARPZZZZ0000000000000002',
        removal: { ...settlement, usersBecome: local },
      });

      await store.create(first);
      await store.create(second);

      expect(await everyItem(store.list)).toStrictEqual([first, second]);
    });

    test('deletes the provider that was read, and no other', async () => {
      const store = await makeStore();
      const other = sampleProvider({ id: '01KARPZZZZ0000000000000002' });
      await store.create(sampleProvider());
      await store.create(other);

      await store.delete(sampleProvider(), '2026-11-23T19:00:00.000Z');

      expect(await store.get(sampleProvider().id)).toBeUndefined();
      expect(await everyItem(store.list)).toStrictEqual([other]);
    });

    test('does not delete a provider that has changed since, or is not there', async () => {
      const store = await makeStore();
      const before = sampleProvider();
      const after = sampleProvider({ version: 2 });
      await expect(store.delete(before, '2026-11-23T19:00:00.000Z')).rejects.toThrow(VersionConflict);
      await store.create(before);
      await store.replace(before, after);

      await expect(store.delete(before, '2026-11-23T19:00:00.000Z')).rejects.toThrow(VersionConflict);

      expect(await store.get(before.id)).toStrictEqual(after);
    });

    test('does not bring back a provider that is deleted while it is changed', async () => {
      const store = await makeStore();
      const before = sampleProvider();
      await store.create(before);
      await store.delete(before, '2026-11-23T19:00:00.000Z');

      await expect(store.replace(before, sampleProvider({ version: 2 }))).rejects.toThrow(VersionConflict);

      expect(await everyItem(store.list)).toEqual([]);
    });

    test('keeps id and name of those that are deleted', async () => {
      const store = await makeStore();
      const ids = ['01KARPZZZZ0000000000000003', '01KARPZZZZ0000000000000002'];
      for (const id of ids) await store.create(sampleProvider({ id, displayName: `Provider ${id}` }));
      await store.create(sampleProvider());
      expect(await store.removed()).toEqual([]);

      for (const id of ids) {
        await store.delete(sampleProvider({ id, displayName: `Provider ${id}` }), '2026-11-23T19:00:00.000Z');
      }

      expect(await store.removed()).toStrictEqual(
        ids.toSorted().map((id) => ({ id, displayName: `Provider ${id}`, removedAt: '2026-11-23T19:00:00.000Z' })),
      );
      expect(await everyItem(store.list)).toStrictEqual([sampleProvider()]);
    });

    test('is created in, and placed in, an organization only that is there and is not being removed', async () => {
      const { providers, organizations } = await makeStores();
      const { id: organizationId } = sampleOrganization();
      const inSales = sampleProvider({ organizationId });
      await expect(providers.create(inSales)).rejects.toThrow(VersionConflict);
      await organizations.create(sampleOrganization());
      await providers.create(inSales);
      await providers.create(sampleProvider({ id: '01KARPZZZZ0000000000000002' }));

      await organizations.replace(sampleOrganization(), removing(sampleOrganization()));

      const other = sampleProvider({ id: '01KARPZZZZ0000000000000002' });
      const moving = providers.replace(other, { ...other, version: 2, organizationId });
      await expect(moving).rejects.toThrow(VersionConflict);
      const third = sampleProvider({ id: '01KARPZZZZ0000000000000003', organizationId });
      await expect(providers.create(third)).rejects.toThrow(VersionConflict);
      await providers.replace(inSales, { ...inSales, version: 2, displayName: 'stays where it is' });
      await providers.replace({ ...inSales, version: 2 }, { ...inSales, version: 3, organizationId: 'default' });
    });
  });
}
