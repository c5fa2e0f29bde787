import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startStack } from '#test/cli/command-line.ts';
import type { Request } from '#test/cli/fake-api.ts';
import {
  entry,
  matter,
  matterId,
  organizationId,
  organizations,
  provider,
  providerId,
  userId,
} from '#test/cli/samples.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const lists = {
  'GET /providers?limit=100': { providers: [provider()] },
  'GET /organizations?limit=100': organizations,
  'GET /matters?limit=100': { matters: [matter()] },
};

const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department';

describe('sync-log', () => {
  test.each([
    ['2026-01-02', '2026-01-01'],
    ['2026-01-01T12:00:00Z', '2026-01-01T12:00:00Z'],
    ['1h', '2h'],
  ])('is not understood from %s until %s, in which there is no time', async (since, until) => {
    const { run } = await startStack(lists);

    expect(await run('sync-log', '--since', since, '--until', until)).toEqual({
      code: 2,
      out: '',
      error: '--until must lie after --since.\n',
    });
  });

  test('shows who did what to whom', async () => {
    const entries = [
      entry({
        providerName: 'PingOne',
        operation: 'create',
        events: ['created'],
        changes: [{ attribute: 'title' }, { attribute: urn }],
      }),
      entry({ userName: '', outcome: 'refused', reason: 'It is a local user.' }),
      entry({ actor: { by: 'unknown' }, userId: undefined, userName: undefined, outcome: 'refused', count: 12 }),
      entry({ actor: { by: 'unknown' }, userId: undefined, userName: undefined, outcome: 'refused', count: 1 }),
    ];
    const { run } = await startStack({ 'GET /sync-log?*': { entries } });

    expect(await run('sync-log')).toEqual({
      code: 0,
      out: `\
TIME                   BY                           ABOUT                        OPERATION   WHAT HAPPENED                      ATTRIBUTES
2026-01-01 12:00:00Z   PingOne                      jdoe@example.com             create      created                            title, department
2026-01-01 12:00:00Z   ${providerId}   ${userId}   patch       refused, It is a local user.
2026-01-01 12:00:00Z   unknown                                                   patch       refused 12 times within the hour
2026-01-01 12:00:00Z   unknown                                                   patch       refused once within the hour
`,
      error: '',
    });
  });

  test('is filtered as the API can, by names and by times before now', async () => {
    const { run, reads } = await startStack({ ...lists, 'GET /sync-log?*': { entries: [] } });
    const ask = (...args: readonly string[]) => run('sync-log', ...args);

    const { out, error } = await ask(
      '--provider',
      'PingOne',
      '--user',
      'jdoe',
      '--since',
      '2h',
      '--until',
      '2026-01-01',
    );
    await ask('--user', userId, '--operation', 'create', '--outcome', 'refused', '--order', 'oldest', '--limit', '5');
    await ask('--provider', 'unknown');
    await ask('--provider', '01M84YDA929Y0B8C4XACEBFXB9');

    expect({ out, error }).toEqual({
      out: '',
      error: 'The log has no such entry; without --since, of the last 24 hours.\n',
    });
    const from = 'from=2026-01-01T10%3A00%3A00.000Z';
    const aDayAgo = 'from=2025-12-31T12%3A00%3A00.000Z';
    expect(reads().filter((path) => path.startsWith('/sync-log'))).toEqual([
      `/sync-log?providerId=${providerId}&userName=jdoe&${from}&to=2026-01-01&limit=1000`,
      `/sync-log?userId=${userId}&${aDayAgo}&operation=create&outcome=refused&order=oldest&limit=5`,
      `/sync-log?providerId=unknown&${aDayAgo}&limit=1000`,
      `/sync-log?providerId=01M84YDA929Y0B8C4XACEBFXB9&${aDayAgo}&limit=1000`,
    ]);
  });

  test('is one entry to a line as JSON, page after page', async () => {
    const pages = ({ url }: Request) => {
      const isFirst = !url.includes('cursor=');
      return { status: 200, body: { entries: [entry({ id: isFirst ? 'e1' : 'e2' })], ...(isFirst && { next: 'c' }) } };
    };
    const { run } = await startStack({ 'GET /sync-log?*': pages });

    const { out } = await run('sync-log', '--json');

    expect(out).toMatch(/\n$/);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([entry({ id: 'e1' }), entry({ id: 'e2' })]);
  });

  test('is every page as CSV, as the API writes it, and the next only once one is written', async () => {
    const pages = ({ url }: Request) => {
      const page = Number(new URL(url, 'http://localhost').searchParams.get('cursor') ?? 0);
      const link = `</admin/sync-log?from=2026-01-01&to=2026-01-02&limit=1000&cursor=${page + 1}>; rel="next"`;
      return { status: 200, body: `page ${page}\r\n`, headers: page < 2 ? { link } : {} };
    };
    const written: string[] = [];
    const out = async (text: string) => {
      written.push(`${stack.requests.length}: ${text}`);
      await Promise.resolve();
    };
    const stack = await startStack({ 'GET /sync-log?*': pages }, { out });

    expect(await stack.run('sync-log', '--csv')).toMatchObject({ code: 0 });

    expect(written).toEqual(['1: page 0\r\n', '2: page 1\r\n', '3: page 2\r\n']);
    expect(stack.reads()).toEqual([
      '/sync-log?from=2025-12-31T12%3A00%3A00.000Z&limit=1000',
      '/sync-log?from=2026-01-01&to=2026-01-02&limit=1000&cursor=1',
      '/sync-log?from=2026-01-01&to=2026-01-02&limit=1000&cursor=2',
    ]);
  });

  test('reads no further when nobody reads it any more', async () => {
    const ending = new AbortController();
    const endless = () => ({ status: 200, body: { entries: [entry()], next: 'c' } });
    const out = () => ending.abort();
    const { run, requests } = await startStack({ 'GET /sync-log?*': endless }, { out, ending: ending.signal });

    expect(await run('sync-log', '--json')).toMatchObject({ code: 0 });
    expect(requests.length).toBeLessThan(4);
  });

  test('is followed until Ctrl-C, with one head', async () => {
    const ending = new AbortController();
    const rounds = ({ url }: Request) => {
      const round = stack.requests.length;
      if (round === 3) ending.abort();
      const entries = [entry({ id: `e${round}`, userName: `user-${round}` })];
      return { status: 200, body: { entries: url.includes('from=') ? entries : [] } };
    };
    const stack = await startStack({ 'GET /sync-log?*': rounds }, { untilInterrupted: () => ending.signal });

    const { code, out } = await stack.run('sync-log', '--follow', '--interval', '1s', '--outcome', 'changed');

    expect(code).toBe(0);
    expect(out.match(/TIME/g)).toHaveLength(1);
    expect(out.match(/user-\d/g)).toEqual(['user-1', 'user-2', 'user-3']);
    expect(stack.reads()[0]).toBe(
      '/sync-log?from=2026-01-01T11%3A50%3A00.000Z&outcome=changed&order=oldest&limit=1000',
    );
  });

  test.each([
    [['--follow', '--csv'], "option '--follow' cannot be used with option '--csv'"],
    [['--follow', '--until', '1h'], "option '--follow' cannot be used with option '--until <time>'"],
    [['--csv', '--limit', '5'], "option '--csv' cannot be used with option '--limit <number>'"],
    [['--json', '--csv'], 'Choose --csv or --json.'],
    [['--follow', '--interval', '0'], 'Give a time from 1s.'],
    [['--since', 'yesterday'], 'Give a time such as 2h or 7d (ago), a date such as 2026-11-23, or an instant such as'],
  ])('with %j is not understood', async (args, sentence) => {
    const { run, requests } = await startStack({});

    const { code, error } = await run('sync-log', ...args);

    expect(code).toBe(2);
    expect(error).toContain(sentence);
    expect(requests).toEqual([]);
  });
});

