/** What every adapter and every double of `UnfinishedWorkList` must do: it follows what the other stores write. */
import { describe, expect, test } from 'vitest';
import { VersionConflict } from '#shared/directory/errors.ts';
import type { Provider } from '#shared/directory/providers/provider.ts';
import type { ProviderStore } from '#shared/directory/stores.ts';
import { sampleEntry, sampleProvider } from '#test/doubles/samples.ts';
import { closing, sampleMatter } from './matter-store.ts';
import { removing, sampleOrganization } from './organization-store.ts';
import type { MakeStores } from './stores.ts';
import { createUser } from './user-store/steps.ts';

const settlement = {
  since: '2026-11-23T18:00:00.000Z',
  administratorId: 'arn:aws:iam::123456789012:user/ada',
  requestId: 'r-1',
};
const removal = { ...settlement, usersBecome: { become: 'local' } } as const;

/** Replaces the provider by what `changes` make of it; `undefined` takes a value away. */
async function change(
  providers: ProviderStore,
  before: Provider,
  changes: { readonly [Name in 'cancelling' | 'removal' | 'displayName']?: Provider[Name] | undefined },
): Promise<Provider> {
  const { cancelling, removal: toRemove, ...rest } = { ...before, ...changes };
  const after: Provider = {
    ...rest,
    displayName: rest.displayName ?? before.displayName,
    version: before.version + 1,
    ...(cancelling !== undefined && { cancelling }),
    ...(toRemove !== undefined && { removal: toRemove }),
  };
  await providers.replace(before, after);
  return after;
}

export function unfinishedWorkContract(makeStores: MakeStores): void {
  const provider = sampleProvider();
  const settling = { kind: 'settle-provider', providerId: provider.id };

  describe('UnfinishedWorkList', () => {
    test('has nothing of a provider that is only added and changed, nor of a matter that is open', async () => {
      const { providers, matters, unfinishedWork } = await makeStores();
      await matters.create(sampleMatter());
      await providers.create(provider);

      await change(providers, provider, { displayName: 'PingOne Europe' });

      expect(await unfinishedWork.list()).toEqual([]);
    });

    test('has a provider while its pending deactivations are being cancelled', async () => {
      const { providers, unfinishedWork } = await makeStores();
      await providers.create(provider);

      const cancelling = await change(providers, provider, { cancelling: settlement });
      expect(await unfinishedWork.list()).toEqual([settling]);
      const renamed = await change(providers, cancelling, { displayName: 'PingOne Europe' });
      expect(await unfinishedWork.list()).toEqual([settling]);
      await change(providers, renamed, { cancelling: undefined });

      expect(await unfinishedWork.list()).toEqual([]);
    });

    test('has a provider while it is being removed, until it is gone', async () => {
      const { providers, unfinishedWork } = await makeStores();
      await providers.create(provider);

      const removing = await change(providers, provider, { removal });
      expect(await unfinishedWork.list()).toEqual([settling]);
      await providers.delete(removing, settlement.since);

      expect(await unfinishedWork.list()).toEqual([]);
    });

    test('has a provider once that is both, and until it is neither', async () => {
      const { providers, unfinishedWork } = await makeStores();
      await providers.create(provider);

      const both = await change(providers, provider, { cancelling: settlement, removal });
      expect(await unfinishedWork.list()).toEqual([settling]);
      const removing = await change(providers, both, { cancelling: undefined });
      expect(await unfinishedWork.list()).toEqual([settling]);
      await change(providers, removing, { removal: undefined });

      expect(await unfinishedWork.list()).toEqual([]);
    });

    test('has a matter while it is closing', async () => {
      const { matters, unfinishedWork } = await makeStores();
      const matter = sampleMatter();
      const toClose = closing(matter);
      await matters.create(matter);

      await matters.replace(matter, toClose);
      expect(await unfinishedWork.list()).toEqual([{ kind: 'close-matter', matterId: matter.id }]);
      await matters.replace(toClose, { ...toClose, version: 3, state: 'closed' });

      expect(await unfinishedWork.list()).toEqual([]);
    });

    test('is left as it is by a change that is refused', async () => {
      const { providers, matters, unfinishedWork } = await makeStores();
      await providers.create(provider);
      await matters.create(sampleMatter());
      const removing = await change(providers, provider, { removal });

      const late = { ...provider, version: 2 };
      await expect(matters.replace(sampleMatter({ version: 7 }), closing(sampleMatter()))).rejects.toThrow(
        VersionConflict,
      );
      await expect(providers.replace({ ...removing, version: 1 }, late)).rejects.toThrow(VersionConflict);
      await expect(providers.delete({ ...removing, version: 1 }, settlement.since)).rejects.toThrow(VersionConflict);

      expect(await unfinishedWork.list()).toEqual([settling]);
    });

    test('has all of it side by side, each piece by itself', async () => {
      const { users, providers, matters, unfinishedWork } = await makeStores();
      const user = await createUser(users);
      const others = ['01KARPZZZZ0000000000000002', '01KARPZZZZ0000000000000003'];
      for (const id of others) {
        await providers.create(sampleProvider({ id }));
        await change(providers, sampleProvider({ id }), { removal });
      }
      await matters.create(sampleMatter());
      await matters.replace(sampleMatter(), closing(sampleMatter()));
      const entry = sampleEntry(user, { id: '01KARQE00000000000000ERASE', operation: 'erase', events: ['erased'] });
      await users.erase({ before: user, entry });
      await providers.delete({ ...sampleProvider({ id: others[0] ?? '' }), version: 2, removal }, settlement.since);

      const listed = await unfinishedWork.list();

      expect(listed).toHaveLength(3);
      expect(listed).toEqual(
        expect.arrayContaining([
          { kind: 'close-matter', matterId: sampleMatter().id },
          { kind: 'settle-provider', providerId: others[1] },
          { kind: 'forget-history', userId: user.id },
        ]),
      );
    });

    test('has an organization while it is being removed, until it is gone or stays', async () => {
      const { organizations, unfinishedWork } = await makeStores();
      const sample = sampleOrganization();
      const removal = { kind: 'remove-organization', organizationId: sample.id };
      await organizations.create(sample);
      expect(await unfinishedWork.list()).toEqual([]);

      await organizations.replace(sample, removing(sample));
      expect(await unfinishedWork.list()).toEqual([removal]);
      await organizations.replace(removing(sample), { ...sample, version: 3 });
      expect(await unfinishedWork.list()).toEqual([]);
      await organizations.replace({ ...sample, version: 3 }, removing({ ...sample, version: 3 }));
      expect(await unfinishedWork.list()).toEqual([removal]);
      await organizations.delete(removing({ ...sample, version: 3 }));

      expect(await unfinishedWork.list()).toEqual([]);
    });
  });
}
