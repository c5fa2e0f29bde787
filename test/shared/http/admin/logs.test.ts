import { describe, expect, test } from 'vitest';
import { logMessage } from '#shared/http/admin/messages/log.ts';
import { sampleCreation, sampleEntry, sampleProviderId, sampleUser } from '#test/doubles/samples.ts';
import { adminApi, callerArn } from './admin-api.ts';

const user = sampleUser({ attributes: { userName: '=cmd@example.com' } });

const header =
  'time,providerId,provider,administratorId,userId,userName,subjectType,subjectId,subjectName,operation,outcome,events,changes,ignored,reason,dueAt,matterId,count,requestId,entryId';

/** Two entries of provisioning: a creation, and a refusal half an hour before. */
async function withEntries() {
  const api = await adminApi();
  await api.directory.users.commit(sampleCreation(user));
  await api.directory.users.record(
    sampleEntry(user, {
      id: '01KARQE0000000000000000009',
      at: '2026-11-23T17:30:00.000Z',
      operation: 'replace',
      outcome: 'refused',
      events: [],
      reason: 'a "reason", with a comma',
      changes: [{ attribute: 'title', before: 'Engineer' }],
    }),
  );
  return api;
}

describe('the Sync Log', () => {
  test('shows the last 24 hours, newest first', async () => {
    const { send } = await withEntries();

    const { body } = await send('syncLog');

    expect(body.entries).toMatchObject([
      { operation: 'create', outcome: 'changed', providerName: 'PingOne', at: '2026-11-23T18:00:00.000Z' },
      { operation: 'replace', outcome: 'refused', at: '2026-11-23T17:30:00.000Z' },
    ]);
    expect(logMessage.parse(body)).toEqual(body);
  });

  test('is filtered, alone and together', async () => {
    const { send } = await withEntries();
    const count = async (query: Record<string, string>) => (await send('syncLog', { query })).body.entries.length;

    expect(await count({ outcome: 'refused' })).toBe(1);
    expect(await count({ operation: 'create', providerId: sampleProviderId })).toBe(1);
    expect(await count({ userId: user.id, userName: '=CMD@example.com' })).toBe(2);
    expect(await count({ providerId: 'unknown' })).toBe(0);
    expect(await count({ from: '2026-11-23', to: '2026-11-23' })).toBe(2);
    expect(await count({ from: '2026-11-23T19:00:00+01:00', to: '2026-11-23T19:30:00+01:00' })).toBe(1);
    expect(await count({ from: '2026-11-20', to: '2026-11-22' })).toBe(0);
    expect(await count({ to: '2026-11-22' })).toBe(0);
  });

  test('is read page by page, in either order', async () => {
    const { send } = await withEntries();

    for (const order of ['oldest', 'newest']) {
      const page = await send('syncLog', { query: { order, limit: '1' } });
      const next = await send('syncLog', { query: { order, limit: '1', cursor: page.body.next } });
      const operations = [page, next].flatMap(({ body }) =>
        body.entries.map(({ operation }: { operation: string }) => operation),
      );

      expect(operations).toEqual(order === 'newest' ? ['create', 'replace'] : ['replace', 'create']);
    }
  });

  test.each([
    [{ from: '2026-13-01' }, 'from'],
    [{ to: 'today' }, 'to'],
    [{ from: '2026-11-24', to: '2026-11-22' }, 'to'],
    [{ operation: 'unheard-of' }, 'operation'],
    [{ order: 'random' }, 'order'],
    [{ limit: '1001' }, 'limit'],
    [{ administratorId: callerArn }, 'administratorId'],
  ])('is not read by %j', async (query, parameter) => {
    const { send } = await withEntries();

    expect(await send('syncLog', { query })).toMatchObject({ statusCode: 400, body: { errors: [{ parameter }] } });
  });

  test('does not go on at a cursor that is none of ours', async () => {
    const { send } = await withEntries();

    expect(await send('syncLog', { query: { cursor: 'tampered' } })).toMatchObject({ statusCode: 400 });
  });
});

describe('the Sync Log as CSV', () => {
  const headers = { Accept: 'text/csv' };

  test('has a header row, and no value that a spreadsheet runs', async () => {
    const { answer } = await withEntries();

    const response = await answer('syncLog', { headers, query: { order: 'oldest' } });

    const requestId = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';
    expect(response).toEqual({
      statusCode: 200,
      headers: { 'Cache-Control': 'no-store', 'Content-Type': 'text/csv; charset=utf-8; header=present' },
      body: [
        header,
        `2026-11-23T17:30:00.000Z,${sampleProviderId},PingOne,,${user.id},'=cmd@example.com,,,,replace,refused,,"title: ""Engineer"" -> ",,"a ""reason"", with a comma",,,,${requestId},01KARQE0000000000000000009`,
        `2026-11-23T18:00:00.000Z,${sampleProviderId},PingOne,,${user.id},'=cmd@example.com,,,,create,changed,created,,,,,,,${requestId},${sampleCreation(user).entry.id}`,
        '',
      ].join('\r\n'),
    });
  });

  test('goes on where Link says, of the same time, without another header row', async () => {
    const { answer, directory } = await withEntries();

    const page = await answer('syncLog', { headers, query: { limit: '1', outcome: 'changed', order: 'oldest' } });
    const all = await answer('syncLog', { headers, query: { limit: '1' } });
    const link = /^<(\/admin\/sync-log\?.*)>; rel="next"$/.exec(all.headers.Link ?? '')?.[1] ?? '';
    const next = Object.fromEntries(new URL(link, 'https://example.com').searchParams);
    await directory.clock.sleep(3_600_000);
    const second = await answer('syncLog', { headers, query: next });

    expect(page.headers).not.toHaveProperty('Link');
    expect(next).toEqual({
      limit: '1',
      from: '2026-11-22T18:00:00.000Z',
      to: '2026-11-23T18:01:00.000Z',
      cursor: expect.any(String),
    });
    expect(second.headers['Content-Type']).toBe('text/csv; charset=utf-8; header=absent');
    expect(second.body).toMatch(/^2026-11-23T17:30:00.000Z,[^\n]*\r\n$/);
  });
});

describe('the administrators’ log', () => {
  test('shows what administrators did, to whatever', async () => {
    const { send, answer } = await withEntries();
    const { body: matter } = await send('openMatter', { body: { name: 'Doe v. Acme' } });
    await send('blockUser', { parameters: { userId: user.id } });

    const { body } = await send('administratorsLog');
    const find = async (query: Record<string, string>) => (await send('administratorsLog', { query })).body.entries;

    expect(body.entries).toMatchObject([
      { operation: 'block', userId: user.id, actor: { by: 'administrator', administratorId: callerArn } },
      { operation: 'open-matter', subject: { type: 'matter', id: matter.id, name: 'Doe v. Acme' } },
    ]);
    expect(logMessage.parse(body)).toEqual(body);
    expect(await find({ administratorId: callerArn })).toHaveLength(2);
    expect(await find({ administratorId: 'arn:aws:iam::123456789012:user/other' })).toHaveLength(0);
    expect(await find({ subjectId: matter.id })).toHaveLength(1);
    expect(await find({ operation: 'block', userName: '=cmd@example.com' })).toHaveLength(1);
    expect((await answer('administratorsLog', { headers: { Accept: 'text/csv' } })).body).toContain(
      `,${callerArn},,,matter,${matter.id},Doe v. Acme,open-matter,changed,`,
    );
    expect((await send('syncLog')).body.entries).toHaveLength(2);
  });
});
