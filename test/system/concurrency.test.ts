import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type System, startSystem } from './system.ts';

let system: System;
let client: Client;
beforeAll(async () => {
  system = await startSystem();
  client = await system.addClient({ deactivationDelaySeconds: 900 });
});
afterAll(() => system.stop());

const fifty = Array.from({ length: 50 }, (_, index) => index);

test('of 50 creates of one userName at once, in any case, one is 201 and 49 are 409 uniqueness', async () => {
  const spellings = ['ada@example.com', 'ADA@example.com', 'Ada@Example.com', 'ａｄａ@example.com'];

  const answers = await Promise.all(
    fifty.map((index) => client.send('POST', '/Users', { userName: spellings[index % spellings.length] })),
  );

  const created = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status, body }) => status === 409 && body.scimType === 'uniqueness');
  expect([created.length, refused.length]).toEqual([1, 49]);
  const { body } = await client.send('GET', '/Users?filter=userName%20eq%20%22ada@example.com%22');
  expect(body).toMatchObject({ totalResults: 1, Resources: [{ id: created[0]?.body.id }] });
});

test('50 creates of different users at once all succeed and are counted exactly', async () => {
  const own = await system.addClient();

  const answers = await Promise.all(
    fifty.map((index) => own.send('POST', '/Users', { userName: `user${index}@example.com` })),
  );

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect((await own.send('GET', '/Users?count=0')).body).toMatchObject({ totalResults: 50 });
});

test('20 PATCHes of different attributes of one user at once lose nothing', async () => {
  const attributes = [
    'title',
    'nickName',
    'displayName',
    'userType',
    'locale',
    'timezone',
    'preferredLanguage',
    'externalId',
  ];
  const extension = ['employeeNumber', 'costCenter', 'organization', 'division', 'department'].map(
    (name) => `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:${name}`,
  );
  const names = ['name.givenName', 'name.familyName', 'name.middleName', 'name.formatted', 'name.honorificPrefix'];
  const paths = [...attributes, ...extension, ...names, 'emails[type eq "work"].value', 'emails[type eq "home"].value'];
  const id = await client.create({ userName: 'charles@example.com' });

  const answers = await Promise.all(paths.map((path) => client.patch(id, { op: 'replace', path, value: 'en' })));

  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
  const { body } = await client.send('GET', `/Users/${id}`);
  expect(body).toMatchObject({
    ...Object.fromEntries(attributes.map((name) => [name, 'en'])),
    name: { givenName: 'en', familyName: 'en', middleName: 'en', formatted: 'en', honorificPrefix: 'en' },
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      employeeNumber: 'en',
      costCenter: 'en',
      organization: 'en',
      division: 'en',
      department: 'en',
    },
    meta: { version: `W/"${paths.length + 1}"` },
  });
  expect(body.emails).toHaveLength(2);
  expect(await system.historyOf(id)).toHaveLength(paths.length + 1);
});

test('PUTs and PATCHes of one user at once leave what one order of them would', async () => {
  const id = await client.create({ userName: 'grace@example.com' });
  const put = (title: string) => client.send('PUT', `/Users/${id}`, { userName: 'grace@example.com', title });

  const answers = await Promise.all([
    ...['a', 'b', 'c', 'd', 'e'].map(put),
    ...['f', 'g', 'h', 'i', 'j'].map((value) => client.patch(id, { op: 'replace', path: 'title', value })),
  ]);

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const history = await system.historyOf(id);
  const titles = history.flatMap(({ changes }) => changes.filter(({ attribute }) => attribute === 'title'));
  expect(titles.map(({ before }) => before)).toEqual([undefined, ...titles.slice(0, -1).map(({ after }) => after)]);
  expect((await client.send('GET', `/Users/${id}`)).body.title).toBe(titles.at(-1)?.after);
});

test('of 20 PUTs at once with If-Match of one version, one succeeds and the others are 412', async () => {
  const id = await client.create({ userName: 'edith@example.com' });
  const put = (title: string) =>
    fetch(`${system.stack.scimBaseUrl}/Users/${id}`, {
      method: 'PUT',
      headers: { authorization: client.authorization, 'content-type': 'application/json', 'if-match': 'W/"1"' },
      body: JSON.stringify({ userName: 'edith@example.com', title }),
    });

  const statuses = await Promise.all(fifty.slice(0, 20).map(async (index) => (await put(`title ${index}`)).status));

  expect(statuses.sort()).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
});
