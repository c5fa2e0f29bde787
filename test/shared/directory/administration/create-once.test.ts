import { describe, expect, test } from 'vitest';
import type { CreationRequest } from '#shared/directory/administration/administrator.ts';
import { deactivateUser } from '#shared/directory/administration/change-life.ts';
import { eraseUser } from '#shared/directory/administration/erase-user.ts';
import { createLocalUser } from '#shared/directory/administration/local-users.ts';
import { Invalid, NotFound, Unavailable } from '#shared/directory/errors.ts';
import { openMatter } from '#shared/directory/matters/open-matter.ts';
import { addOrganization } from '#shared/directory/organizations/add-organization.ts';
import { removeOrganization } from '#shared/directory/organizations/remove-organization.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { addProvider } from '#shared/directory/providers/add-provider.ts';
import { authenticate } from '#shared/directory/providers/authenticate.ts';
import { credentialLedger } from '#shared/directory/providers/credential-ledger.ts';
import { type TestDirectory, testDirectory } from '#test/doubles/test-directory.ts';
import { administrator, now } from './administration.ts';

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
const userNamed = (userName: string) => ({ organizationId: 'default', body: { schemas, userName } });

type Creation = (directory: Directory, request: CreationRequest, name: string) => Promise<{ readonly id: string }>;

const creations: Readonly<Record<string, Creation>> = {
  provider: async (directory, request, displayName) =>
    (await addProvider(directory, { ...request, settings: { displayName, credentialType: 'oauth-token' } })).provider,
  matter: (directory, request, name) => openMatter(directory, { ...request, name }),
  organization: (directory, request, name) => addOrganization(directory, { ...request, name }),
  'local user': (directory, request, name) => createLocalUser(directory, { ...request, ...userNamed(name) }),
};

const countOf = ({ providers, matters, organizations, users }: TestDirectory) =>
  providers.stored().length + matters.stored().length + organizations.stored().length + users.all().length;

describe.each(Object.entries(creations))('under an idempotency key a %s', (_, create) => {
  const request = { administrator, idempotencyKey: 'key-1' };

  test('is created once, and the same one answers again', async () => {
    const directory = testDirectory();

    const first = await create(directory, request, 'Sales');
    directory.clock.advance(23 * 3600);
    const again = await create(directory, request, 'Sales');

    expect(again.id).toBe(first.id);
    expect(countOf(directory)).toBe(1);
  });

  test('is created once by requests at the same moment', async () => {
    const directory = testDirectory();

    const created = await Promise.all([1, 2, 3].map(() => create(directory, request, 'Sales')));

    expect(new Set(created.map(({ id }) => id)).size).toBe(1);
    expect(countOf(directory)).toBe(1);
  });

  test('is created after all when the first request ended before it was', async () => {
    const directory = testDirectory();
    const claimed = { resourceId: '', fingerprint: '' };
    const { idempotencyKeys } = directory;
    const claim: typeof idempotencyKeys.claim = async (...parameters) => {
      Object.assign(claimed, await idempotencyKeys.claim(...parameters));
      throw new Error('The process died.');
    };
    await expect(create({ ...directory, idempotencyKeys: { claim } }, request, 'Sales')).rejects.toThrow('died');

    expect((await create(directory, request, 'Sales')).id).toBe(claimed.resourceId);
    expect(countOf(directory)).toBe(1);
  });

  test('is refused when the key was used for another request, and not when by somebody else', async () => {
    const directory = testDirectory();
    await create(directory, request, 'Sales');

    await expect(create(directory, request, 'Tours')).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    await create(
      directory,
      { ...request, administrator: { ...administrator, administratorId: 'arn:hopper' } },
      'Tours',
    );

    expect(countOf(directory)).toBe(2);
  });

  test('is another one a day later, and without a key each time', async () => {
    const directory = testDirectory();
    await create(directory, request, 'Sales');
    directory.clock.advance(24 * 3600);

    await create(directory, request, 'Tours');
    await create(directory, { administrator }, 'Support');

    expect(countOf(directory)).toBe(3);
  });

  test('has a key of printable characters', async () => {
    for (const idempotencyKey of ['', 'two words', 'ä', 'x'.repeat(256)]) {
      await expect(create(testDirectory(), { administrator, idempotencyKey }, 'Sales')).rejects.toThrow(Invalid);
    }
  });
});

