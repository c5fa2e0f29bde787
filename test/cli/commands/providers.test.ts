import { describe, expect, test } from 'vitest';
import { startStack } from '#test/cli/command-line.ts';
import { connection, organizationId, organizations, provider, providerId } from '#test/cli/samples.ts';

const list = {
  providers: [provider(), provider({ id: 'other', displayName: 'Okta', enabled: false, organizationId })],
};
const created = `\
┌─ SCIM Provider Created ────────────────────────────┐
│ Display name   PingOne                             │
│ Base URL       https://example.com/scim/v2         │
│ User name      01M84YDA929Y0B8C4XACEBFXB2.aaaaaaaa │
│ Password       a-password                          │
└────────────────────────────────────────────────────┘
`;
const details = `\
ID                   01M84YDA929Y0B8C4XACEBFXB2
Display name         PingOne
State                enabled
Credential type      API credentials
Deactivation delay   15m
Organization         Everybody
Role mapping         manual
Strictness           lenient
PUT                  replace
Added                2026-01-01 12:00:00Z
Last modified        2026-01-01 12:00:00Z (version 1)
Key                  01M84YDA929Y0B8C4XACEBFXB2.aaaaaaaa, since 2026-01-01 12:00:00Z
`;

describe('providers add', () => {
  test('asks for nothing but a name, and shows what to enter at the identity provider', async () => {
    const { run, changes } = await startStack({ 'POST /providers': connection() });

    const { code, out, error } = await run('providers', 'add', '--name', 'PingOne');

    expect(changes()).toEqual([['POST /providers', { displayName: 'PingOne', credentialType: 'api-credentials' }]]);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toBe(`${created}Enter it at the identity provider now: it is not shown again.\n`);
  });

  test('takes every setting', async () => {
    const { basic: _, ...withoutBasic } = connection();
    const { run, changes } = await startStack({ 'POST /providers': { ...withoutBasic, bearer: { token: 'a-token' } } });
    const settings = ['--deactivation-delay', '2h', '--strictness', 'strict', '--put', 'merge'];

    const { out } = await run('providers', 'add', '--name', 'Okta', '--auth', 'oauth-token', ...settings);

    const body = { displayName: 'Okta', credentialType: 'oauth-token', deactivationDelaySeconds: 7200 };
    expect(changes()).toEqual([['POST /providers', { ...body, strictness: 'strict', putSemantics: 'merge' }]]);
    expect(out).toMatch(/^│ Token {10}a-token +│$/m);
  });

  test('shows the answer of the API as JSON', async () => {
    const { run } = await startStack({ 'POST /providers': connection() });

    const { out } = await run('providers', 'add', '--name', 'PingOne', '--json');

    expect(JSON.parse(out)).toEqual(connection());
  });
});

describe('providers list', () => {
  test('shows a line for each provider', async () => {
    const { run } = await startStack({
      'GET /providers?limit=100': list,
      'GET /organizations?limit=100': organizations,
    });

    expect(await run('providers', 'list')).toEqual({
      code: 0,
      out: `\
ID                           NAME      STATE      CREDENTIAL        DELAY   ORGANIZATION
01M84YDA929Y0B8C4XACEBFXB2   PingOne   enabled    API credentials   15m     Everybody
other                        Okta      disabled   API credentials   15m     Engineering
`,
      error: '',
    });
    expect(JSON.parse((await run('--json', 'providers', 'list')).out)).toEqual(list);
  });

  test('says how to add the first one', async () => {
    const { run } = await startStack({ 'GET /providers?limit=100': { providers: [] } });

    const { out } = await run('providers', 'list');

    expect(out).toBe('There is no provider yet: add one with "reprieve providers add --name <text>".\n');
  });

  test('lets no name command the terminal, and gives JSON as it is', async () => {
    const hostile = { providers: [provider({ displayName: '\u001b[2J\nPing' })] };
    const { run } = await startStack({ 'GET /providers?limit=100': hostile });

    expect((await run('providers', 'list')).out).toContain('\\u001b[2J\\nPing');
    expect(JSON.parse((await run('providers', 'list', '--json')).out)).toEqual(hostile);
  });
});

