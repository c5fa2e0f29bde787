import { describe, expect, test } from 'vitest';
import { pendingDeactivationsMessage } from '#shared/http/admin/messages/deactivation.ts';
import { sampleCreation, samplePendingDeactivation, sampleProviderId, sampleUser } from '#test/doubles/samples.ts';
import { adminApi, invalid } from './admin-api.ts';

const pendingUser = (number: number, dueAt: string) => {
  const suffix = String(number).padStart(4, '0');
  const deactivation = samplePendingDeactivation({ id: `01KARQ0000000000000000D${suffix.slice(1)}`, dueAt });
  return sampleUser({
    id: `01KARQ0000000000000000${suffix}`,
    attributes: { userName: `user${number}@example.com` },
    life: { state: 'pending', deactivation },
  });
};

const [first, second] = [pendingUser(1, '2026-11-23T18:15:00.000Z'), pendingUser(2, '2026-11-23T19:15:00.000Z')];

async function withPending(users = [second, first]) {
  const api = await adminApi();
  for (const user of users) {
    const { after, entry } = sampleCreation(user);
    await api.directory.users.commit({ after, entry: { ...entry, id: `01KARQE000000000000000${user.id.slice(-4)}` } });
    if (user.life.state === 'pending') await api.directory.schedules.create(user.id, user.life.deactivation);
  }
  return api;
}

describe('pending deactivations', () => {
  test('are listed by when they are due', async () => {
    const { send } = await withPending();

    const { body } = await send('listPendingDeactivations');

    expect(body).toEqual({
      pendingDeactivations: [first, second].map((user) => ({
        userId: user.id,
        userName: user.attributes.userName,
        deactivationId: user.life.state === 'pending' ? user.life.deactivation.id : '',
        providerId: sampleProviderId,
        requestedAt: '2026-11-23T18:00:00.000Z',
        dueAt: user.life.state === 'pending' ? user.life.deactivation.dueAt : '',
        held: false,
      })),
    });
    expect(pendingDeactivationsMessage.parse(body)).toEqual(body);
  });

  test('are filtered', async () => {
    const { send } = await withPending();
    const found = async (query: Record<string, string>) => {
      const { body } = await send('listPendingDeactivations', { query });
      return body.pendingDeactivations.map(({ userId }: { userId: string }) => userId);
    };

    expect(await found({ dueBefore: '2026-11-23T20:00:00+01:00' })).toEqual([first.id]);
    expect(await found({ dueFrom: '2026-11-23T18:15:00.001Z' })).toEqual([second.id]);
    expect(await found({ held: 'true' })).toEqual([]);
    expect(await found({ held: 'false', providerId: sampleProviderId })).toEqual([first.id, second.id]);
  });

  test('are listed page by page', async () => {
    const { send } = await withPending();

    const page = await send('listPendingDeactivations', { query: { limit: '1' } });
    const next = await send('listPendingDeactivations', { query: { limit: '1', cursor: page.body.next } });

    expect([page, next].map(({ body }) => body.pendingDeactivations[0].userId)).toEqual([first.id, second.id]);
  });

  test.each([
    ['dueFrom', '2026-11-23'],
    ['dueBefore', 'tomorrow'],
    ['dueBefore', '9999-01-01T00:00:00Z'],
    ['held', 'yes'],
  ])('are not filtered by %s=%s', async (parameter, value) => {
    const { send } = await withPending();

    expect(await send('listPendingDeactivations', { query: { [parameter]: value } })).toMatchObject({
      statusCode: 400,
      body: { errors: [{ parameter }] },
    });
  });

  test('are not looked for in a time that ends before it begins', async () => {
    const { send } = await withPending();
    const query = { dueFrom: '2026-11-23T18:00:00Z', dueBefore: '2026-11-23T18:00:00Z' };

    expect(await send('listPendingDeactivations', { query })).toEqual(
      invalid({ parameter: 'dueBefore', detail: 'must lie after "dueFrom"' }),
    );
  });

  test('do not go on at a cursor that is none of ours', async () => {
    const { send } = await withPending();

    expect(await send('listPendingDeactivations', { query: { cursor: 'tampered' } })).toMatchObject({
      statusCode: 400,
    });
  });
});

describe('cancelling many', () => {
  test('cancels what is meant, and says how many', async () => {
    const { send, directory } = await withPending();

    const body = { providerId: sampleProviderId, dueBefore: '2026-11-23T19:00:00Z' };
    const response = await send('cancelPendingDeactivations', { body });

    expect(response).toMatchObject({ statusCode: 200, body: { cancelled: 1, failed: [] } });
    expect((await send('getUser', { parameters: { userId: first.id } })).body.life).toEqual({ state: 'active' });
    expect((await send('getUser', { parameters: { userId: second.id } })).body.life.state).toBe('pending');
    expect(directory.schedules.scheduled()).toHaveLength(1);
  });

  test('only says what it would do, of a dry run', async () => {
    const { send } = await withPending();

    const response = await send('cancelPendingDeactivations', { body: { providerId: sampleProviderId, dryRun: true } });

    expect(response.body).toEqual({ cancelled: 2, failed: [] });
    expect((await send('listPendingDeactivations')).body.pendingDeactivations).toHaveLength(2);
  });

  test('says where to go on when the time is up', async () => {
    const many = Array.from({ length: 250 }, (_, index) => pendingUser(index + 100, '2026-11-23T18:15:00.000Z'));
    const { send, directory } = await withPending(many);
    directory.users.beforeNext('getAll', () => directory.clock.sleep(6000));
    const body = { requestedFrom: '2026-11-23T00:00:00Z' };

    const first = await send('cancelPendingDeactivations', { body });
    const second = await send('cancelPendingDeactivations', { body: { ...body, cursor: first.body.next } });

    expect(first.body).toEqual({ cancelled: 200, failed: [], next: expect.any(String) });
    expect(second.body).toEqual({ cancelled: 50, failed: [] });
    expect((await send('listPendingDeactivations')).body.pendingDeactivations).toEqual([]);
  });

  test.each([
    [{}, ''],
    [{ dryRun: true }, ''],
    [{ providerId: 'P9' }, '/providerId'],
    [{ dueBefore: 'now' }, '/dueBefore'],
    [{ dueFrom: '2026-11-23T18:00:00Z', dueBefore: '2026-11-23T17:00:00Z' }, '/dueBefore'],
    [{ requestedFrom: '2026-11-23T18:00:00Z', requestedBefore: '2026-11-23T17:00:00Z' }, '/requestedBefore'],
    [{ providerId: sampleProviderId, cursor: 'tampered' }, '/cursor'],
  ])('is not understood with %j', async (body, pointer) => {
    const { send } = await withPending();

    expect(await send('cancelPendingDeactivations', { body })).toMatchObject({
      statusCode: 400,
      body: { errors: [{ pointer }] },
    });
  });
});
