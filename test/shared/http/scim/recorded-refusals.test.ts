/** Which refused requests are in the Sync Log: those that asked for a change of users. */
import { expect, test } from 'vitest';
import { maximumPayloadSize } from '#shared/scim/bulk/limits.ts';
import { sampleProvider, sampleProviderId, sampleUser } from '#test/doubles/samples.ts';
import { serviceProvider } from './service-provider.ts';

const user = sampleUser();
const path = `/Users/${user.id}`;
const secret = '{"userName": "ada@example.com", "nickName": ';
const writes = [
  ['POST', '/Users', 'create'],
  ['PUT', path, 'replace'],
  ['PATCH', path, 'patch'],
  ['POST', '/Bulk', 'bulk'],
] as const;

test.each([
  ['is not JSON', 400, { body: secret }, 'line 1'],
  ['is not there', 400, { body: '' }, 'needs a body'],
  ['is too large', 413, { body: ' '.repeat(maximumPayloadSize + 1) }, 'larger than'],
  ['is of another type', 415, { body: '{}', headers: { 'Content-Type': 'text/plain' } }, 'application/scim+json'],
] as const)(
  'a write whose body %s is %i, with an entry about nobody that says why',
  async (_, status, parts, reason) => {
    for (const [method, target, operation] of writes) {
      const { send, directory } = serviceProvider([user]);

      expect(await send(method, target, parts)).toMatchObject({ status });

      expect(directory.users.entries()).toEqual([
        {
          id: expect.any(String),
          at: directory.clock.now(),
          actor: { by: 'provider', providerId: sampleProviderId },
          operation,
          outcome: 'refused',
          events: [],
          changes: [],
          ignored: [],
          reason: expect.stringContaining(reason),
          requestId: expect.any(String),
        },
      ]);
      expect(JSON.stringify(directory.users.entries())).not.toMatch(/ada|nickName/);
    }
  },
);

test('a write that asks for attributes in no way that can be is recorded, too', async () => {
  const { send, directory } = serviceProvider();
  const query = { attributes: 'userName', excludedAttributes: 'emails' };

  expect(await send('POST', '/Users', { query, body: { userName: 'ada' } })).toMatchObject({ status: 400 });

  expect(directory.users.entries()).toMatchObject([{ operation: 'create', outcome: 'refused' }]);
});

test('of a provider that was stopped nothing is recorded, be it not JSON: 401', async () => {
  for (const [method, target] of writes) {
    const { send, directory } = serviceProvider([user], sampleProvider({ enabled: false }));

    expect(await send(method, target, { body: secret })).toMatchObject({ status: 401 });

    expect(directory.users.entries()).toEqual([]);
  }
});

test.each([
  ['POST', '/Users/.search', { body: secret }, 400],
  ['POST', '/.search', { body: secret }, 400],
  ['GET', '/Users', { query: { filter: 'userName' } }, 400],
  ['POST', '/Nothing', { body: secret }, 404],
  ['POST', '/Groups', { body: secret }, 501],
  ['PATCH', '/Users', { body: secret }, 405],
  ['POST', '/Users', { body: secret, headers: { Accept: 'text/html' } }, 406],
] as const)(
  'what asks for no change of users is not recorded: %s %s with %j',
  async (method, target, parts, status) => {
    const { send, directory } = serviceProvider([user]);

    expect(await send(method, target, parts)).toMatchObject({ status });

    expect(directory.users.entries()).toEqual([]);
  },
);
