/** Who may do what through the admin API: over HTTP, signed, against every route that there is. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, describe, expect, test } from 'vitest';
import { type AdminRoute, adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { startSystem } from './system.ts';

const routes: readonly AdminRoute[] = Object.values(adminRoutes);

const invoke = { Action: 'execute-api:Invoke', Resource: 'arn:aws:execute-api:us-east-1:*:*/admin/*' };
const usersOnly = { ...invoke, Resource: 'arn:aws:execute-api:*:*:*/*/GET/users*' };

const system = await startSystem({
  administrators: {
    everything: { Version: '2012-10-17', Statement: { ...invoke, Effect: 'Allow' } },
    'all-but-users': {
      Version: '2012-10-17',
      Statement: [
        { ...invoke, Effect: 'Allow' },
        { ...usersOnly, Effect: 'Deny' },
      ],
    },
    nobody: {
      Version: '2012-10-17',
      Statement: { ...invoke, Effect: 'Allow', Action: 'execute-api:ManageConnections' },
    },
  },
});
afterAll(() => system.stop());

type Signer = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string };

function keyOf(name: string): Signer {
  const key = system.stack.endpoint.administrators[name];
  if (key === undefined) throw new Error(`there is no administrator ${name}`);
  return key;
}

async function call({ region, ...credentials }: Signer, { method, path }: Pick<AdminRoute, 'method' | 'path'>) {
  const url = new URL(system.stack.adminUrl + path.replaceAll(/\{\w+\}/g, 'nobody'));
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 });
  const { hostname, pathname, protocol, host } = url;
  const { headers } = await signer.sign({ method, hostname, protocol, path: pathname, headers: { host } });
  const response = await fetch(url, { method, headers });
  return { status: response.status, body: await response.text() };
}

/** The routes that are not refused. */
async function allowedRoutes(name: string): Promise<string[]> {
  const answers = await Promise.all(
    routes.map(async (route) => ({ route, status: (await call(keyOf(name), route)).status })),
  );
  return answers.filter(({ status }) => status !== 403).map(({ route }) => nameOf(route));
}

const nameOf = ({ method, path }: AdminRoute) => `${method} ${path}`;
const routesWhere = (holds: (route: AdminRoute) => boolean) => routes.filter(holds).map(nameOf);

describe('an administrator with the policy', () => {
  test('SyncLogReader is refused everything but the Sync Log', async () => {
    expect(await allowedRoutes('SyncLogReader')).toEqual(routesWhere((route) => nameOf(route) === 'GET /sync-log'));
  });

  test('Auditor reads everything and writes nothing', async () => {
    expect(await allowedRoutes('Auditor')).toEqual(routesWhere(({ method }) => method === 'GET'));
  });

  test('HoldManager has the matters, and reads users', async () => {
    expect(await allowedRoutes('HoldManager')).toEqual(
      routesWhere(
        ({ method, path }) => /^\/matters(\/|$)/.test(path) || (method === 'GET' && /^\/users(\/|$)/.test(path)),
      ),
    );
  });

  test.each(['IdentityManagementAdministrator', 'everything'])('%s is refused nothing', async (name) => {
    expect(await allowedRoutes(name)).toEqual(routes.map(nameOf));
  });

  test('all-but-users is refused what is explicitly denied, although it is allowed too', async () => {
    const denied = ({ method, path }: AdminRoute) => method === 'GET' && path.startsWith('/users');

    expect(await allowedRoutes('all-but-users')).toEqual(routesWhere((route) => !denied(route)));
    const refused = await call(keyOf('all-but-users'), { method: 'GET', path: '/users' });
    expect(JSON.parse(refused.body)).toMatchObject({
      status: 403,
      detail: expect.stringContaining('execute-api:Invoke'),
    });
  });

  test('nobody, which allows another action, is refused everything', async () => {
    expect(await allowedRoutes('nobody')).toEqual([]);
  });
});

describe('nobody gets in', () => {
  const route = { method: 'GET', path: '/providers' } as const;

  test('with a wrong secret, whatever the policy allows', async () => {
    const wrong = { ...keyOf('IdentityManagementAdministrator'), secretAccessKey: 'a guess' };

    const refused = await call(wrong, route);

    expect(refused.status).toBe(403);
    expect(refused.body).toContain('signature');
  });

  test('with the key id of one administrator and the secret of another', async () => {
    const { accessKeyId } = keyOf('IdentityManagementAdministrator');

    expect((await call({ ...keyOf('Auditor'), accessKeyId }, route)).status).toBe(403);
  });

  test('with an access key that was never made, or without a signature', async () => {
    expect((await call({ ...keyOf('Auditor'), accessKeyId: 'AKIANOBODY' }, route)).status).toBe(403);
    expect((await fetch(`${system.stack.adminUrl}/providers`)).status).toBe(403);
  });
});