describe('providers show', () => {
  test.each(['PingOne', providerId])('finds a provider by %s', async (name) => {
    const { run } = await startStack({
      'GET /providers?limit=100': list,
      'GET /organizations?limit=100': organizations,
    });

    expect(await run('providers', 'show', name)).toEqual({ code: 0, out: details, error: '' });
    expect(JSON.parse((await run('providers', 'show', name, '--json')).out)).toEqual(provider());
  });

  test('says until when a key is accepted, and when it was last used', async () => {
    const [createdAt, expiresAt] = ['2026-01-01T12:00:00.000Z', '2026-01-02T12:00:00.000Z'];
    const key = { keyId: 'old', createdAt, expiresAt, lastUsedAt: '2026-01-01T13:00:00.000Z' };
    const { run } = await startStack({ 'GET /providers?limit=100': { providers: [provider({ credentials: [key] })] } });

    const { out } = await run('providers', 'show', 'PingOne');

    expect(out).toContain(
      'Key                  old, since 2026-01-01 12:00:00Z, until 2026-01-02 12:00:00Z, last used 2026-01-01 13:00:00Z\n',
    );
  });

  test('refuses a name that nobody has, or that two have', async () => {
    const twins = { providers: [provider({ id: 'p1' }), provider({ id: 'p2' })] };
    const { run } = await startStack({ 'GET /providers?limit=100': twins });

    expect(await run('providers', 'show', 'Pingone')).toEqual({
      code: 1,
      out: '',
      error: 'There is no provider "Pingone". Did you mean "PingOne"? "reprieve providers list" shows them all.\n',
    });
    expect(await run('providers', 'show', 'PingOne')).toEqual({
      code: 1,
      out: '',
      error: '2 providers are named "PingOne". Give the id of one: p1, p2.\n',
    });
  });
});

describe('a change of a provider', () => {
  const path = `PATCH /providers/${providerId}`;

  test.each([
    ['edit', ['--deactivation-delay', '30m'], { deactivationDelaySeconds: 1800 }],
    ['edit', ['--deactivation-delay', '0'], { deactivationDelaySeconds: 0 }],
    ['edit', ['--name', 'Ping', '--strictness', 'strict'], { displayName: 'Ping', strictness: 'strict' }],
    ['edit', ['--put', 'merge'], { putSemantics: 'merge' }],
    ['edit', ['--organization', 'Engineering'], { organizationId }],
    ['enable', [], { enabled: true }],
  ])('%s %j sends only what changes, and shows the provider', async (command, options, body) => {
    const answers = {
      'GET /providers?limit=100': list,
      'GET /organizations?limit=100': organizations,
      [path]: provider(),
    };
    const { run, changes } = await startStack(answers);

    expect(await run('providers', command, 'PingOne', ...options)).toEqual({ code: 0, out: details, error: '' });

    expect(changes()).toEqual([[path, body]]);
    const { out } = await run('providers', command, 'PingOne', ...options, '--json');
    expect(JSON.parse(out)).toEqual(provider());
  });

  test('that changes nothing is not understood', async () => {
    const { run, changes } = await startStack({ 'GET /providers?limit=100': list });

    expect(await run('providers', 'edit', 'PingOne')).toEqual({
      code: 2,
      out: '',
      error: 'error: name at least one setting to change\n(add --help for what there is)\n',
    });
    expect(changes()).toEqual([]);
  });

  test('is refused in the words of the API', async () => {
    const { run } = await startStack({ 'GET /providers?limit=100': list });

    const { code, error } = await run('providers', 'enable', 'PingOne');

    expect({ code, error }).toEqual({ code: 1, error: `There is no /admin/providers/${providerId}.\n` });
  });
});

describe('providers rotate-credential', () => {
  const path = `POST /providers/${providerId}/credentials`;
  const [key] = provider().credentials;
  const older = { keyId: 'old', createdAt: '2026-01-01T12:00:00.000Z', expiresAt: '2026-01-02T12:00:00.000Z' };

  test.each([
    [[], 86_400],
    [['--overlap', '2h'], 7200],
    [['--overlap', '0'], 0],
  ])('%j keeps the credential so far for %i seconds', async (options, overlapSeconds) => {
    const { run, changes } = await startStack({ 'GET /providers?limit=100': list, [path]: connection() });

    const { out } = await run('providers', 'rotate-credential', 'PingOne', ...options, '--json');

    expect(changes()).toEqual([[path, { overlapSeconds }]]);
    expect(JSON.parse(out)).toEqual(connection());
  });

  test.each([
    [[], 'The credential before it is not accepted any more.'],
    [[older], 'The credential before it, old, is accepted until 2026-01-02 12:00:00Z.'],
  ])('shows the new one, and what becomes of the one before: %j', async (others, sentence) => {
    const rotated = connection({ provider: provider({ credentials: key ? [key, ...others] : [] }) });
    const { run } = await startStack({ 'GET /providers?limit=100': list, [path]: rotated });

    const { code, out } = await run('providers', 'rotate-credential', 'PingOne');

    expect(code).toBe(0);
    expect(out).toMatch(/^┌─ New Credential ─+┐\n/);
    expect(out).toContain('│ Password       a-password ');
    expect(out).toMatch(
      new RegExp(`\nEnter it at the identity provider now: it is not shown again\\.\n${sentence}\n$`),
    );
  });
});
