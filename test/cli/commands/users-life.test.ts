import { describe, expect, test } from 'vitest';
import { problem, startStack } from '#test/cli/command-line.ts';
import { organizations, provider, providerId, user, userId } from '#test/cli/samples.ts';

const byId = `GET /users/${userId}`;
const post = (operation: string) => `POST /users/${userId}/${operation}`;

describe('a change of a life', () => {
  test.each([
    ['block', 'block'],
    ['unblock', 'unblock'],
    ['reactivate', 'reactivate'],
    ['cancel-deactivation', 'cancel-deactivation'],
    ['make-local', 'make-local'],
  ])('%s can be undone: it is done at once, and shows the user', async (command, operation) => {
    const { run, changes } = await startStack({ [byId]: user(), [post(operation)]: user({ version: 4 }) });

    const { code, out } = await run('users', command, userId);

    expect(code).toBe(0);
    expect(out).toContain('(version 4)\n');
    expect(changes()).toEqual([[post(operation), undefined]]);
    expect(JSON.parse((await run('users', command, userId, '--json')).out)).toEqual(user({ version: 4 }));
  });

  test.each([
    ['deactivate', 'deactivate', `Deactivate jdoe@example.com (${userId}) at once? [y/N] `],
    [
      'carry-out',
      'carry-out-deactivation',
      `Carry out the pending deactivation of jdoe@example.com (${userId}) now? [y/N] `,
    ],
  ])('%s is confirmed first', async (command, operation, question) => {
    const { run, runAsked, changes } = await startStack({ [byId]: user(), [post(operation)]: user() });

    expect(await runAsked('n', 'users', command, userId)).toMatchObject({ code: 1, questions: [question] });
    expect(await run('users', command, userId)).toMatchObject({ code: 2, out: '' });
    expect(changes()).toEqual([]);
    expect(await runAsked('Y', 'users', command, userId)).toMatchObject({ code: 0 });
    expect(await run('users', command, userId, '--yes')).toMatchObject({ code: 0 });
    expect(changes()).toEqual([
      [post(operation), undefined],
      [post(operation), undefined],
    ]);
  });

  test('that a legal hold keeps from happening says how to release the user', async () => {
    const held = () => problem(409, 'A legal hold keeps the user (M1).', { code: 'ACTIVE_LEGAL_HOLD' });
    const { run } = await startStack({ [byId]: user(), [post('deactivate')]: held });

    expect(await run('users', 'deactivate', userId, '--yes')).toEqual({
      code: 1,
      out: '',
      error:
        'A legal hold keeps the user (M1). (ACTIVE_LEGAL_HOLD)\n' +
        '"reprieve custodians remove <matter> <user>" releases a user from a matter.\n',
    });
  });

  test('asks in words that cannot command the terminal', async () => {
    const hostile = user({ attributes: { userName: 'x\u009b2J\n\u202e' } });
    const { run, runAsked } = await startStack({ [byId]: hostile });

    const { questions } = await runAsked('n', 'users', 'deactivate', userId);
    const { error } = await run('users', 'deactivate', userId);

    expect(JSON.stringify([questions, error])).not.toMatch(/\u009b|\u202e/);
  });

  test('is for one version only when that is said', async () => {
    const { run, requests } = await startStack({ [byId]: user(), [post('block')]: user() });

    await run('users', 'block', userId, '--if-match', '3');

    expect(requests.find(({ method }) => method === 'POST')?.headers['if-match']).toBe('W/"3"');
  });

  test('is told as done though the names that go with it cannot be read', async () => {
    const { run } = await startStack({
      [byId]: user(),
      [post('block')]: user(),
      'GET /providers?limit=100': () => undefined,
    });

    const { code, out } = await run('users', 'block', userId);

    expect(code).toBe(0);
    expect(out).toContain(`Managed by      provider ${providerId}\n`);
  });
});

test('users erase asks, erases, and says so', async () => {
  const path = `DELETE /users/${userId}`;
  const { run, runAsked, changes } = await startStack({ [byId]: user(), [path]: () => ({ status: 204 }) });

  const { out, questions } = await runAsked('y', 'users', 'erase', userId);

  expect(questions).toEqual([`Erase jdoe@example.com (${userId}) for good? [y/N] `]);
  expect(out).toBe(`The user ${userId} is erased.\n`);
  expect(changes()).toEqual([[path, undefined]]);
  expect(JSON.parse((await run('users', 'erase', userId, '--yes', '--json')).out)).toEqual({ erased: userId });
});

describe('the place of a user', () => {
  const names = {
    'GET /providers?limit=100': { providers: [provider()] },
    'GET /organizations?limit=100': organizations,
  };
  const [, engineering] = organizations.organizations;

  test('is another organization after users move', async () => {
    const path = `PUT /users/${userId}/organization`;
    const moved = user({ organizationId: engineering?.id ?? '' });
    const { run, changes } = await startStack({ ...names, [byId]: user(), [path]: moved });

    const { out } = await run('users', 'move', userId, 'Engineering');

    expect(out).toContain('Managed by      provider PingOne\nOrganization    Engineering\n');
    expect(changes()).toEqual([[path, { organizationId: engineering?.id }]]);
  });

  test.each([
    ['open', 'open-to-provisioning'],
    ['transfer', 'transfer'],
  ])('users %s names the provider', async (command, operation) => {
    const open = user({ management: { by: 'administrators', openToProviderId: providerId } });
    const { run, changes } = await startStack({ ...names, [byId]: user(), [post(operation)]: open });

    const { out } = await run('users', command, userId, 'PingOne');

    expect(out).toContain('Managed by      administrators, open to provider PingOne\n');
    expect(changes()).toEqual([[post(operation), { providerId }]]);
  });
});

describe('the roles of a user', () => {
  const path = `/users/${userId}/roles`;

  test('are shown one to a line', async () => {
    const { run } = await startStack({ [byId]: user({ roles: ['Reader', 'Legal Reviewer'] }) });

    expect((await run('users', 'roles', 'show', userId)).out).toBe('Reader\nLegal Reviewer\n');
    expect(JSON.parse((await run('users', 'roles', 'show', userId, '--json')).out)).toEqual({
      roles: ['Reader', 'Legal Reviewer'],
    });
    const without = await startStack({ [byId]: user() });
    expect((await without.run('users', 'roles', 'show', userId)).out).toBe('The user has no role.\n');
  });

  test.each([[['Reader', 'Legal Reviewer']], [[]]])('are set to %j', async (roles) => {
    const { run, changes } = await startStack({ [byId]: user(), [`PUT ${path}`]: user({ roles }) });

    const { out } = await run('users', 'roles', 'set', userId, ...roles);

    expect(out).toContain(`Roles           ${roles.join(', ') || 'none'}\n`);
    expect(changes()).toEqual([[`PUT ${path}`, { roles }]]);
  });

  test('are added and removed one by one', async () => {
    const answers = { [`POST ${path}`]: user(), [`DELETE ${path}/Legal%20Reviewer`]: user({ roles: ['Reader'] }) };
    const { run, changes } = await startStack({ [byId]: user(), ...answers });

    expect((await run('users', 'roles', 'add', userId, 'Reader', 'Writer')).code).toBe(0);
    expect((await run('users', 'roles', 'remove', userId, 'Legal Reviewer')).out).toMatch(/^Roles +Reader$/m);
    expect(changes()).toEqual([
      [`POST ${path}`, { role: 'Reader' }],
      [`POST ${path}`, { role: 'Writer' }],
      [`DELETE ${path}/Legal%20Reviewer`, undefined],
    ]);
  });
});
