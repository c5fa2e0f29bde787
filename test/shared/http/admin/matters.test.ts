import { describe, expect, test } from 'vitest';
import { matterMessage, mattersMessage } from '#shared/http/admin/messages/matter.ts';
import { sampleCreation, samplePendingDeactivation, sampleUser } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { adminApi, callerArn, jsonHeaders } from './admin-api.ts';

const now = '2026-11-23T18:00:00.000Z';
const user = sampleUser();

async function withMatter(users = [user]) {
  const api = await adminApi();
  for (const [index, each] of users.entries()) {
    const { after, entry } = sampleCreation(each);
    await api.directory.users.commit({ after, entry: { ...entry, id: `01KARQE000000000000000000${index}` } });
  }
  const { body } = await api.send('openMatter', { body: { name: 'Doe v. Acme' } });
  return { ...api, matter: body, parameters: { matterId: body.id } };
}

describe('matters', () => {
  test('are opened, listed, shown and renamed', async () => {
    const { send } = await adminApi();

    const opened = await send('openMatter', { body: { name: 'Doe v. Acme' } });
    const { id } = opened.body;
    const parameters = { matterId: id };
    const renamed = await send('renameMatter', { parameters, body: { name: 'Roe v. Acme' } });
    const list = await send('listMatters');

    expect(opened).toEqual({
      statusCode: 201,
      headers: { ...jsonHeaders, ETag: 'W/"1"', Location: `/admin/matters/${id}` },
      body: { id, version: 1, name: 'Doe v. Acme', state: 'open', createdAt: now, lastModifiedAt: now },
    });
    expect(renamed).toMatchObject({ statusCode: 200, headers: { ETag: 'W/"2"' }, body: { name: 'Roe v. Acme' } });
    expect(list.body).toEqual({ matters: [renamed.body] });
    expect(await send('getMatter', { parameters })).toEqual(renamed);
    expect(mattersMessage.parse(list.body)).toEqual(list.body);
    expect(matterMessage.parse(renamed.body)).toEqual(renamed.body);
  });

  test('are opened once under one Idempotency-Key', async () => {
    const { send } = await adminApi();
    const request = { headers: { 'Idempotency-Key': 'k1' }, body: { name: 'Doe v. Acme' } };

    expect(await send('openMatter', request)).toEqual(await send('openMatter', request));
    expect(await send('openMatter', { ...request, body: { name: 'Roe' } })).toMatchObject({
      statusCode: 409,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await send('openMatter', { ...request, headers: { 'Idempotency-Key': 'a b' } })).toMatchObject({
      statusCode: 400,
    });
  });

  test('are not opened under a product plan without legal hold', async () => {
    const settings = { ...testDirectory().settings, productPlan: 'incydr-enterprise' } as const;
    const { send } = await adminApi({ settings });

    expect(await send('openMatter', { body: { name: 'x' } })).toMatchObject({
      statusCode: 409,
      body: { code: 'NO_LEGAL_HOLD' },
    });
  });

  test('that are not there are 404, whatever is asked of them', async () => {
    const { send } = await withMatter();
    const parameters = { matterId: '01KARQ00000000000000000099', userId: user.id };

    for (const response of [
      await send('getMatter', { parameters }),
      await send('renameMatter', { parameters, body: { name: 'x' } }),
      await send('closeMatter', { parameters }),
      await send('listCustodians', { parameters }),
      await send('placeHold', { parameters }),
      await send('releaseHold', { parameters }),
      await send('placeHolds', { parameters, body: { userIds: [user.id] } }),
    ]) {
      expect(response).toMatchObject({ statusCode: 404 });
    }
  });

  test('are closed with their custodians released: 200', async () => {
    const { send, parameters } = await withMatter();
    await send('placeHold', { parameters: { ...parameters, userId: user.id } });

    const closed = await send('closeMatter', { parameters, headers: { 'If-Match': 'W/"1"' } });

    expect(closed).toMatchObject({
      statusCode: 200,
      body: { state: 'closed', closed: { administratorId: callerArn } },
    });
    expect((await send('getUser', { parameters: { userId: user.id } })).body.matterIds).toEqual([]);
    expect(await send('placeHold', { parameters: { ...parameters, userId: user.id } })).toMatchObject({
      statusCode: 409,
      body: { code: 'MATTER_CLOSED' },
    });
  });

  test('are still closing when the time is up: 202', async () => {
    const { send, parameters, directory } = await withMatter();
    await send('placeHold', { parameters: { ...parameters, userId: user.id } });
    directory.users.beforeNext('custodians', () => directory.clock.sleep(10_000));

    expect(await send('closeMatter', { parameters })).toMatchObject({ statusCode: 202, body: { state: 'closing' } });
  });
});

describe('custodians', () => {
  test('are placed and released, each answering the user', async () => {
    const { send, parameters, matter } = await withMatter();
    const held = { ...parameters, userId: user.id };

    const placed = await send('placeHold', { parameters: held });
    const list = await send('listCustodians', { parameters });
    const refused = await send('deactivateUser', { parameters: { userId: user.id } });
    const released = await send('releaseHold', {
      parameters: held,
      headers: { 'If-Match': placed.headers.ETag ?? '' },
    });

    expect(placed).toMatchObject({ statusCode: 200, body: { matterIds: [matter.id], version: 2 } });
    expect(list.body).toEqual({ custodians: [placed.body] });
    expect(refused).toMatchObject({ statusCode: 409, body: { code: 'ACTIVE_LEGAL_HOLD' } });
    expect(released).toMatchObject({ statusCode: 200, body: { matterIds: [], version: 3 } });
    expect((await send('listCustodians', { parameters })).body).toEqual({ custodians: [] });
  });

  test('are listed page by page', async () => {
    const second = sampleUser({ id: '01KARQ00000000000000000002', attributes: { userName: 'bob@example.com' } });
    const { send, parameters } = await withMatter([user, second]);
    await send('placeHolds', { parameters, body: { userIds: [user.id, second.id] } });

    const page = await send('listCustodians', { parameters, query: { limit: '1' } });
    const next = await send('listCustodians', { parameters, query: { limit: '1', cursor: page.body.next } });

    expect([page, next].flatMap(({ body }) => body.custodians.map(({ id }: { id: string }) => id))).toEqual([
      user.id,
      second.id,
    ]);
    expect(next.body).not.toHaveProperty('next');
  });

  test('are cut to what one response can carry, and the next page goes on there', async () => {
    const { directory, send, parameters, matter } = await withMatter([]);
    for (let number = 10; number < 70; number++) {
      const attributes = { userName: `user${number}`, displayName: 'x'.repeat(60_000) };
      const large = sampleUser({ id: `01KARQ000000000000000000${number}`, attributes, matterIds: [matter.id] });
      const { after, entry } = sampleCreation(large);
      await directory.users.commit({ after, entry: { ...entry, id: `01KARQE00000000000000000${number}` } });
    }

    const first = await send('listCustodians', { parameters, query: { limit: '60' } });
    const second = await send('listCustodians', { parameters, query: { limit: '60', cursor: first.body.next } });

    expect(JSON.stringify(first.body).length).toBeLessThan(3_001_000);
    expect(first.body.custodians.length + second.body.custodians.length).toBe(60);
    expect(second.body).not.toHaveProperty('next');
  });

  test('who are deactivated are refused', async () => {
    const { send, parameters } = await withMatter();
    await send('deactivateUser', { parameters: { userId: user.id } });

    expect(await send('placeHold', { parameters: { ...parameters, userId: user.id } })).toMatchObject({
      statusCode: 409,
      body: { code: 'DEACTIVATED' },
    });
  });
});

describe('placing many on hold', () => {
  test('answers one outcome for each, in their order', async () => {
    const gone = sampleUser({
      id: '01KARQ00000000000000000002',
      attributes: { userName: 'gone@example.com' },
      life: { state: 'deactivated', at: now, cause: 'provisioning' },
    });
    const { send, parameters } = await withMatter([user, gone]);
    const nobody = '01KARQ00000000000000000099';

    const { statusCode, body } = await send('placeHolds', {
      parameters,
      body: { userIds: [user.id, nobody], userNames: ['gone@example.com', 'nobody@example.com'] },
    });

    expect(statusCode).toBe(200);
    expect(body.outcomes).toEqual([
      { userId: user.id, outcome: 'placed' },
      { userId: nobody, outcome: 'not-found' },
      {
        userName: 'gone@example.com',
        userId: gone.id,
        outcome: 'refused',
        code: 'DEACTIVATED',
        detail: expect.stringContaining('reactivate'),
      },
      { userName: 'nobody@example.com', outcome: 'not-found' },
    ]);
  });

  test.each([
    [{}, ''],
    [{ userIds: [] }, ''],
    [{ userIds: ['x'] }, '/userIds/0'],
    [{ userNames: [''] }, '/userNames/0'],
    [{ userIds: Array(1001).fill(user.id) }, '/userIds'],
    [{ userIds: Array(600).fill(user.id), userNames: Array(600).fill('a') }, ''],
  ])('takes 1 to 1000 of them: case %#', async (body, pointer) => {
    const { send, parameters } = await withMatter();

    expect(await send('placeHolds', { parameters, body })).toMatchObject({
      statusCode: 400,
      body: { errors: [{ pointer }] },
    });
  });
});

test('releasing the last hold of a user whose deactivation is due carries it out', async () => {
  const pending = sampleUser({ life: { state: 'pending', deactivation: samplePendingDeactivation() } });
  const { send, parameters, directory } = await withMatter([pending]);
  const held = { ...parameters, userId: pending.id };
  await send('placeHold', { parameters: held });
  await directory.clock.sleep(1_000_000);

  expect(await send('releaseHold', { parameters: held })).toMatchObject({ body: { life: { state: 'deactivated' } } });
});
