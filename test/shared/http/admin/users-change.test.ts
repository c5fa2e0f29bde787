import { describe, expect, test } from 'vitest';
import type { User } from '#shared/directory/users/user.ts';
import type { AdminOperation } from '#shared/http/admin/admin-routes.ts';
import { sampleCreation, samplePendingDeactivation, sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { adminApi, type RequestParts } from './admin-api.ts';

const now = '2026-11-23T18:00:00.000Z';
const pending = { life: { state: 'pending', deactivation: samplePendingDeactivation() } } as const;
const local = { management: { by: 'administrators' } } as const;
const deactivated = { life: { state: 'deactivated', at: now, cause: 'provisioning' } } as const;
const other = sampleProvider({ id: '01KARPZZZZ0000000000000002' });
const parameters = { userId: sampleUser().id };

async function withUser(changes: Partial<User>) {
  const api = await adminApi();
  await api.directory.providers.create(other);
  await api.directory.users.commit(sampleCreation(sampleUser(changes)));
  return api;
}

describe('a change answers the user as it is then, with its ETag', () => {
  const cases: readonly [AdminOperation, Partial<User>, RequestParts, object][] = [
    ['deactivateUser', {}, {}, { life: { state: 'deactivated', cause: 'administrator' } }],
    ['reactivateUser', deactivated, {}, { life: { state: 'active' } }],
    ['blockUser', {}, {}, { blocks: { administrator: now } }],
    ['unblockUser', { blocks: { administrator: now } }, {}, { blocks: {} }],
    ['cancelDeactivation', pending, {}, { life: { state: 'active' } }],
    ['carryOutDeactivation', pending, {}, { life: { state: 'deactivated', cause: 'provisioning' } }],
    ['makeUserLocal', {}, {}, local],
    ['openToProvisioning', local, { body: { providerId: other.id } }, { management: { openToProviderId: other.id } }],
    ['transferUser', pending, { body: { providerId: other.id } }, { management: { providerId: other.id }, ...pending }],
    [
      'moveUser',
      { organizationId: '01KARQ00000000000000000999' },
      { body: { organizationId: 'default' } },
      { organizationId: 'default' },
    ],
    ['assignRoles', { roles: ['Old'] }, { body: { roles: ['Reader', 'Analyst'] } }, { roles: ['Analyst', 'Reader'] }],
    ['addRole', { roles: ['Analyst'] }, { body: { role: 'Reader' } }, { roles: ['Analyst', 'Reader'] }],
    [
      'removeRole',
      { roles: ['Analyst', 'Reader'] },
      { parameters: { ...parameters, role: 'Reader' } },
      { roles: ['Analyst'] },
    ],
  ];

  test.each(cases)('%s', async (operation, before, request, after) => {
    const { send } = await withUser(before);

    const response = await send(operation, { parameters, headers: { 'If-Match': 'W/"1"' }, ...request });

    expect(response).toMatchObject({ statusCode: 200, headers: { ETag: 'W/"2"' }, body: { version: 2, ...after } });
  });

  test.each(cases)('%s is for the version of If-Match only', async (operation, before, request) => {
    const { send } = await withUser(before);

    const response = await send(operation, { parameters, headers: { 'If-Match': 'W/"2"' }, ...request });

    expect(response).toMatchObject({ statusCode: 412, body: { code: 'VERSION_MISMATCH' } });
  });

  test.each(cases)('%s of nobody is 404', async (operation, _, request) => {
    const { send } = await withUser({});
    const nobody = { ...request, parameters: { role: 'Reader', userId: '01KARQ00000000000000000099' } };

    expect(await send(operation, nobody)).toMatchObject({ statusCode: 404 });
  });
});

describe('a change that the user’s state does not allow answers 409 with its code', () => {
  test.each([
    ['cancelDeactivation', {}, {}, 'NO_PENDING_DEACTIVATION'],
    ['carryOutDeactivation', deactivated, {}, 'NO_PENDING_DEACTIVATION'],
    ['makeUserLocal', pending, {}, 'PENDING_DEACTIVATION'],
    ['openToProvisioning', {}, { providerId: other.id }, 'PROVISIONED'],
    ['openToProvisioning', { ...local, ...deactivated, deletedAt: now }, { providerId: other.id }, 'DELETED'],
  ] as const)('%s', async (operation, before, body, code) => {
    const { send } = await withUser(before);
    const request = Object.keys(body).length > 0 ? { parameters, body } : { parameters };

    expect(await send(operation, request)).toMatchObject({ statusCode: 409, body: { code } });
  });
});

describe('what the body names and is not there is 400, as the path is right', () => {
  test.each([
    ['moveUser', { organizationId: '01KARQ00000000000000000099' }],
    ['transferUser', { providerId: '01KARPZZZZ0000000000000099' }],
    ['openToProvisioning', { providerId: '01KARPZZZZ0000000000000099' }],
  ] as const)('%s', async (operation, body) => {
    const { send } = await withUser(local);

    expect(await send(operation, { parameters, body })).toMatchObject({ statusCode: 400 });
  });
});

test.each(['', ' ', '.', '..', '.a', ' a', 'a ', 'a/b', 'x'.repeat(101), '\ud800', 'ü'])(
  '%j is no role',
  async (role) => {
    const { send } = await withUser({});

    expect(await send('addRole', { parameters, body: JSON.stringify({ role }) })).toMatchObject({ statusCode: 400 });
  },
);

test('a role that the user does not have is taken away without a change', async () => {
  const { send } = await withUser({ roles: ['Analyst'] });

  expect(await send('removeRole', { parameters: { ...parameters, role: '../x' } })).toMatchObject({
    statusCode: 200,
    body: { version: 1, roles: ['Analyst'] },
  });
});
