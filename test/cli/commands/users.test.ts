import { describe, expect, test } from 'vitest';
import type { LogEntryMessage } from '#shared/http/admin/messages/log.ts';
import type { UserMessage } from '#shared/http/admin/messages/user.ts';
import { startStack } from '#test/cli/command-line.ts';
import { entry, matter, matterId, providerId, user, userId } from '#test/cli/samples.ts';

const byName = 'GET /users?userName=jdoe%40example.com';
const byId = `GET /users/${userId}`;
const deactivation = {
  id: 'd1',
  requestedAt: '2026-01-02T12:00:00.000Z',
  dueAt: '2026-01-02T12:15:00.000Z',
  providerId,
};

describe('users show', () => {
  test.each(['jdoe@example.com', userId])('finds a user by %s', async (name) => {
    const { run } = await startStack({ [byName]: { users: [user()] }, [byId]: user() });

    expect(await run('users', 'show', name)).toEqual({
      code: 0,
      out: `\
ID              01M84YDA929Y0B8C4XACEBFXB3
userName        jdoe@example.com
State           active
Blocked by      nothing
Legal hold      none
Managed by      provider 01M84YDA929Y0B8C4XACEBFXB2
Organization    default
Roles           none
Created         2026-01-01 12:00:00Z
Last modified   2026-01-02 12:00:00Z (version 3)
`,
      error: '',
    });
    expect(JSON.parse((await run('users', 'show', name, '--json')).out)).toEqual(user());
  });

  const [requestedAt, dueAt] = [deactivation.requestedAt, deactivation.dueAt];
  const changes: readonly [Partial<UserMessage>, string][] = [
    [
      { life: { state: 'pending', deactivation }, blocks: { provisioning: requestedAt } },
      'State           deactivation pending, due 2026-01-02 12:15:00Z\nBlocked by      provisioning\n',
    ],
    [
      { life: { state: 'deactivated', at: dueAt, cause: 'provisioning' }, deletedAt: requestedAt },
      'State           deactivated 2026-01-02 12:15:00Z by provisioning, deleted 2026-01-02 12:00:00Z\n',
    ],
    [{ blocks: { provisioning: requestedAt, administrator: dueAt } }, 'Blocked by      provisioning, administrator\n'],
    [{ management: { by: 'administrators' } }, 'Managed by      administrators\n'],
    [{ roles: ['Reader', 'Writer'] }, 'Roles           Reader, Writer\n'],
    [{ matterIds: [matterId, 'gone'] }, 'Legal hold      Doe v. Example, gone\n'],
    [{ attributes: { userName: '\u001b[31mred\r\n' } }, 'userName        \\u001b[31mred\\u000d\\n\n'],
  ];
  test.each(changes)('of %j', async (change, text) => {
    const { run } = await startStack({ [byId]: user(change), 'GET /matters?limit=100': { matters: [matter()] } });

    expect((await run('users', 'show', userId)).out).toContain(text);
    expect(JSON.parse((await run('users', 'show', userId, '--json')).out)).toEqual(user(change));
  });

  test('finds who has the name before those who had it, and the last of those when nobody has it', async () => {
    const deleted = user({ id: 'gone', deletedAt: dueAt });
    const [present, alone, twice] = await Promise.all([
      startStack({ [byName]: { users: [deleted, user()] } }),
      startStack({ [byName]: { users: [deleted] } }),
      startStack({ [byName]: { users: [deleted, user({ id: 'gone-too', deletedAt: dueAt })] } }),
    ]);
    const show = ['users', 'show', 'jdoe@example.com'] as const;

    expect((await present.run(...show)).out).toContain(userId);
    expect((await alone.run(...show)).out).toMatch(/^ID +gone$/m);
    expect((await alone.run('users', 'deactivate', 'jdoe@example.com')).error).toContain('(gone, deleted) at once?');
    expect((await twice.run(...show)).error).toBe(
      '2 deleted users had the userName "jdoe@example.com". Give the id of one: gone, gone-too.\n',
    );
  });

  test('says so when nobody has the name', async () => {
    const { run } = await startStack({ 'GET /users?userName=a%20b%2Bc%1B': { users: [] } });

    expect(await run('users', 'show', 'a b+c\u001b')).toEqual({
      code: 1,
      out: '',
      error: 'Nobody has the userName "a b+c\\u001b". "reprieve users search" finds users.\n',
    });
  });

  test('of an id that nobody has is refused in the words of the API', async () => {
    const { run } = await startStack({});

    const { code, error } = await run('users', 'show', userId);

    expect({ code, error }).toEqual({ code: 1, error: `There is no /admin/users/${userId}.\n` });
  });
});

describe('users history', () => {
  const historyOf = (...entries: LogEntryMessage[]) =>
    startStack({ [byName]: { users: [user()] }, [byId]: user(), [`${byId}/history?*`]: { entries } });

  test.each(['jdoe@example.com', userId])('shows every change of %s, oldest first', async (name) => {
    const change = { attribute: 'title', after: 'Dr.' };
    const entries = [
      entry({ operation: 'create', events: ['created'], changes: [change], ignored: ['password', 'roles'] }),
      entry({ changes: [change, { attribute: 'name' }] }),
      entry({ events: ['deactivation-requested'], dueAt: deactivation.dueAt }),
      entry({ outcome: 'refused', ignored: ['\u001b[2J'], reason: 'An administrator deactivated the user.' }),
    ];
    const { run } = await historyOf(...entries);

    expect(await run('users', 'history', name)).toEqual({
      code: 0,
      out: `\
TIME                   OPERATION   WHAT HAPPENED                                      ATTRIBUTES
2026-01-01 12:00:00Z   create      created                                            title (ignored: password, roles)
2026-01-01 12:00:00Z   patch       updated                                            title, name
2026-01-01 12:00:00Z   patch       deactivation-requested, due 2026-01-02 12:15:00Z
2026-01-01 12:00:00Z   patch       refused, An administrator deactivated the user.    (ignored: \\u001b[2J)
`,
      error: '',
    });
    expect(JSON.parse((await run('users', 'history', name, '--json')).out)).toEqual({ entries });
  });

  test('says so when nothing is kept any more', async () => {
    const { run } = await historyOf();

    expect((await run('users', 'history', userId)).out).toBe('The Sync Log keeps no entry of this user any more.\n');
  });

  test('of nobody is refused', async () => {
    const { run } = await startStack({ [byName]: { users: [] } });

    expect((await run('users', 'history', 'jdoe@example.com')).code).toBe(1);
  });
});