describe('administrators-log', () => {
  const path = 'GET /administrators-log?*';

  test('shows short names of administrators, and what is no user', async () => {
    const byUser = { by: 'administrator', administratorId: 'arn:aws:iam::1:user/jdoe' } as const;
    const byRole = { by: 'administrator', administratorId: 'arn:aws:sts::1:assumed-role/Admin/jdoe' } as const;
    const subject = { type: 'matter', id: matterId, name: 'Doe v. Example' } as const;
    const entries = [
      entry({ actor: byUser, operation: 'move', events: ['moved'] }),
      entry({ actor: byRole, userId: undefined, userName: undefined, subject, operation: 'open-matter' }),
    ];
    const { run } = await startStack({ [path]: { entries } });

    expect((await run('administrators-log')).out).toBe(`\
TIME                   BY           ABOUT                   OPERATION     WHAT HAPPENED   ATTRIBUTES
2026-01-01 12:00:00Z   user/jdoe    jdoe@example.com        move          moved
2026-01-01 12:00:00Z   Admin/jdoe   matter Doe v. Example   open-matter   done
`);
  });

  test.each([
    [['--administrator', 'arn:x'], 'administratorId=arn%3Ax'],
    [['--provider', 'PingOne'], `subjectId=${providerId}`],
    [['--organization', 'Engineering'], `subjectId=${organizationId}`],
    [['--matter', 'Doe v. Example'], `subjectId=${matterId}`],
    [['--matter', '01M84YDA929Y0B8C4XACEBFXB9'], 'subjectId=01M84YDA929Y0B8C4XACEBFXB9'],
    [['--user', 'jdoe'], 'userName=jdoe'],
  ])('%j asks for %s', async (args, query) => {
    const { run, reads } = await startStack({ ...lists, [path]: { entries: [] } });

    await run('administrators-log', ...args, '--since', '2026-01-01');

    expect(reads().at(-1)).toBe(`/administrators-log?${query}&from=2026-01-01&limit=1000`);
  });
});

test('openapi prints the document', async () => {
  const { run } = await startStack({ 'GET /openapi.json': { openapi: '3.1.0', paths: {} } });

  expect(await run('openapi')).toEqual({
    code: 0,
    out: '{\n  "openapi": "3.1.0",\n  "paths": {}\n}\n',
    error: '',
  });
});
