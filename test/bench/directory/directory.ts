/**
 * `npm run bench:directory`: 100,000 users on the local stack, or as many as `--users` says: every list is walked over
 * HTTP to its end. Each user must be met exactly once, and no request may fail; times are for a look only.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type LocalStack, startLocalStack } from '#infra/local/local-stack.ts';
import { pendingDeactivationsMessage } from '#shared/http/admin/messages/deactivation.ts';
import { organizationMessage } from '#shared/http/admin/messages/organization.ts';
import { providersMessage } from '#shared/http/admin/messages/provider.ts';
import { usersMessage } from '#shared/http/admin/messages/user.ts';
import { fillUsers, type Placement, userId } from './fill-users.ts';

const { values: options } = parseArgs({ options: { users: { type: 'string', default: '100000' } } });
const users = Number(options.users);

const row = (...cells: readonly (string | number)[]) =>
  console.log(
    `| ${cells.map((cell) => (typeof cell === 'number' ? Math.round(cell).toLocaleString('en') : cell)).join(' | ')} |`,
  );

type Page = { readonly ids: readonly string[]; readonly next: string | undefined };

/** Reads pages to the end, or so many; says how many requests there were, and how long they took. */
async function walk(name: string, read: (cursor: string | undefined) => Promise<Page>, most = 1e9): Promise<string[]> {
  const ids: string[] = [];
  const milliseconds: number[] = [];
  let cursor: string | undefined;
  do {
    const startedAt = performance.now();
    const page = await read(cursor);
    milliseconds.push(performance.now() - startedAt);
    ids.push(...page.ids);
    cursor = page.next;
  } while (cursor !== undefined && milliseconds.length < most);
  milliseconds.sort((a, b) => a - b);
  const median = milliseconds[Math.floor(milliseconds.length / 2)] ?? 0;
  const distinct = new Set(ids).size;
  row(name, milliseconds.length, ids.length, median, milliseconds.at(-1) ?? 0, process.memoryUsage().rss / 2 ** 20);
  if (distinct !== ids.length) throw new Error(`${name}: ${ids.length - distinct} users were met twice`);
  return ids;
}

const scimList = z.object({
  Resources: z.array(z.object({ id: z.string() })),
  nextCursor: z.string().optional(),
});

