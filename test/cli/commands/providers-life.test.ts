import { describe, expect, test } from 'vitest';
import { startStack } from '#test/cli/command-line.ts';
import { provider, providerId } from '#test/cli/samples.ts';

const otherId = '01M84YDA929Y0B8C4XACEBFXB9';
const list = {
  'GET /providers?limit=100': { providers: [provider(), provider({ id: otherId, displayName: 'Okta' })] },
};
const since = { since: '2026-01-01T12:00:00.000Z', administratorId: 'arn', requestId: 'r1' };

describe('providers disable', () => {
  const path = `POST /providers/${providerId}/disable`;

  test('lets pending deactivations run unless told otherwise, and need not be confirmed', async () => {
    const { run, changes } = await startStack({ ...list, [path]: provider({ enabled: false }) });

    const { code, out } = await run('providers', 'disable', 'PingOne');

    expect(code).toBe(0);
    expect(out).toMatch(/^State +disabled$/m);
    expect(changes()).toEqual([[path, { pendingDeactivations: 'run' }]]);
  });

  test('cancels them once that is confirmed, and says while that goes on', async () => {
    const { run, runAsked, changes } = await startStack({
      ...list,
      [path]: provider({ enabled: false, cancelling: since }),
    });

    const { out, questions } = await runAsked('y', 'providers', 'disable', 'PingOne', '--pending', 'cancel');

    expect(questions).toEqual([
      'Disable provider "PingOne" and cancel every pending deactivation of its users? [y/N] ',
    ]);
    expect(out).toMatch(/^State +disabled, its pending deactivations are being cancelled$/m);
    expect(changes()).toEqual([[path, { pendingDeactivations: 'cancel' }]]);
    expect((await run('providers', 'disable', 'PingOne', '--pending', 'cancel')).code).toBe(2);
  });
});

describe('providers remove', () => {
  const local = `DELETE /providers/${providerId}?usersBecome=local`;
  const transferred = `DELETE /providers/${providerId}?usersBecome=transferred&toProviderId=${otherId}`;
  const removal = { ...since, usersBecome: { become: 'transferred', toProviderId: otherId } } as const;

  test('makes its users local', async () => {
    const { runAsked, changes } = await startStack({ ...list, [local]: () => ({ status: 204 }) });

    const { code, out, questions } = await runAsked('yes', 'providers', 'remove', 'PingOne', '--users-become', 'local');

    expect(questions).toEqual(['Remove provider "PingOne" for good? Its users become local. [y/N] ']);
    expect({ code, out }).toEqual({ code: 0, out: 'Provider "PingOne" is removed.\n' });
    expect(changes()).toEqual([[local, undefined]]);
  });

  test('gives its users to another provider, and says when it goes on by itself', async () => {
    const answer = () => ({ status: 202, body: provider({ enabled: false, removal }) });
    const { run, runAsked, changes } = await startStack({ ...list, [transferred]: answer });

    const { out, questions } = await runAsked('y', 'providers', 'remove', 'PingOne', '--transfer-to', 'Okta');

    expect(questions).toEqual(['Remove provider "PingOne" for good? Its users go to provider "Okta". [y/N] ']);
    expect(out).toMatch(/^Provider "PingOne" is disabled and being removed: it goes by itself /);
    expect(changes()).toEqual([[transferred, undefined]]);
    const json = await run('providers', 'remove', 'PingOne', '--transfer-to', 'Okta', '--yes', '--json');
    expect(JSON.parse(json.out)).toEqual(provider({ enabled: false, removal }));
  });

  test.each([
    [[], 'error: say what becomes of its users: --users-become local, or --transfer-to <provider>'],
    [
      ['--users-become', 'local', '--transfer-to', 'Okta'],
      "error: option '--transfer-to <provider>' cannot be used with option '--users-become <what>'",
    ],
  ])('is not understood with %j', async (options, sentence) => {
    const { run, requests } = await startStack(list);

    const { code, error } = await run('providers', 'remove', 'PingOne', ...options);

    expect({ code, error }).toEqual({ code: 2, error: `${sentence}\n(add --help for what there is)\n` });
    expect(requests).toEqual([]);
  });

  test('that goes on is shown with the provider, and where its users go', async () => {
    const going = { providers: [provider({ removal }), provider({ id: otherId, displayName: 'Okta' })] };
    const { run } = await startStack({ 'GET /providers?limit=100': going });

    expect((await run('providers', 'show', 'PingOne')).out).toMatch(
      /^State +being removed, its users go to provider Okta$/m,
    );
  });
});
