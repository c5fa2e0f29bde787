import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type Client, type System, startSystem } from './system.ts';

let system: System;
let client: Client;
beforeAll(async () => {
  system = await startSystem();
  client = await system.addClient({ deactivationDelaySeconds: 900 });
});
afterAll(() => system.stop());

const result = z.object({ status: z.string(), location: z.string().optional(), version: z.string().optional() });
const bulkResponse = z.object({ Operations: z.array(result) });

async function bulk(...Operations: object[]) {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];
  const { status, body } = await client.send('POST', '/Bulk', { schemas, Operations });
  expect(status).toBe(200);
  return bulkResponse.parse(body).Operations;
}

const post = (userName: string, data: object = {}) => ({
  method: 'POST',
  path: '/Users',
  bulkId: userName,
  data: { userName, ...data },
});

test('a bulk request creates users who refer to each other, and deactivates one of them', async () => {
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  const managedBy = (bulkId: string) => ({ [enterprise]: { manager: { value: `bulkId:${bulkId}` } } });
  const disable = { Operations: [{ op: 'replace', path: 'active', value: false }] };

  const results = await bulk(
    post('ada', managedBy('bob')),
    post('bob', managedBy('ada')),
    { method: 'PATCH', path: '/Users/bulkId:ada', data: disable },
    { method: 'DELETE', path: '/Users/nobody' },
  );

  expect(results.map(({ status }) => status)).toEqual(['201', '201', '200', '404']);
  const [ada = '', bob = ''] = results.map(({ location }) => location?.split('/').at(-1));
  expect((await client.send('GET', `/Users/${ada}`)).body).toMatchObject({
    active: false,
    [enterprise]: { manager: { value: bob } },
  });
  expect((await client.send('GET', `/Users/${bob}`)).body).toMatchObject({ [enterprise]: { manager: { value: ada } } });
  expect((await system.userOf(ada)).life.state).toBe('pending');
});

test('as many operations as are announced are carried out in the time of one request', async () => {
  const { body } = await client.send('GET', '/ServiceProviderConfig');
  const { bulk: announced } = z.object({ bulk: z.object({ maxOperations: z.number() }) }).parse(body);

  const results = await bulk(...Array.from({ length: announced.maxOperations }, (_, index) => post(`user${index}`)));

  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['201']));
});

test('HEAD has the headers of GET, Content-Length among them, and no body', async () => {
  const ask = (method: string) =>
    fetch(`${system.stack.scimBaseUrl}/Users`, { method, headers: { authorization: client.authorization } });

  const [head, get] = [await ask('HEAD'), await ask('GET')];

  expect(await head.text()).toBe('');
  expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(await get.text())));
});
