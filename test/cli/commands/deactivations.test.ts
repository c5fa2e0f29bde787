import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { problem, startStack } from '#test/cli/command-line.ts';
import type { Request } from '#test/cli/fake-api.ts';
import { provider, providerId, user, userId } from '#test/cli/samples.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const providers = { 'GET /providers?limit=100': { providers: [provider()] } };
const pending = {
  userId,
  userName: 'jdoe@example.com',
  deactivationId: 'd1',
  providerId,
  requestedAt: '2026-01-01T12:00:00.000Z',
  dueAt: '2026-01-01T12:15:00.000Z',
  held: true,
};

describe('deactivations list', () => {
  test('shows when each is due, and what holds it', async () => {
    const { userName: _, providerId: _by, requestedAt: _at, ...bare } = pending;
    const pendingDeactivations = [pending, { ...bare, held: false }];
    const { run } = await startStack({ ...providers, 'GET /pending-deactivations?*': { pendingDeactivations } });

    expect((await run('deactivations', 'list')).out).toBe(`\
USER                         PROVIDER         REQUESTED              DUE                    LEGAL HOLD
jdoe@example.com             PingOne          2026-01-01 12:00:00Z   2026-01-01 12:15:00Z   held
${userId}   administrators                          2026-01-01 12:15:00Z
`);
    expect(JSON.parse((await run('deactivations', 'list', '--json')).out)).toEqual({ pendingDeactivations });
  });

  test('is filtered as the API can, with times from now', async () => {
    const none = { pendingDeactivations: [] };
    const { run, reads } = await startStack({ ...providers, 'GET /pending-deactivations?*': none });

    await run(
      'deactivations',
      'list',
      '--provider',
      'PingOne',
      '--due-from',
      '2026-01-01',
      '--due-before',
      '2h',
      '--held',
    );
    const { out } = await run('deactivations', 'list', '--no-held');

    expect(out).toBe('No deactivation is pending.\n');
    const period = 'dueFrom=2026-01-01T00%3A00%3A00.000Z&dueBefore=2026-01-01T14%3A00%3A00.000Z';
    expect(reads().filter((path) => path.startsWith('/pending'))).toEqual([
      `/pending-deactivations?providerId=${providerId}&${period}&held=true&limit=100`,
      '/pending-deactivations?held=false&limit=100',
    ]);
  });
});

test('deactivations carry-out asks once for all, and shows an outcome for each', async () => {
  const otherId = '01M84YDA929Y0B8C4XACEBFXB9';
  const path = (id: string) => `POST /users/${id}/carry-out-deactivation`;
  const { runAsked } = await startStack({
    [path(userId)]: user(),
    [path(otherId)]: () => problem(409, 'The user is active.', { code: 'NO_PENDING_DEACTIVATION' }),
  });

  const { code, out, questions } = await runAsked('y', 'deactivations', 'carry-out', userId, otherId);

  expect(code).toBe(1);
  expect(questions).toEqual(['Carry out the pending deactivation of 2 users now? [y/N] ']);
  expect(out).toBe(`\
USER                         OUTCOME       WHY
${userId}   deactivated
${otherId}   refused       The user is active. (NO_PENDING_DEACTIVATION)
`);
});

describe('deactivations cancel', () => {
  const path = 'POST /pending-deactivations/cancel';
  const args = ['deactivations', 'cancel', '--provider', 'PingOne', '--requested-from', '2h'];
  const body = { providerId, requestedFrom: '2026-01-01T10:00:00.000Z' };

  /** Two rounds, of which the second has what could not be cancelled. */
  const twoRounds =
    (failed: readonly object[] = []) =>
    ({ body: sent }: Request) => {
      const isFirst = JSON.parse(sent.toString()).cursor === undefined;
      return {
        status: 200,
        body: isFirst ? { cancelled: 40, failed: [], next: 'c' } : { cancelled: 2, failed },
      };
    };

  test('shows what a dry run finds, asks, and goes on until there is no more', async () => {
    const { runAsked, changes } = await startStack({ ...providers, [path]: twoRounds() });

    const { code, out, error, questions } = await runAsked('y', ...args);

    expect(questions).toEqual(['42 pending deactivations would be cancelled. Cancel? [y/N] ']);
    expect({ code, out, error }).toEqual({
      code: 0,
      out: '42 cancelled.\n',
      error: '40 found so far …\n40 cancelled so far …\n',
    });
    expect(changes()).toEqual([
      [path, { ...body, dryRun: true }],
      [path, { ...body, dryRun: true, cursor: 'c' }],
      [path, body],
      [path, { ...body, cursor: 'c' }],
    ]);
  });

  test('changes nothing without a yes, and tells a script what it would do', async () => {
    const { run, runAsked, changes } = await startStack({ ...providers, [path]: { cancelled: 1, failed: [] } });

    expect(await runAsked('', ...args)).toMatchObject({ code: 1, error: 'Nothing was changed.\n' });
    expect(await run(...args)).toMatchObject({
      code: 2,
      error: expect.stringMatching(/^1 pending deactivation would be cancelled\. Cancel\?\nNobody is there/),
    });
    expect((await run(...args, '--dry-run')).out).toBe('1 pending deactivation would be cancelled.\n');
    expect(changes().map(([, sent]) => sent)).toEqual(Array(3).fill({ ...body, dryRun: true }));
  });

  test('asks nothing when nothing fits', async () => {
    const { run } = await startStack({ ...providers, [path]: { cancelled: 0, failed: [] } });

    expect(await run(...args)).toEqual({ code: 0, out: 'No pending deactivation fits.\n', error: '' });
  });

  test('with --yes is done at once, and fails when some could not be cancelled', async () => {
    const failed = [{ userId, code: 'USER_NAME_TAKEN', detail: 'Rename that user first.' }];
    const { run, changes } = await startStack({ ...providers, [path]: twoRounds(failed) });

    const { code, out, error } = await run(...args, '--yes');

    expect({ code, out }).toEqual({
      code: 1,
      out: `42 cancelled.\nNOT CANCELLED                CODE              WHY\n${userId}   USER_NAME_TAKEN   Rename that user first.\n`,
    });
    expect(error).toContain('Some pending deactivations could not be cancelled.\n');
    expect(changes()).toHaveLength(2);
    expect(JSON.parse((await run(...args, '--yes', '--json')).out)).toEqual({ cancelled: 42, failed });
  });

  test('of all there is, without a filter, is not understood', async () => {
    const { run } = await startStack(providers);

    expect(await run('deactivations', 'cancel', '--yes')).toMatchObject({
      code: 2,
      error: 'error: say which: --provider, --requested-… or --due-…\n(add --help for what there is)\n',
    });
  });
});
