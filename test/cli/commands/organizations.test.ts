import { describe, expect, test } from 'vitest';
import { problem, startStack } from '#test/cli/command-line.ts';
import { organization, organizationId, organizations } from '#test/cli/samples.ts';

const list = { 'GET /organizations?limit=100': organizations };
const path = `/organizations/${organizationId}`;
const details = `\
ID              01M84YDA929Y0B8C4XACEBFXB5
Name            Engineering
Users           12
Added           2026-01-01 12:00:00Z
Last modified   2026-01-02 12:00:00Z (version 2)
`;

test('organizations list shows how many users each has', async () => {
  const { run } = await startStack(list);

  expect(await run('organizations', 'list')).toEqual({
    code: 0,
    out: `\
ID                           NAME          USERS
default                      Everybody     3
01M84YDA929Y0B8C4XACEBFXB5   Engineering   12
`,
    error: '',
  });
  expect(JSON.parse((await run('organizations', 'list', '--json')).out)).toEqual(organizations);
});

test('an organization that is being removed is said to be', async () => {
  const removing = { at: '2026-01-03T12:00:00.000Z', administratorId: 'arn', requestId: 'r1' };
  const { run } = await startStack({ 'GET /organizations?limit=100': { organizations: [organization({ removing })] } });

  expect((await run('organizations', 'list')).out).toMatch(/ Engineering \(being removed\) +12$/m);
  expect((await run('organizations', 'show', 'Engineering')).out).toMatch(
    /^Being removed +since 2026-01-03 12:00:00Z$/m,
  );
});

test.each(['Engineering', organizationId])('organizations show finds one by %s', async (name) => {
  const { run } = await startStack(list);

  expect(await run('organizations', 'show', name)).toEqual({ code: 0, out: details, error: '' });
});

test('organizations add sends the name', async () => {
  const { run, changes } = await startStack({ 'POST /organizations': organization() });

  expect(await run('organizations', 'add', 'Engineering')).toEqual({ code: 0, out: details, error: '' });
  expect(changes()).toEqual([['POST /organizations', { name: 'Engineering' }]]);
});

test('organizations rename finds the organization, and sends the new name', async () => {
  const { run, changes } = await startStack({ ...list, [`PATCH ${path}`]: organization({ name: 'Research' }) });

  const { out } = await run('organizations', 'rename', 'Engineering', 'Research');

  expect(out).toContain('Name            Research\n');
  expect(changes()).toEqual([[`PATCH ${path}`, { name: 'Research' }]]);
});

describe('organizations remove', () => {
  const removal = { [`DELETE ${path}`]: () => ({ status: 204 }) };

  test('asks first, and removes when the answer is yes', async () => {
    const { runAsked, changes } = await startStack({ ...list, ...removal });

    const { code, out, questions } = await runAsked('y', 'organizations', 'remove', 'Engineering');

    expect({ code, out }).toEqual({ code: 0, out: 'Organization "Engineering" is removed.\n' });
    expect(questions).toEqual(['Remove organization "Engineering" for good? [y/N] ']);
    expect(changes()).toEqual([[`DELETE ${path}`, undefined]]);
  });

  test.each(['', 'n', 'yes please', 'Engineering'])('changes nothing when the answer is %j', async (reply) => {
    const { runAsked, changes } = await startStack({ ...list, ...removal });

    const { code, error } = await runAsked(reply, 'organizations', 'remove', 'Engineering');

    expect({ code, error }).toEqual({ code: 1, error: 'Nothing was changed.\n' });
    expect(changes()).toEqual([]);
  });

  test('needs --yes where nobody can be asked', async () => {
    const { run, changes } = await startStack({ ...list, ...removal });

    expect(await run('organizations', 'remove', 'Engineering')).toEqual({
      code: 2,
      out: '',
      error:
        'Remove organization "Engineering" for good?\n' +
        'Nobody is there to confirm it: add --yes when it is what you want.\n',
    });
    expect(changes()).toEqual([]);
    const { code, out } = await run('organizations', 'remove', 'Engineering', '--yes', '--json');
    expect({ code, out: JSON.parse(out) }).toEqual({ code: 0, out: { removed: organizationId } });
  });

  test('of one in use is refused, and says what to do', async () => {
    const inUse = () => problem(409, '12 users belong to it.', { code: 'ORGANIZATION_IN_USE' });
    const { run } = await startStack({ ...list, [`DELETE ${path}`]: inUse });

    const { code, error } = await run('organizations', 'remove', 'Engineering', '--yes');

    expect(code).toBe(1);
    expect(error).toMatch(
      /^12 users belong to it\. \(ORGANIZATION_IN_USE\)\n"reprieve users search --organization <organization>" shows/,
    );
  });

  test.each(['2', 'W/"2"', '"2"'])('with --if-match %s is for that version only', async (version) => {
    const stale = () => problem(412, 'The organization is at version 3.', { code: 'VERSION_MISMATCH' });
    const { run, requests } = await startStack({ ...list, [`DELETE ${path}`]: stale });

    const { code, error } = await run('organizations', 'remove', 'Engineering', '--yes', '--if-match', version);

    expect(code).toBe(1);
    expect(error).toMatch(/^The organization is at version 3\. \(VERSION_MISMATCH\)\nSomebody changed it meanwhile/);
    expect(requests.at(-1)?.headers['if-match']).toBe('W/"2"');
  });
});

test('a name that nobody has is told, with the one that was probably meant', async () => {
  const { run } = await startStack(list);

  expect((await run('organizations', 'show', 'enginering')).error).toBe(
    'There is no organization "enginering". Did you mean "Engineering"? "reprieve organizations list" shows them all.\n',
  );
  expect((await run('organizations', 'show', 'Sales')).error).toBe(
    'There is no organization "Sales". "reprieve organizations list" shows them all.\n',
  );
});
