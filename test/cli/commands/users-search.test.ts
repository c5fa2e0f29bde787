import { expect, test } from 'vitest';
import { startStack } from '#test/cli/command-line.ts';
import type { Request } from '#test/cli/fake-api.ts';
import { matterId, organizationId, organizations, provider, providerId, user, userId } from '#test/cli/samples.ts';

const names = {
  'GET /providers?limit=100': { providers: [provider()] },
  'GET /organizations?limit=100': organizations,
};
const at = '2026-01-02T12:00:00.000Z';
const deactivation = { id: 'd1', requestedAt: at, dueAt: at, providerId };

test('users search shows where each life stands, in one word or two', async () => {
  const users = [
    user(),
    user({ life: { state: 'pending', deactivation }, blocks: { provisioning: at }, matterIds: [matterId] }),
    user({ life: { state: 'deactivated', at, cause: 'administrator' }, deletedAt: at }),
    user({ blocks: { administrator: at }, management: { by: 'administrators' } }),
    user({ organizationId: 'gone', deletedAt: at }),
  ];
  const { run } = await startStack({ ...names, 'GET /users?*': { users } });

  const { out } = await run('users', 'search');

  expect(out).toBe(`\
ID                           USERNAME           STATE                    MANAGED BY       ORGANIZATION
${userId}   jdoe@example.com   active                   PingOne          Everybody
${userId}   jdoe@example.com   pending, blocked, held   PingOne          Everybody
${userId}   jdoe@example.com   deleted, deactivated     PingOne          Everybody
${userId}   jdoe@example.com   blocked                  administrators   Everybody
${userId}   jdoe@example.com   deleted                  PingOne          gone
`);
});

test('users search finds by names, which it sends as ids', async () => {
  const { run, reads } = await startStack({ ...names, 'GET /users?*': { users: [] } });

  const found = await run(
    'users',
    'search',
    '--provider',
    'PingOne',
    '--organization',
    'Engineering',
    '--state',
    'held',
  );
  await run('users', 'search', '--provider', 'local', '--json');
  await run('users', 'search', '--email', 'j@example.com', '--external-id', 'e', '--user-name', 'j', '--json');

  expect(found.out).toBe('There is no such user.\n');
  expect(reads().filter((path) => path.startsWith('/users'))).toEqual([
    `/users?providerId=${providerId}&organizationId=${organizationId}&state=held&limit=100`,
    '/users?providerId=local&limit=100',
    '/users?userName=j&email=j%40example.com&externalId=e&limit=100',
  ]);
});

/** As many users as asked for, for ever. */
const endless = ({ url }: Request) => {
  const { searchParams } = new URL(url, 'http://localhost');
  const page = Number(searchParams.get('cursor') ?? 0);
  const count = page === 1 ? 0 : Math.min(Number(searchParams.get('limit')), 60);
  const users = Array.from({ length: count }, (_, index) => user({ id: `${page}-${index}` }));
  return { status: 200, body: { users, next: String(page + 1) } };
};

test('users search follows every page, also those with fewer users or none, up to --limit', async () => {
  const { run, reads } = await startStack({ ...names, 'GET /users?*': endless });

  const { out } = await run('users', 'search', '--limit', '150', '--json');

  const { users } = JSON.parse(out);
  expect(users).toHaveLength(150);
  expect([users[0].id, users[60].id, users[149].id]).toEqual(['0-0', '2-0', '3-29']);
  expect(reads()).toEqual([
    '/users?limit=100',
    '/users?limit=90&cursor=1',
    '/users?limit=90&cursor=2',
    '/users?limit=30&cursor=3',
  ]);
});

test.each(['0', '-1', 'all', '1.5'])('--limit %s is not understood', async (limit) => {
  const { run } = await startStack(names);

  const { code, error } = await run('users', 'search', '--limit', limit);

  expect(code).toBe(2);
  expect(error).toContain('Give a whole number from 1.');
});
