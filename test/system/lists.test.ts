/** Lists through API Gateway: parameters without a value, searches by POST, and what the authorizer hands on. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type Client, type System, startSystem } from './system.ts';

const searchRequest = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

const listJson = z.object({
  Resources: z.array(z.object({ userName: z.string() })),
  nextCursor: z.string().optional(),
});

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

async function clientWithUsers(domain: string): Promise<Client> {
  const client = await system.addClient();
  for (const name of ['c', 'a', 'b']) await client.create({ userName: `${name}@${domain}` });
  return client;
}

/** The first letters of the names on the page, and the cursor of the next one. */
async function list(client: Client, method: string, path: string, content?: object) {
  const { status, body } = await client.send(method, path, content);
  expect(status, JSON.stringify(body)).toBe(200);
  const { Resources, nextCursor } = listJson.parse(body);
  return { names: Resources.map(({ userName }) => userName.charAt(0)).join(''), nextCursor };
}

test('a walk that begins by GET with a bare "cursor" goes on by POST', async () => {
  const client = await clientWithUsers('walk.example');

  const first = await list(client, 'GET', '/Users?sortBy=userName&cursor&count=2');
  const second = await list(client, 'POST', '/Users/.search', {
    schemas: [searchRequest],
    sortBy: 'userName',
    cursor: first.nextCursor,
    count: 2,
  });

  expect(first.names).toBe('ab');
  expect(second).toEqual({ names: 'c', nextCursor: undefined });
});

test('another provider’s cursor shows nobody', async () => {
  const [one, other] = [await clientWithUsers('one.example'), await clientWithUsers('other.example')];
  const { nextCursor } = await list(one, 'GET', '/Users?cursor&count=2');

  const answer = await other.send('GET', `/Users?cursor=${nextCursor}&count=2`);

  expect(answer).toMatchObject({ status: 400, body: { scimType: 'invalidCursor' } });
});

test('the root is searched by POST', async () => {
  const client = await clientWithUsers('root.example');
  const body = { schemas: [searchRequest], filter: 'members pr or userName sw "a"' };

  expect(await list(client, 'POST', '/.search', body)).toMatchObject({ names: 'a' });
});

test('a strict provider’s client has what only a lenient one may write refused', async () => {
  const lenient = await clientWithUsers('lenient.example');
  const strict = await system.addClient({ strictness: 'strict' });

  expect(await list(lenient, 'GET', '/Users?filter=userName%20eq%20a@lenient.example')).toMatchObject({ names: 'a' });
  expect(await strict.send('GET', '/Users?filter=userName%20eq%20a@strict.example')).toMatchObject({
    status: 400,
    body: { scimType: 'invalidFilter' },
  });
});
