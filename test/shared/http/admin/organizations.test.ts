import { describe, expect, test } from 'vitest';
import { organizationMessage, organizationsMessage } from '#shared/http/admin/messages/organization.ts';
import { sampleCreation, sampleUser } from '#test/doubles/samples.ts';
import { type AdminApi, adminApi, jsonHeaders } from './admin-api.ts';

const now = '2026-11-23T18:00:00.000Z';
const defaultOne = {
  id: 'default',
  version: 0,
  name: 'Default',
  users: 0,
  createdAt: '1970-01-01T00:00:00.000Z',
  lastModifiedAt: '1970-01-01T00:00:00.000Z',
};

const add = (api: AdminApi, name = 'Sales') => api.send('addOrganization', { body: { name } });

describe('organizations', () => {
  test('are added, listed and shown, with how many users belong to them', async () => {
    const api = await adminApi();

    const added = await add(api);
    const sales = { id: added.body.id, version: 1, name: 'Sales', users: 0, createdAt: now, lastModifiedAt: now };
    await api.directory.users.commit(sampleCreation(sampleUser({ organizationId: sales.id })));
    const list = await api.send('listOrganizations');
    const one = await api.send('getOrganization', { parameters: { organizationId: sales.id } });

    expect(added).toEqual({
      statusCode: 201,
      headers: { ...jsonHeaders, ETag: 'W/"1"', Location: `/admin/organizations/${sales.id}` },
      body: sales,
    });
    expect(list.body).toEqual({ organizations: [defaultOne, { ...sales, users: 1 }] });
    expect(one).toEqual({
      statusCode: 200,
      headers: { ...jsonHeaders, ETag: 'W/"1"' },
      body: { ...sales, users: 1 },
    });
    expect(organizationsMessage.parse(list.body)).toEqual(list.body);
    expect(organizationMessage.parse(one.body)).toEqual(one.body);
  });

  test('are added once, however often under one Idempotency-Key', async () => {
    const { send } = await adminApi();
    const request = { headers: { 'Idempotency-Key': 'k1' }, body: { name: 'Sales' } };

    const [first, second] = [await send('addOrganization', request), await send('addOrganization', request)];

    expect(second.body.id).toBe(first.body.id);
    expect((await send('listOrganizations')).body.organizations).toHaveLength(2);
  });

  test('are renamed, the default one too', async () => {
    const { send } = await adminApi();
    const parameters = { organizationId: 'default' };

    expect(await send('renameOrganization', { parameters, body: { name: 'Acme' } })).toMatchObject({
      statusCode: 200,
      headers: { ETag: 'W/"1"' },
      body: { id: 'default', name: 'Acme', version: 1 },
    });
  });

  test.each(['', ' ', 'x'.repeat(101), 7])('are not named %j', async (name) => {
    const { send } = await adminApi();

    expect(await send('addOrganization', { body: { name } })).toMatchObject({ statusCode: 400 });
  });

  test('are removed: 204, then 404', async () => {
    const api = await adminApi();
    const parameters = { organizationId: (await add(api)).body.id };

    expect(await api.send('removeOrganization', { parameters })).toMatchObject({ statusCode: 204, body: undefined });
    expect(await api.send('removeOrganization', { parameters })).toMatchObject({ statusCode: 404 });
    expect(await api.send('getOrganization', { parameters })).toMatchObject({ statusCode: 404 });
  });

  test('in use, or the default one, are not removed', async () => {
    const api = await adminApi();
    const organizationId = (await add(api)).body.id;
    await api.directory.users.commit(sampleCreation(sampleUser({ organizationId })));

    for (const parameters of [{ organizationId }, { organizationId: 'default' }]) {
      expect(await api.send('removeOrganization', { parameters })).toMatchObject({
        statusCode: 409,
        body: { code: 'ORGANIZATION_IN_USE' },
      });
    }
  });

  test('of another version than If-Match says are neither renamed nor removed', async () => {
    const api = await adminApi();
    const parameters = { organizationId: (await add(api)).body.id };
    const headers = { 'If-Match': 'W/"7"' };

    for (const response of [
      await api.send('renameOrganization', { parameters, headers, body: { name: 'x' } }),
      await api.send('removeOrganization', { parameters, headers }),
    ]) {
      expect(response).toMatchObject({ statusCode: 412, body: { code: 'VERSION_MISMATCH' } });
    }
  });
});
