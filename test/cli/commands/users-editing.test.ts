import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { startStack, temporaryFolder } from '#test/cli/command-line.ts';
import { organizationId, organizations, user, userId } from '#test/cli/samples.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];

function file(content: string): string {
  const path = join(temporaryFolder(), 'file.json');
  writeFileSync(path, content);
  return path;
}

describe('users create', () => {
  const createdWith = async (...args: readonly string[]) => {
    const { run, changes } = await startStack({ 'POST /users': user(), 'GET /organizations?limit=100': organizations });
    const outcome = await run('users', 'create', ...args);
    return { ...outcome, changes: changes() };
  };

  test('needs nothing but a userName', async () => {
    const { code, out, changes } = await createdWith('jdoe@example.com');

    expect(code).toBe(0);
    expect(out).toMatch(/^userName +jdoe@example.com$/m);
    expect(changes).toEqual([['POST /users', { user: { schemas, userName: 'jdoe@example.com' } }]]);
  });

  test('has an option for each attribute that PingOne sends, and the organization', async () => {
    const names = ['--given-name', 'Jane', '--family-name', 'Doe', '--display-name', 'Jane Doe'];
    const work = [
      '--email',
      'jane@example.com',
      '--work-city',
      'Graz',
      '--work-state',
      'Styria',
      '--work-country',
      'AT',
    ];
    const job = ['--title', 'Engineer', '--user-type', 'Employee', '--department', 'R&D', '--division', 'EMEA'];
    const rest = ['--external-id', 'e1', '--organization', 'Engineering'];

    const { changes } = await createdWith('jdoe@example.com', ...names, ...work, ...job, ...rest);

    expect(changes).toEqual([
      [
        'POST /users',
        {
          organizationId,
          user: {
            schemas: [...schemas, enterprise],
            userName: 'jdoe@example.com',
            name: { givenName: 'Jane', familyName: 'Doe' },
            displayName: 'Jane Doe',
            emails: [{ type: 'work', value: 'jane@example.com' }],
            addresses: [{ type: 'work', locality: 'Graz', region: 'Styria', country: 'AT' }],
            title: 'Engineer',
            userType: 'Employee',
            externalId: 'e1',
            [enterprise]: { department: 'R&D', division: 'EMEA' },
          },
        },
      ],
    ]);
  });

  test('takes a file, in which options replace what they name', async () => {
    const emails = [
      { type: 'home', value: 'home@example.com' },
      { type: 'Work', value: 'old@example.com', primary: true },
    ];
    const path = file(JSON.stringify({ schemas, userName: 'old', nickName: 'JD', emails }));

    const { changes } = await createdWith('new', '--file', path, '--email', 'new@example.com');

    const [, work] = emails;
    expect(changes).toEqual([
      [
        'POST /users',
        {
          user: {
            schemas,
            userName: 'new',
            nickName: 'JD',
            emails: [emails[0], { ...work, value: 'new@example.com' }],
          },
        },
      ],
    ]);
  });

  test('takes a file from standard input', async () => {
    const input = Readable.from(['\ufeff{"userName":', '"piped"}']);
    const { run, changes } = await startStack({ 'POST /users': user() }, { input });

    expect((await run('users', 'create', '--file', '-')).code).toBe(0);
    expect(changes()).toEqual([['POST /users', { user: { schemas, userName: 'piped' } }]]);
  });

  test.each([
    ['{', / is no JSON: .+\.\n$/],
    ['[]', / holds no JSON object\.\n$/],
    ['"text"', / holds no JSON object\.\n$/],
  ])('says what is wrong with a file of %j', async (content, sentence) => {
    const { code, error, changes } = await createdWith('--file', file(content));

    expect(code).toBe(1);
    expect(error).toMatch(sentence);
    expect(changes).toEqual([]);
  });

  test('says that a file is not there, and that a name is missing', async () => {
    expect((await createdWith('--file', '/no/such.json')).error).toMatch(/^\/no\/such\.json cannot be read \(ENOENT/);
    expect(await createdWith()).toMatchObject({
      code: 2,
      error: 'error: give a userName, or --file <path>\n(add --help for what there is)\n',
    });
  });
});

describe('users edit', () => {
  const attributes = {
    userName: 'jdoe@example.com',
    name: { givenName: 'Jane' },
    emails: [{ type: 'work', value: 'jane@example.com' }],
    [enterprise]: { division: 'EMEA' },
  };
  const path = `PATCH /users/${userId}`;
  const editedWith = async (...args: readonly string[]) => {
    const found = user({ attributes });
    const { run, changes } = await startStack({ [`GET /users/${userId}`]: found, [path]: found });
    const outcome = await run('users', 'edit', userId, ...args);
    return { ...outcome, changes: changes() };
  };
  const patch = (...Operations: readonly object[]) => ({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations,
  });

  test('sets attributes by their names, or by SCIM paths', async () => {
    const { code, changes } = await editedWith(
      ...['--set', 'title=Engineer = x', '--set', 'familyname=Doe', '--set', 'userName=jane'],
      ...['--set', 'department=R&D', '--set', 'emails[type eq "a=b"].value=x', '--set', 'name.middleName=Q'],
    );

    expect(code).toBe(0);
    expect(changes).toEqual([
      [
        path,
        patch(
          { op: 'replace', path: 'title', value: 'Engineer = x' },
          { op: 'replace', path: 'name.familyName', value: 'Doe' },
          { op: 'replace', path: 'userName', value: 'jane' },
          { op: 'replace', path: `${enterprise}:department`, value: 'R&D' },
          { op: 'replace', path: 'emails[type eq "a=b"].value', value: 'x' },
          { op: 'replace', path: 'name.middleName', value: 'Q' },
        ),
      ],
    ]);
  });

  test('replaces a value at work that is there, and adds one that is not, whole', async () => {
    const { changes } = await editedWith(
      '--set',
      'email=j@example.com',
      '--set',
      'workCity=Graz',
      '--set',
      'workCountry=AT',
    );

    expect(changes).toEqual([
      [
        path,
        patch(
          { op: 'replace', path: 'emails[type eq "work"].value', value: 'j@example.com' },
          { op: 'add', path: 'addresses', value: [{ type: 'work', locality: 'Graz', country: 'AT' }] },
        ),
      ],
    ]);
  });

  test('unsets what is there, an e-mail address with all that is said about it', async () => {
    const { changes } = await editedWith(
      ...['--unset', 'email', '--unset', 'givenName', '--unset', 'division', '--unset', 'title', '--unset', 'nickName'],
    );

    expect(changes).toEqual([
      [
        path,
        patch(
          { op: 'remove', path: 'emails[type eq "work"]' },
          { op: 'remove', path: 'name.givenName' },
          { op: 'remove', path: `${enterprise}:division` },
          { op: 'remove', path: 'nickName' },
        ),
      ],
    ]);
  });

  test('asks for nothing when all is unset already', async () => {
    expect(await editedWith('--unset', 'title')).toMatchObject({ code: 0, changes: [] });
  });

  test('sends a PatchOp as it is in a file', async () => {
    const whole = patch({ op: 'add', path: 'nickName', value: 'JD' });

    expect((await editedWith('--patch', file(JSON.stringify(whole)))).changes).toEqual([[path, whole]]);
  });

  test.each([
    [[], 'error: give --set, --unset or --patch'],
    [['--set', 'title'], "option '--set <name=value>' argument 'title' is invalid. Write it as name=value."],
    [['--set', 'title='], 'There is no value: --unset title takes the one it has away.'],
    [['--set', 'active=false'], '"reprieve users deactivate" and "reprieve users reactivate" change it.'],
    [['--patch', 'x', '--set', 'a=b'], "option '--patch <path>' cannot be used with option '--set <name=value>'"],
    [['--set', 'a=b', '--if-match', 'x'], 'Give the number of a version, such as 3.'],
  ])('with %j is not understood', async (args, sentence) => {
    const { code, error, changes } = await editedWith(...args);

    expect({ code, changes }).toEqual({ code: 2, changes: [] });
    expect(error).toContain(sentence);
  });

  test('shows the attributes that a user has, by the names that --set takes', async () => {
    const { run } = await startStack({ [`GET /users/${userId}`]: user({ attributes }) });

    expect((await run('users', 'show', userId)).out).toContain(
      'userName        jdoe@example.com\ngivenName       Jane\nemail           jane@example.com\ndivision        EMEA\nState',
    );
  });
});
