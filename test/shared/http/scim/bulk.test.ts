import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Unavailable } from '#shared/directory/errors.ts';
import { sampleUser } from '#test/doubles/samples.ts';
import { bulkUrn, scimBaseUrl, serviceProvider } from './service-provider.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const userId = (location: string) => location.slice(`${scimBaseUrl}/Users/`.length);

function rfc(name: string) {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/rfc/rfc7644-${name}.json`, import.meta.url), 'utf8'));
}

/** The results of an RFC example with our versions and details, and without the ids that are given here. */
function asHere(example: {
  Operations: { location?: string; version?: string; bulkId?: string; response?: object }[];
}) {
  const Operations = example.Operations.map((result) => ({
    ...result,
    ...(result.version && { version: expect.stringMatching(/^W\/"\d+"$/) }),
    ...(result.bulkId && result.location && { location: expect.stringContaining(`${scimBaseUrl}/Users/`) }),
    ...(result.response && { response: { ...result.response, detail: expect.any(String) } }),
  }));
  return { ...example, Operations };
}

describe('the examples of RFC 7644 §3.7', () => {
  const users = ['b7c14771-226c-4d05-8860-134711653041', '5d8d29d3-342c-4b5f-8683-a3cb6763ffcc'].map((id, index) =>
    sampleUser({ id, attributes: { userName: `user${index}`, nickName: 'Nick' } }),
  );
  const leaver = sampleUser({ id: 'e9025315-6bea-44e1-899c-1e07454e468b', attributes: { userName: 'leaver' } });

  test('§3.7.3: add, update and remove, at the versions that the users have here', async () => {
    const { send } = serviceProvider([...users, leaver]);
    const request = JSON.parse(JSON.stringify(rfc('3.7.3-bulk-request')).replaceAll(/W\/\\"\w+\\"/g, 'W/\\"1\\"'));

    const response = await send('POST', '/Bulk', { body: request });

    expect(response).toEqual({
      status: 200,
      headers: { 'Cache-Control': 'no-store', 'Content-Type': 'application/scim+json' },
      body: asHere(rfc('3.7.3-bulk-response')),
    });
    const [, bob, dave] = response.body.Operations;
    expect((await send('GET', `/Users/${userId(bob.location)}`)).body.userName).toBe('Bob');
    expect((await send('GET', `/Users/${userId(dave.location)}`)).body).toMatchObject({ userName: 'Dave' });
    expect((await send('GET', `/Users/${userId(dave.location)}`)).body).not.toHaveProperty('nickName');
    expect((await send('GET', `/Users/${leaver.id}`)).status).toBe(404);
  });

  const withoutUserName = () => {
    const { failOnErrors, ...request } = rfc('3.7.3-bulk-request');
    request.Operations[0].data = {};
    return { failOnErrors, request };
  };
  const asInvalidValue = (example: Parameters<typeof asHere>[0]) =>
    JSON.parse(JSON.stringify(example).replaceAll('invalidSyntax', 'invalidValue'));

  test('§3.7.3: the first error ends the request, when failOnErrors says so', async () => {
    const { send } = serviceProvider(users);
    const { failOnErrors, request } = withoutUserName();

    const { body } = await send('POST', '/Bulk', { body: { ...request, failOnErrors } });

    expect(body).toEqual(asHere(asInvalidValue(rfc('3.7.3-bulk-response-stopped'))));
  });

  test('§3.7.3: all fail, each with its own error', async () => {
    const { send } = serviceProvider(users);

    const { status, body } = await send('POST', '/Bulk', { body: withoutUserName().request });

    expect(status).toBe(200);
    expect(body).toEqual(asHere(asInvalidValue(rfc('3.7.3-bulk-response-failed'))));
  });

  test('§3.7.2: Bob is created with Alice as manager', async () => {
    const { send } = serviceProvider();

    const { body } = await send('POST', '/Bulk', { body: rfc('3.7.2-bulk-manager-request') });

    const [alice, bob] = body.Operations.map(({ location }: { location: string }) => userId(location));
    expect((await send('GET', `/Users/${bob}`)).body[enterprise]).toEqual({
      employeeNumber: '11250',
      manager: { value: alice },
    });
  });

  test('§3.7.2: a user is created; a group is 501, as it is alone', async () => {
    const { send } = serviceProvider();

    const { body } = await send('POST', '/Bulk', { body: rfc('3.7.2-bulk-user-and-group-request') });

    const alone = await send('POST', '/Groups', { body: rfc('3.7.2-bulk-user-and-group-request').Operations[1].data });
    expect(body.Operations).toMatchObject([
      { method: 'POST', bulkId: 'qwerty', status: '201' },
      { method: 'POST', bulkId: 'ytrewq', status: '501', response: alone.body },
    ]);
  });

  test('§3.7.1: groups that refer to each other are refused', async () => {
    const { send } = serviceProvider();

    const { body } = await send('POST', '/Bulk', { body: rfc('3.7.1-bulk-circular-request') });

    expect(body.Operations).toMatchObject([{ status: '409' }, { status: '501' }]);
  });

  test('§3.7.4: what is too large is 413, which names the limit that discovery announces', async () => {
    const { send } = serviceProvider();
    const { bulk } = (await send('GET', '/ServiceProviderConfig')).body;
    const padding = 'x'.repeat(bulk.maxPayloadSize);
    const operations = Array.from({ length: bulk.maxOperations + 1 }, () => ({ method: 'DELETE', path: '/Users/7' }));
    const example = rfc('3.7.4-bulk-error-too-large');

    expect((await send('POST', '/Bulk', { body: { schemas: [bulkUrn], padding } })).body).toEqual({
      ...example,
      detail: expect.stringContaining(`${bulk.maxPayloadSize} bytes (maxPayloadSize)`),
    });
    expect((await send('POST', '/Bulk', { body: { schemas: [bulkUrn], Operations: operations } })).body).toEqual({
      ...example,
      detail: expect.stringContaining(`maxOperations (${bulk.maxOperations})`),
    });
    expect(bulk.supported).toBe(true);
  });
});

describe('RFC 7644 §3.7.1 users who refer to each other', () => {
  test('are managers of each other afterwards, and the versions are the last ones', async () => {
    const { send, bulk } = serviceProvider();
    const user = (bulkId: string, managerId: string) => ({
      method: 'POST',
      path: '/Users',
      bulkId,
      data: { userName: bulkId, [enterprise]: { department: 'Tours', manager: { value: `bulkId:${managerId}` } } },
    });

    const [ada, bob] = await bulk(user('ada', 'bob'), user('bob', 'ada'));

    const shownAda = await send('GET', `/Users/${userId(ada.location)}`);
    const shownBob = await send('GET', `/Users/${userId(bob.location)}`);
    expect(shownAda.body[enterprise]).toEqual({ department: 'Tours', manager: { value: userId(bob.location) } });
    expect(shownBob.body[enterprise]).toEqual({ department: 'Tours', manager: { value: userId(ada.location) } });
    expect([ada.version, bob.version]).toEqual([shownAda.body.meta.version, shownBob.body.meta.version]);
    expect([ada.status, bob.status]).toEqual(['201', '201']);
  });

  test('are so at a strict provider, too', async () => {
    const { send } = serviceProvider([], { strictness: 'strict' });
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise];
    const data = { schemas, userName: 'ada', [enterprise]: { manager: { value: 'bulkId:ada' } } };
    const Operations = [{ method: 'POST', path: '/Users', bulkId: 'ada', data }];

    const { body } = await send('POST', '/Bulk', { body: { schemas: [bulkUrn], Operations } });

    const [ada] = body.Operations;
    expect(ada).toMatchObject({ status: '201', version: 'W/"2"' });
    expect((await send('GET', `/Users/${userId(ada.location)}`)).body[enterprise].manager.value).toBe(
      userId(ada.location),
    );
  });
});

describe('an operation is what the request alone would be', () => {
  const barbara = sampleUser();
  const path = `/Users/${barbara.id}`;

  test('a deactivation blocks, waits and has its schedule and its Sync Log entry', async () => {
    const { directory, bulk } = serviceProvider([barbara]);

    await bulk({ method: 'PATCH', path, data: { Operations: [{ op: 'replace', path: 'active', value: false }] } });

    expect(directory.users.all()[0]?.life.state).toBe('pending');
    expect(directory.schedules.scheduled()).toHaveLength(1);
    expect(directory.users.entries()).toMatchObject([{ operation: 'patch', events: ['deactivation-requested'] }]);
  });

  test('operations on one user see each other', async () => {
    const { directory, bulk } = serviceProvider([barbara]);
    const put = (active: boolean, version?: string) => ({
      ...{ method: 'PUT', path, version },
      data: { userName: barbara.attributes.userName, active },
    });

    const results = await bulk(put(false, 'W/"1"'), put(true, 'W/"1"'), put(true, 'W/"2"'), { method: 'DELETE', path });

    expect(results.map(({ status }: { status: string }) => status)).toEqual(['200', '412', '200', '204']);
    expect(directory.users.all()[0]).toMatchObject({ version: 4, life: { state: 'pending' } });
  });

  test.each([
    ['POST', '/Bulk', '400'],
    ['POST', '/Users/7', '405'],
    ['PUT', '/Users', '405'],
    ['POST', '/nowhere', '404'],
    ['POST', '/Me', '501'],
    ['DELETE', '/Schemas/urn:x', '405'],
    ['DELETE', '/Users/__proto__', '404'],
    ['DELETE', '/v2/Users/7', '404'],
    ['DELETE', '/Users/7/../8', '404'],
  ])('%s %s is %s', async (method, path, status) => {
    const [result] = await serviceProvider().bulk({ method, path, bulkId: 'a', data: {} });

    expect(result).toMatchObject({ method, status, response: { status } });
  });

  test('a stopped credential is 401 for every operation', async () => {
    const { bulk } = serviceProvider([barbara], { enabled: false });
    const remove = { method: 'DELETE', path };

    expect(await bulk(remove, remove)).toMatchObject([{ status: '401' }, { status: '401' }]);
  });

  test('a fault of ours is 500 for it alone, says nothing, and is logged and counted', async () => {
    const { directory, telemetry, bulk } = serviceProvider([barbara]);
    directory.users.beforeNext('get', async () => {
      throw new Error('secret detail');
    });

    const results = await bulk({ method: 'DELETE', path }, { method: 'DELETE', path });

    expect(results).toMatchObject([
      { status: '500', response: { detail: 'The service provider could not process the request.' } },
      { status: '204' },
    ]);
    expect(telemetry.logged()[0]).toMatchObject({ event: 'RequestFailed', operation: 'bulk' });
    expect(telemetry.metrics()).toMatchObject({ Requests: 1, ServerErrors: 1 });
  });

  test('the log line of the request tells how many there were and how many failed', async () => {
    const { telemetry, bulk } = serviceProvider([barbara]);

    await bulk({ method: 'DELETE', path }, { method: 'DELETE', path }, { method: 'DELETE', path: '/Users/7' });

    expect(telemetry.logged()).toMatchObject([
      { event: 'RequestAnswered', operation: 'bulk', status: 200, bulkOperations: 3, bulkFailures: 2 },
    ]);
  });

  test('prototypes are out of reach', async () => {
    const { bulk, send } = serviceProvider();
    const data = JSON.parse('{"userName":"ada","__proto__":{"active":false},"constructor":"bulkId:ada"}');

    const [result] = await bulk(
      { method: 'POST', path: '/Users', bulkId: '__proto__', data: { userName: 'bob' } },
      {
        method: 'POST',
        path: '/Users',
        bulkId: 'ada',
        data,
      },
    );

    expect(result).toMatchObject({ bulkId: '__proto__', status: '201' });
    expect((await send('GET', '/Users', { query: { filter: 'userName eq "ada"' } })).body.Resources).toMatchObject([
      { active: true },
    ]);
  });
});

describe('the time of a request', () => {
  const users = ['a', 'b', 'c', 'd'].map((name) => sampleUser({ id: name, attributes: { userName: name } }));
  const removals = users.map(({ id }) => ({ method: 'DELETE', path: `/Users/${id}` }));
  const statuses = (results: { status: string }[]) => results.map(({ status }) => status);

  test('is one for all operations: what there is none left for is 503, and nothing of it was done', async () => {
    const { directory, bulk } = serviceProvider(users);
    directory.users.beforeNext('commit', async () => directory.clock.advance(5.9));
    const { get } = directory.users;
    Object.assign(directory.users, {
      get: async (id: string) => {
        if (id === 'b') directory.clock.advance(0.2);
        return get(id);
      },
    });

    const results = await bulk(...removals);

    expect(statuses(results)).toEqual(['204', '503', '503', '503']);
    expect(results[3]).toEqual({
      location: `${scimBaseUrl}/Users/d`,
      method: 'DELETE',
      status: '503',
      response: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '503',
        detail: 'No time was left for this operation: send it again, with fewer others.',
      },
    });
    expect(directory.users.all().filter(({ version }) => version > 1)).toHaveLength(1);
  });

  test('is not used up by one operation that cannot be committed', async () => {
    const { directory, bulk } = serviceProvider(users);
    const { commit } = directory.users;
    Object.assign(directory.users, {
      commit: async (change: Parameters<typeof commit>[0]) => {
        if (change.after.id === 'b') throw new Unavailable('throttled');
        await commit(change);
      },
    });

    expect(statuses(await bulk(...removals))).toEqual(['204', '503', '204', '204']);
  });
});

describe('the request as a whole', () => {
  test.each([
    ['without a body', {}, 400],
    ['of another media type', { body: '{}', contentType: 'text/plain' }, 415],
    ['without operations', { body: { schemas: [bulkUrn] } }, 400],
    ['with a name twice in an operation', { body: '{"Operations":[{"data":{"active":true,"active":false}}]}' }, 400],
    ['with an If-Match that names a version', { body: {}, headers: { 'If-Match': 'W/"1"' } }, 412],
  ])('%s is refused', async (_, parts, status) => {
    expect((await serviceProvider().send('POST', '/Bulk', parts)).status).toBe(status);
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'])('by %s is 405', async (method) => {
    expect(await serviceProvider().send(method, '/Bulk')).toMatchObject({ status: 405, headers: { Allow: 'POST' } });
  });
});
