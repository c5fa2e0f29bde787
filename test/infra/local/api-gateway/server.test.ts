import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { RestApi, RestApiServer } from '#infra/local/api-gateway/definition.ts';
import { serveRestApis } from '#infra/local/api-gateway/server.ts';
import { startLambda } from '#infra/local/lambda/lambda.ts';
import { functionOf } from '#test/infra/local/lambda/bundle.ts';
import { definitionOf, type Functions, openApi } from './harness.ts';

const opened: RestApiServer[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});

async function serve(apis: Record<string, RestApi>): Promise<RestApiServer> {
  const server = await serveRestApis({ port: 0, apis: new Map(Object.entries(apis)) });
  opened.push(server);
  return server;
}

const echo: Functions = {
  scim: ({ httpMethod, path, body }) => ({
    statusCode: 200,
    body: JSON.stringify({ httpMethod, path, length: body?.length ?? 0 }),
  }),
};
const scimApi = () => openApi(definitionOf(), echo).api;

/** Sends bytes as they are and reads the answer until the server closes. */
async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return await text(socket);
}

test('serves each stage under its first path segment', async () => {
  const { url } = await serve({ scim: scimApi(), admin: openApi(definitionOf({ stage: 'admin' }), echo).api });

  const responses = await Promise.all(['scim/v2/Users', 'admin/providers'].map((path) => fetch(`${url}/${path}`)));

  expect(await Promise.all(responses.map((response) => response.json()))).toEqual([
    { httpMethod: 'GET', path: '/v2/Users', length: 0 },
    { httpMethod: 'GET', path: '/providers', length: 0 },
  ]);
  expect(responses[0]?.headers.get('content-type')).toBe('application/json');
});

test.each([['/'], ['/other/v2'], ['/scimx'], ['/%zz'], ['/constructor']])(
  'the path %s is no stage: 403',
  async (path) => {
    const { url } = await serve({ scim: scimApi() });

    const response = await fetch(`${url}${path}`);

    expect([response.status, await response.json()]).toEqual([403, { message: 'Forbidden' }]);
  },
);

test('answers HEAD with the length of its answer but without a body, and keeps the connection', async () => {
  const { port } = await serve({ scim: scimApi() });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (method: string) =>
    new Promise<{ port: number | undefined; length: number; body: string }>((resolve, reject) => {
      request({ agent, host: '127.0.0.1', port, method, path: '/scim/v2/Users' }, async (response) => {
        const length = Number(response.headers['content-length']);
        resolve({ port: response.socket.localPort, length, body: await text(response) });
      })
        .on('error', reject)
        .end();
    });

  const [head, get] = [await send('HEAD'), await send('GET')];
  agent.destroy();

  expect(head).toEqual({ port: get.port, length: get.body.length + 'HEAD'.length - 'GET'.length, body: '' });
});

test('reads chunked bodies', async () => {
  const { port } = await serve({ scim: scimApi() });
  const chunked =
    'POST /scim/v2/Users HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n' +
    '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n';

  expect(await raw(port, chunked)).toContain('{"httpMethod":"POST","path":"/v2/Users","length":5}');
});

test('a body over 10 MB is answered with 413, and one without end is cut off', async () => {
  const { url, port } = await serve({ scim: scimApi() });

  const response = await fetch(`${url}/scim/v2/Users`, { method: 'POST', body: Buffer.alloc(11 * 2 ** 20) });

  expect([response.status, await response.json()]).toEqual([
    413,
    { message: 'HTTP content length exceeded 10485760 bytes.' },
  ]);
  const endless = request({ host: '127.0.0.1', port, method: 'POST', path: '/scim/v2/Users' });
  endless.end(Buffer.alloc(50 * 2 ** 20));
  await expect(once(endless, 'response')).rejects.toThrow();
  expect((await fetch(`${url}/scim/v2/Users`)).status).toBe(200);
});

describe('what is no HTTP request is answered, and the server goes on', () => {
  test.each([
    ['nonsense', 'nonsense\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['an unknown method', 'FETCH / HTTP/1.1\r\nHost: h\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    [
      'two lengths',
      'POST /scim HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      'HTTP/1.1 400 Bad Request',
    ],
    [
      'a header of 20 KB',
      `GET /scim HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      'HTTP/1.1 431 Request Header Fields Too Large',
    ],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 'HTTP/1.1 403 Forbidden'],
    ['an absolute target', 'GET http://h/scim/v2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 'HTTP/1.1 200 OK'],
  ])('%s', async (_, bytes, status) => {
    const { port, url } = await serve({ scim: scimApi() });

    expect(await raw(port, bytes)).toMatch(new RegExp(`^${status}`));
    expect((await fetch(`${url}/scim/v2`)).status).toBe(200);
  });

  test('a client that goes away in the middle of its body', async () => {
    const { port, url } = await serve({ scim: scimApi() });
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /scim/v2 HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc');
    socket.destroySoon();

    expect((await fetch(`${url}/scim/v2`)).status).toBe(200);
  });
});

test('closing lets a request finish and refuses new ones', async () => {
  const began = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const { api } = openApi(definitionOf(), {
    async scim() {
      began.resolve();
      await finish.promise;
      return { statusCode: 200, body: 'done' };
    },
  });
  const server = await serve({ scim: api });
  const response = fetch(`${server.url}/scim/v2`);
  await began.promise;

  const closed = server.close();
  finish.resolve();

  expect(await (await response).text()).toBe('done');
  await closed;
  await expect(fetch(`${server.url}/scim/v2`)).rejects.toThrow();
});

test('closing cuts off a client that never ends its request', async () => {
  const server = await serve({ scim: scimApi() });
  const socket = connect(server.port, '127.0.0.1');
  socket.write('POST /scim/v2 HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc');
  const cutOff = once(socket, 'close');
  socket.on('error', () => {});
  await fetch(`${server.url}/scim/v2`);

  await server.close(50);

  await cutOff;
});

test('a port that is taken is an error of its own', async () => {
  const { port } = await serve({ scim: scimApi() });

  await expect(serveRestApis({ port, apis: new Map() })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('a real bundle in Lambda serves a request', async () => {
  const source = `export const handler = async (event, context) => ({
    statusCode: 200, headers: { 'Content-Type': 'application/scim+json' },
    body: JSON.stringify({ path: event.pathParameters.proxy, function: context.functionName }) })`;
  const lambda = startLambda({
    functions: [functionOf('scim', source)],
    file: ':memory:',
    now: Date.now,
    log: () => {},
    sendMessage: () => {},
  });
  const { api } = openApi(
    definitionOf(),
    {},
    { invoke: ({ functionName, payload }) => lambda.invoke(functionName, payload) },
  );
  const { url } = await serve({ scim: api });

  const response = await fetch(`${url}/scim/v2/Users`);

  expect([response.headers.get('content-type'), await response.json()]).toEqual([
    'application/scim+json',
    { path: 'v2/Users', function: 'scim' },
  ]);
  await lambda.close();
});