test('the order of members makes no other request', async () => {
  const directory = testDirectory();
  const request = { administrator, idempotencyKey: 'key-1' };
  const settings = { displayName: 'PingOne', credentialType: 'oauth-token' } as const;

  const { provider } = await addProvider(directory, { ...request, settings });
  const reversed = { credentialType: settings.credentialType, displayName: settings.displayName };

  expect((await addProvider(directory, { ...request, settings: reversed })).provider.id).toBe(provider.id);
});

test('a request may have members without a value', async () => {
  const directory = testDirectory();
  const { body, organizationId } = userNamed('ada');
  const request = { administrator, idempotencyKey: 'key-1', organizationId, body: { ...body, title: null } };

  const { id } = await createLocalUser(directory, request);

  expect((await createLocalUser(directory, request)).id).toBe(id);
});

test('what was created and is gone again is not created once more', async () => {
  const directory = testDirectory();
  const request = { administrator, idempotencyKey: 'key-1' };
  const { id: organizationId } = await addOrganization(directory, { ...request, name: 'Sales' });
  await removeOrganization(directory, { administrator, organizationId });
  const local = { administrator, idempotencyKey: 'key-2', ...userNamed('ada') };
  const { id: userId } = await createLocalUser(directory, local);
  await deactivateUser(directory, { administrator, userId });
  await eraseUser(directory, { administrator, userId });
  const settings = { displayName: 'PingOne', credentialType: 'oauth-token' } as const;
  const connection = { administrator, idempotencyKey: 'key-3', settings };
  await directory.providers.delete((await addProvider(directory, connection)).provider, now);

  await expect(addOrganization(directory, { ...request, name: 'Sales' })).rejects.toThrow(NotFound);
  await expect(addProvider(directory, connection)).rejects.toThrow('created under this idempotency key');
  await expect(createLocalUser(directory, local)).rejects.toThrow(NotFound);

  expect(countOf(directory)).toBe(0);
});

/** A directory, the request for a provider in it, and whether the secret that was answered is the provider's. */
function addingProvider() {
  const directory = testDirectory();
  const settings = { displayName: 'PingOne', credentialType: 'api-credentials' } as const;
  const request = { administrator, idempotencyKey: 'key-1', settings };
  const accepted = async ({ provider, secret }: Awaited<ReturnType<typeof addProvider>>) => {
    const keyId = provider.credentials[0]?.keyId ?? '';
    const authorization = `Basic ${Buffer.from(`${keyId}:${secret}`).toString('base64')}`;
    return authenticate(directory, credentialLedger(directory), { authorization, requestId: 'r' });
  };
  return { directory, request, accepted };
}

test('a provider asked for twice at the same moment is answered twice, each time with a secret that works', async () => {
  const { directory, request, accepted } = addingProvider();

  const [first, second] = await Promise.all([addProvider(directory, request), addProvider(directory, request)]);

  expect(await accepted(first)).toMatchObject({ providerId: first.provider.id });
  expect(await accepted(second)).toMatchObject({ providerId: first.provider.id });
});

test('a provider whose secret was lost is answered with a new one, and the first one works for a day', async () => {
  const { directory, request, accepted } = addingProvider();

  const first = await addProvider(directory, request);
  const again = await addProvider(directory, request);

  expect(again.secret).not.toBe(first.secret);
  expect(await accepted(first)).toMatchObject({ providerId: first.provider.id });
  expect(await accepted(again)).toMatchObject({ providerId: first.provider.id });
  directory.clock.advance(86_400);
  await expect(accepted(first)).rejects.toMatchObject({ status: 401 });
});

test('a creation whose reply was lost answers with what it created, and the secret that goes with it', async () => {
  const directory = testDirectory();
  const { providers } = directory;
  let isFirst = true;
  const create: typeof providers.create = async (...parameters) => {
    await providers.create(...parameters);
    if (isFirst) {
      isFirst = false;
      throw new Unavailable('The reply was lost.');
    }
  };
  const losing = { ...directory, providers: { ...providers, create } };

  const { provider } = await addProvider(losing, {
    administrator,
    settings: { displayName: 'PingOne', credentialType: 'oauth-token' },
  });

  expect(providers.stored()).toEqual([provider]);
  expect(provider).toMatchObject({ version: 1, credentials: [{ keyId: expect.any(String) }] });
});
