import { describe, expect, test } from 'vitest';
import { Invalid, NotFound } from '#shared/directory/errors.ts';
import { addOrganization } from '#shared/directory/organizations/add-organization.ts';
import { addProvider } from '#shared/directory/providers/add-provider.ts';
import { disableProvider, goOnCancelling } from '#shared/directory/providers/disable-provider.ts';
import { editProvider } from '#shared/directory/providers/edit-provider.ts';
import type { Provider } from '#shared/directory/providers/provider.ts';
import { goOnRemoving, removeProvider } from '#shared/directory/providers/remove-provider.ts';
import { rotateCredential } from '#shared/directory/providers/rotate-credential.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { administering, administrator } from '#test/shared/directory/administration/administration.ts';
import { pending } from '#test/shared/directory/life/lives.ts';

const settings = { displayName: 'Okta', strictness: 'strict', putSemantics: 'merge' } as const;

async function withOrganization() {
  const directory = testDirectory();
  const { id: organizationId } = await addOrganization(directory, { administrator, name: 'Sales' });
  return { directory, organizationId };
}

describe('the settings of a provider', () => {
  test('are those that it was added with', async () => {
    const { directory, organizationId } = await withOrganization();
    const given = { ...settings, organizationId, credentialType: 'oauth-token' } as const;

    const { provider } = await addProvider(directory, { administrator, settings: given });

    expect(provider).toMatchObject(given);
  });

  test('are each as edited, and stay when they are not named', async () => {
    const { directory, organizationId } = await withOrganization();
    const { id: providerId } = sampleProvider();
    await directory.providers.create(sampleProvider());
    const edited = { ...settings, organizationId, deactivationDelaySeconds: 120 };

    expect(await editProvider(directory, { administrator, providerId, settings: edited })).toMatchObject(edited);
    const disabled = await editProvider(directory, { administrator, providerId, settings: { enabled: false } });
    expect(disabled).toMatchObject({ ...edited, enabled: false });
  });

  test('are not those of an organization that is not there', async () => {
    const { directory } = await administering();
    const request = { administrator, providerId: sampleProvider().id, settings: { organizationId: 'nowhere' } };

    await expect(editProvider(directory, request)).rejects.toBeInstanceOf(Invalid);
  });

  test('are committed before credentials are checked anew: a check in between must not be kept', async () => {
    const { directory } = await administering();
    const flushes: number[] = [];
    directory.providers.beforeNext('replace', () => void flushes.push(directory.credentialCache.flushes()));

    await editProvider(directory, { administrator, providerId: sampleProvider().id, settings: { enabled: false } });

    expect([...flushes, directory.credentialCache.flushes()]).toEqual([0, 1]);
  });
});

describe('a provider in transition', () => {
  const since = { ...administrator, since: '2026-11-23T18:00:00.000Z' };
  const whileCancelling = 'Its pending deactivations are still being cancelled: enable it in two minutes.';

  test.each<[string, Partial<Provider>, string]>([
    ['being removed', { removal: { ...since, usersBecome: { become: 'local' } } }, 'The provider is being removed.'],
    ['being cancelled', { cancelling: since }, whileCancelling],
  ])('is not enabled while it is, or its deactivations are, %s', async (_, changes, message) => {
    const directory = testDirectory();
    const provider = sampleProvider({ enabled: false, ...changes });
    await directory.providers.create(provider);

    const enabling = editProvider(directory, { administrator, providerId: provider.id, settings: { enabled: true } });

    await expect(enabling).rejects.toMatchObject({ code: 'PROVIDER_IN_TRANSITION', message });
  });

  test('goes on cancelling while somebody is pending, however long ago it was disabled', async () => {
    const { directory } = await administering(pending);
    const { id: providerId } = sampleProvider();
    const request = { administrator, providerId, pendingDeactivations: 'cancel', budgetSeconds: 0 } as const;
    const disabled = await disableProvider(directory, request);
    directory.clock.advance(120);

    expect(await goOnCancelling(directory, disabled, 0)).toEqual(disabled);
    expect((await goOnCancelling(directory, disabled, 20)).cancelling).toBeUndefined();
  });

  test('that somebody else has removed by now is removed', async () => {
    const { directory } = await administering();
    const { id: providerId } = sampleProvider();
    const request = { administrator, providerId, usersBecome: { become: 'local' }, budgetSeconds: 20 } as const;
    const removing = await removeProvider(directory, request);
    directory.clock.advance(120);
    const remove = async () => removing && goOnRemoving(directory, removing, 20);
    directory.providers.beforeNext('get', () => remove().then(() => undefined));

    expect(await remove()).toBeUndefined();
    expect(directory.providers.stored()).toEqual([]);
  });
});

describe('removing a provider that is not there', () => {
  test.each([{ become: 'local' }, { become: 'transferred', toProviderId: 'nobody' }] as const)(
    'is not found, whatever becomes of the users: %j',
    async (usersBecome) => {
      const request = { administrator, providerId: 'nobody', usersBecome, budgetSeconds: 20 };

      await expect(removeProvider(testDirectory(), request)).rejects.toBeInstanceOf(NotFound);
    },
  );
});

describe('the credential before a rotation', () => {
  test.each([
    ['ends when it would have, if that is sooner', '2026-11-23T18:00:30.000Z', '2026-11-23T18:00:30.000Z'],
    ['ends after the overlap, if it would have later', '2026-11-23T19:00:00.000Z', '2026-11-23T18:01:00.000Z'],
  ])('%s', async (_, credentialExpiresAt, expiresAt) => {
    const directory = testDirectory();
    const added = { displayName: 'PingOne', credentialType: 'api-credentials', credentialExpiresAt } as const;
    const { provider } = await addProvider(directory, { administrator, settings: added });

    const rotated = await rotateCredential(directory, { administrator, providerId: provider.id, overlapSeconds: 60 });

    expect(rotated.provider.credentials[1]).toMatchObject({ expiresAt });
  });
});
