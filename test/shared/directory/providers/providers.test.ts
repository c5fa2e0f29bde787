import { describe, expect, test } from 'vitest';
import { Invalid, NotFound, Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { addProvider } from '#shared/directory/providers/add-provider.ts';
import { changeProvider } from '#shared/directory/providers/change-provider.ts';
import { editProvider } from '#shared/directory/providers/edit-provider.ts';
import { rotateCredential } from '#shared/directory/providers/rotate-credential.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { administrator } from '#test/shared/directory/administration/administration.ts';

const pingOne = { displayName: ' PingOne ', credentialType: 'api-credentials' } as const;

describe('adding a provider', () => {
  test('starts it enabled, lenient, replacing, with 15 minutes and the default organization', async () => {
    const directory = testDirectory();

    const { provider, secret } = await addProvider(directory, { administrator, settings: pingOne });

    expect(provider).toEqual({
      id: provider.id,
      version: 1,
      displayName: 'PingOne',
      enabled: true,
      credentialType: 'api-credentials',
      credentials: [
        {
          keyId: `${provider.id}.01234567`,
          secretHash: expect.stringMatching(/^[\w-]{43}$/),
          createdAt: '2026-11-23T18:00:00.000Z',
        },
      ],
      deactivationDelaySeconds: 900,
      organizationId: 'default',
      roleMapping: 'manual',
      strictness: 'lenient',
      putSemantics: 'replace',
      createdAt: '2026-11-23T18:00:00.000Z',
      lastModifiedAt: '2026-11-23T18:00:00.000Z',
    });
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await directory.providers.get(provider.id)).toEqual(provider);
    expect(JSON.stringify(provider)).not.toContain(secret);
  });

  test.each([
    ['a name of spaces', { displayName: '  ' }],
    ['a name of 101 characters', { displayName: 'x'.repeat(101) }],
    ['a delay under a minute', { deactivationDelaySeconds: 59 }],
    ['a delay over 30 days', { deactivationDelaySeconds: 2_592_001 }],
    ['a fraction of a second', { deactivationDelaySeconds: 60.5 }],
    ['an organization that is not there', { organizationId: 'sales' }],
  ])('refuses %s', async (_, settings) => {
    await expect(
      addProvider(testDirectory(), { administrator, settings: { ...pingOne, ...settings } }),
    ).rejects.toBeInstanceOf(Invalid);
  });

  test.each([0, 60, 2_592_000])('accepts a delay of %i s', async (deactivationDelaySeconds) => {
    const { provider } = await addProvider(testDirectory(), {
      administrator,
      settings: { ...pingOne, deactivationDelaySeconds },
    });

    expect(provider.deactivationDelaySeconds).toBe(deactivationDelaySeconds);
  });
});

describe('editing a provider', () => {
  test('changes what is named, keeps the rest, and has credentials checked anew', async () => {
    const directory = testDirectory();
    const { provider } = await addProvider(directory, { administrator, settings: pingOne });
    directory.clock.advance(10);

    const edited = await editProvider(directory, {
      administrator,
      providerId: provider.id,
      settings: { deactivationDelaySeconds: 120, enabled: false },
    });

    const lastModifiedAt = '2026-11-23T18:00:10.000Z';
    expect(edited).toEqual({ ...provider, version: 2, deactivationDelaySeconds: 120, enabled: false, lastModifiedAt });
    expect(directory.credentialCache.flushes()).toBe(1);
  });

  test('loses no change that another administrator makes at the same moment', async () => {
    const directory = testDirectory();
    const { provider } = await addProvider(directory, { administrator, settings: pingOne });
    const { id: providerId } = provider;
    directory.providers.beforeNext('replace', async () => {
      await changeProvider(directory, {
        providerId: providerId,
        change: (other) => ({ ...other, displayName: 'Renamed' }),
      });
    });

    const edited = await editProvider(directory, { administrator, providerId, settings: { enabled: false } });

    expect(edited).toMatchObject({ version: 3, displayName: 'Renamed', enabled: false });
    expect(directory.telemetry.events).toEqual([
      { type: 'commit-retried', attempt: 1, cause: expect.any(VersionConflict) },
    ]);
  });

  test('says so when there is no such provider', async () => {
    await expect(
      editProvider(testDirectory(), { administrator, providerId: 'nobody', settings: {} }),
    ).rejects.toBeInstanceOf(NotFound);
  });
});

describe('rotating a credential', () => {
  test('keeps two at most: the newest before ends after the overlap, an older one now', async () => {
    const directory = testDirectory();
    const { provider } = await addProvider(directory, { administrator, settings: pingOne });
    const { id: providerId } = provider;
    const second = await rotateCredential(directory, { administrator, providerId, overlapSeconds: 3600 });

    const third = await rotateCredential(directory, { administrator, providerId, overlapSeconds: 60 });

    const [secondCredential] = second.provider.credentials;
    expect(third.provider.credentials).toEqual([
      { ...third.provider.credentials[0] },
      { ...secondCredential, expiresAt: '2026-11-23T18:01:00.000Z' },
    ]);
  });

  test('rotates once when the reply of the commit is lost', async () => {
    const directory = testDirectory();
    const { provider } = await addProvider(directory, { administrator, settings: pingOne });
    const { replace } = directory.providers;
    const losing: typeof replace = async (before, after) => {
      await replace(before, after);
      throw new Unavailable('The reply was lost.');
    };
    const lossy = { ...directory, providers: { ...directory.providers, replace: losing } };

    const rotated = await rotateCredential(lossy, { administrator, providerId: provider.id, overlapSeconds: 60 });

    expect(rotated.provider.credentials.map(({ keyId }) => keyId)).toEqual([
      rotated.provider.credentials[0]?.keyId,
      provider.credentials[0]?.keyId,
    ]);
  });

  test('ends the credential so far at once when there is no overlap', async () => {
    const directory = testDirectory();
    const { provider } = await addProvider(directory, { administrator, settings: pingOne });

    const rotated = await rotateCredential(directory, { administrator, providerId: provider.id, overlapSeconds: 0 });

    expect(rotated.provider.credentials.map(({ keyId }) => keyId)).not.toContain(provider.credentials[0]?.keyId);
    expect(rotated.provider.credentials).toHaveLength(1);
  });

  test('shows the new secret although the cache of credentials cannot be flushed, and says so', async () => {
    const directory = testDirectory();
    const { provider } = await addProvider(directory, { administrator, settings: pingOne });
    const cause = new Unavailable('API Gateway is down.');
    directory.credentialCache.beforeNext('flush', () => {
      throw cause;
    });

    const { secret } = await rotateCredential(directory, {
      administrator,
      providerId: provider.id,
      overlapSeconds: 60,
    });

    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(directory.telemetry.events).toEqual([
      { type: 'credential-cache-flush-failed', providerId: provider.id, cause },
    ]);
  });

  test.each([-1, 0.5, 2_592_001])('refuses an overlap of %d s', async (overlapSeconds) => {
    const directory = testDirectory();
    const { provider } = await addProvider(directory, { administrator, settings: pingOne });

    await expect(
      rotateCredential(directory, { administrator, providerId: provider.id, overlapSeconds }),
    ).rejects.toBeInstanceOf(Invalid);
  });
});