async function scimPage({ endpoint }: LocalStack, query: Readonly<Record<string, string>>): Promise<Page> {
  const { username, password } = endpoint.basic;
  const response = await fetch(`${endpoint.baseUrl}/Users?${new URLSearchParams(query)}`, {
    headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const { Resources, nextCursor } = scimList.parse(await response.json());
  return { ids: Resources.map(({ id }) => id), next: nextCursor };
}

type Query = Readonly<Record<string, string | number | boolean>>;

const searching =
  ({ admin }: LocalStack, query: Query) =>
  async (cursor: string | undefined): Promise<Page> => {
    const { users, next } = await admin.send(
      { method: 'GET', path: ['users'], query: { limit: 100, ...query, cursor } },
      usersMessage,
    );
    return { ids: users.map(({ id }) => id), next };
  };

const listingPending =
  ({ admin }: LocalStack, query: Query) =>
  async (cursor: string | undefined): Promise<Page> => {
    const { pendingDeactivations, next } = await admin.send(
      { method: 'GET', path: ['pending-deactivations'], query: { limit: 100, ...query, cursor } },
      pendingDeactivationsMessage,
    );
    return { ids: pendingDeactivations.map((entry) => entry.userId), next };
  };

async function addPlaces(directory: string): Promise<Placement> {
  const stack = await startLocalStack({ directory, log: () => {} });
  const { providers } = await stack.admin.send({ method: 'GET', path: ['providers'] }, providersMessage);
  const addOrganization = (name: string) =>
    stack.admin.send({ method: 'POST', path: ['organizations'], body: { name } }, organizationMessage);
  const [organization, small] = [await addOrganization('Engineering'), await addOrganization('Archive')];
  await stack.stop();
  const idOf = (name: string) => providers.find(({ displayName }) => displayName === name)?.id ?? '';
  return {
    providerId: idOf('PingOne'),
    otherProviderId: idOf('OAuth client'),
    organizationId: organization.id,
    smallOrganizationId: small.id,
  };
}

function expectSame(name: string, found: readonly string[], expected: number): void {
  if (found.length !== Math.round(expected))
    throw new Error(`${name}: ${found.length} users were met, not ${expected}`);
}

async function measure(stack: LocalStack, placement: Placement): Promise<void> {
  row('', 'requests', 'users met', 'median, ms', 'longest, ms', 'memory of the stack, MiB');
  row('---', ...Array.from({ length: 5 }, () => '---:'));
  for (const [name, filter] of [
    ['lookup by userName', (number: number) => `userName eq "user-${number}@example.com"`],
    ['lookup by externalId', (number: number) => `externalId eq "e-${number}"`],
    ['lookup by e-mail', (number: number) => `emails[type eq "work"].value eq "user-${number}@example.com"`],
  ] as const) {
    const numbers = Array.from({ length: 50 }, (_, index) => Math.floor((index * users) / 1000) * 20);
    const found = await walk(name, async (cursor = '0') => {
      const { ids } = await scimPage(stack, { filter: filter(numbers[Number(cursor)] ?? 0) });
      return { ids, next: Number(cursor) + 1 < numbers.length ? String(Number(cursor) + 1) : undefined };
    });
    expectSame(name, found, 50);
  }
  const all = await walk('all users of a provider, by cursor', (cursor = '') =>
    scimPage(stack, { cursor, count: '200' }),
  );
  expectSame('all', all, users * 0.95 * 0.99);
  let startIndex = 1;
  await walk('the same, by index', async () => {
    const { ids } = await scimPage(stack, { startIndex: String(startIndex), count: '200' });
    startIndex += 20_000;
    return { ids, next: ids.length === 0 ? undefined : 'more' };
  });
  const searches: readonly (readonly [string, Query, number?])[] = [
    ['search: all', {}, users],
    ['search: active', { state: 'active' }, users * 0.84],
    ['search: pending', { state: 'pending' }, users * 0.1],
    ['search: deactivated', { state: 'deactivated' }, users * 0.05],
    ['search: blocked', { state: 'blocked' }, users * 0.17],
    ['search: deleted', { state: 'deleted' }, users * 0.01],
    ['search: an organization', { organizationId: placement.organizationId }],
    ['search: a small organization', { organizationId: placement.smallOrganizationId }],
    ['search: a small provider', { providerId: placement.otherProviderId }, users * 0.05],
    ['search: pending of a small provider', { state: 'pending', providerId: placement.otherProviderId }, users * 0.005],
    ['search: pending in a small organization', { state: 'pending', organizationId: placement.smallOrganizationId }],
    [
      'search: deactivated in a small organization',
      { state: 'deactivated', organizationId: placement.smallOrganizationId },
    ],
    [
      'search: active in a small organization, of a provider',
      { state: 'active', organizationId: placement.smallOrganizationId, providerId: placement.providerId },
    ],
  ];
  for (const [name, query, expected] of searches) {
    const found = await walk(name, searching(stack, query));
    if (expected !== undefined) expectSame(name, found, expected);
  }
  expectSame('pending', await walk('pending deactivations', listingPending(stack, {})), users * 0.1);
  const { otherProviderId: providerId, smallOrganizationId: organizationId } = placement;
  expectSame(
    'pending',
    await walk('pending deactivations of a small provider', listingPending(stack, { providerId })),
    users * 0.005,
  );
  await walk('the same, one by one', listingPending(stack, { providerId, limit: 1 }), 5);
  await walk(
    'pending deactivations of nobody, one by one',
    listingPending(stack, { providerId: userId(1), limit: 1 }),
    5,
  );
  await walk(
    'search: pending in a small organization, one by one',
    searching(stack, { state: 'pending', organizationId, limit: 1 }),
    5,
  );
  await walk(
    'search: a small organization of a small provider, one by one',
    searching(stack, { organizationId, providerId, limit: 1 }),
    5,
  );
}

const directory = mkdtempSync(join(tmpdir(), 'reprieve-directory-'));
try {
  const placement = await addPlaces(directory);
  fillUsers(directory, placement, users);
  const startedAt = performance.now();
  const stack = await startLocalStack({ directory, log: () => {} });
  console.log(
    `The stack with ${users.toLocaleString('en')} users was ready after ${Math.round(performance.now() - startedAt)} ms.\n`,
  );
  await measure(stack, placement);
  await stack.stop();
} finally {
  rmSync(directory, { recursive: true, force: true });
}
