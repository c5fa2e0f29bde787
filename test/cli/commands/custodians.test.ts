import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { problem, startStack } from '#test/cli/command-line.ts';
import type { Request } from '#test/cli/fake-api.ts';
import { matter, matterId, organizations, provider, user, userId } from '#test/cli/samples.ts';

const list = { 'GET /matters?limit=100': { matters: [matter()] } };
const path = `/matters/${matterId}/custodians`;

test('custodians list shows users, page after page', async () => {
  const { run, reads } = await startStack({
    ...list,
    'GET /providers?limit=100': { providers: [provider()] },
    'GET /organizations?limit=100': organizations,
    [`GET ${path}?limit=100`]: { custodians: [user()], next: 'c' },
    [`GET ${path}?limit=100&cursor=c`]: { custodians: [user({ id: 'u2' })] },
  });

  const { out } = await run('custodians', 'list', 'Doe v. Example');

  expect(out.trimEnd().split('\n')).toHaveLength(3);
  expect(out).toMatch(/^u2 +jdoe@example\.com +active +PingOne +Everybody$/m);
  await run('custodians', 'list', 'Doe v. Example', '--json');
  expect(reads().slice(-2)).toEqual([`${path}?limit=100`, `${path}?limit=100&cursor=c`]);
});

describe('custodians add', () => {
  test('shows an outcome for each, and fails when one is not held', async () => {
    const outcomes = [
      { userId, outcome: 'placed' },
      { userName: 'a@example.com', outcome: 'already-placed' },
      { userName: 'b@example.com', outcome: 'refused', code: 'DEACTIVATED', detail: 'Reactivate the user first.' },
      { userName: 'c@example.com', outcome: 'not-found' },
    ];
    const { run, changes } = await startStack({ ...list, [`POST ${path}`]: { outcomes } });
    const users = [userId, 'a@example.com', 'b@example.com', 'c@example.com'];

    expect(await run('custodians', 'add', 'Doe v. Example', ...users, 'a@example.com')).toEqual({
      code: 1,
      out: `\
USER                         OUTCOME          WHY
${userId}   placed
a@example.com                already-placed
b@example.com                refused          Reactivate the user first. (DEACTIVATED)
c@example.com                not-found
`,
      error: 'Not done for 2 of 4 users.\n',
    });
    expect(changes()).toEqual([[`POST ${path}`, { userIds: [userId], userNames: users.slice(1) }]]);
  });

  const placeAll = ({ body }: Request) => {
    const { userNames } = JSON.parse(body.toString());
    const outcomes = userNames.map((userName: string, index: number) => ({
      userName,
      outcome: index < 700 ? 'placed' : 'not-tried',
    }));
    return { status: 200, body: { outcomes } };
  };

  test('takes any number from standard input, asks again for those who were not tried, and tells each once', async () => {
    const names = Array.from({ length: 1500 }, (_, index) => `user-${index}@example.com`);
    const input = Readable.from(['# custodians\r\n\r\n', names.map((name) => ` ${name} \r\n`).join('')]);
    const { run, requests } = await startStack({ ...list, [`POST ${path}`]: placeAll }, { input });

    const { code, out } = await run('custodians', 'add', 'Doe v. Example', '--file', '-', '--json');

    const { outcomes } = JSON.parse(out);
    expect(code).toBe(0);
    expect(new Set(outcomes.map(({ user: name }: { user: string }) => name))).toEqual(new Set(names));
    expect(outcomes).toHaveLength(1500);
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
  });

  test('ends when nobody can be tried', async () => {
    const outcomes = [{ userName: 'a', outcome: 'not-tried', detail: 'Ask again.' }];
    const { run, changes } = await startStack({ ...list, [`POST ${path}`]: { outcomes } });

    expect(await run('custodians', 'add', 'Doe v. Example', 'a')).toMatchObject({
      code: 1,
      error: 'Not done for 1 of 1 users.\n',
    });
    expect(changes()).toHaveLength(1);
  });

  test('of nobody is not understood', async () => {
    const { run, changes } = await startStack(list);

    expect(await run('custodians', 'add', 'Doe v. Example')).toMatchObject({
      code: 2,
      error: 'Name users, or give --file <path>.\n',
    });
    expect(await run('custodians', 'add', 'Doe v. Example', '--file', '-')).toMatchObject({
      code: 2,
      error: 'There is no user in -.\n',
    });
    expect(changes()).toEqual([]);
  });
});

describe('custodians remove', () => {
  const byName = (name: string) => `GET /users?userName=${name}`;

  test('releases by name and by id, and goes on after those who are not there', async () => {
    const otherId = '01M84YDA929Y0B8C4XACEBFXB9';
    const { run, changes } = await startStack({
      ...list,
      [byName('a')]: { users: [user()] },
      [byName('nobody')]: { users: [] },
      [`DELETE ${path}/${userId}`]: user(),
      [`DELETE ${path}/${otherId}`]: () => problem(404, `There is no user ${otherId}.`),
    });

    const { code, out, error } = await run('custodians', 'remove', matterId, 'a', 'nobody', otherId);

    expect({ code, error }).toEqual({ code: 1, error: 'Not done for 2 of 3 users.\n' });
    expect(out).toBe(`\
USER                         OUTCOME     WHY
a                            released
nobody                       not-found   Nobody has the userName "nobody". "reprieve users search" finds users.
${otherId}   not-found   There is no user ${otherId}.
`);
    expect(changes()).toHaveLength(2);
  });

  test('shows what is done already when the API fails in the midst of it', async () => {
    const ids = Array.from({ length: 9 }, (_, index) => `01M84YDA929Y0B8C4XACEBFX0${index}`);
    const answers = ids.map((id, index) => [`DELETE ${path}/${id}`, index < 8 ? user() : () => undefined] as const);
    const { run } = await startStack({ ...list, ...Object.fromEntries(answers) });

    const { code, out, error } = await run('custodians', 'remove', matterId, ...ids, '--json');

    expect(code).toBe(1);
    expect(error).toMatch(/^The admin API at .+ does not answer/);
    expect(JSON.parse(out).outcomes).toHaveLength(8);
  });

  test('ends at once when the API may not be asked at all', async () => {
    const forbidden = () => ({ status: 403, body: { message: 'User: x is not authorized' } });
    const { run } = await startStack({ ...list, [`DELETE ${path}/${userId}`]: forbidden });

    const { code, error } = await run('custodians', 'remove', matterId, userId);

    expect(code).toBe(1);
    expect(error).toMatch(/^The admin API answered 403 Forbidden: User: x is not authorized\n/);
  });
});
