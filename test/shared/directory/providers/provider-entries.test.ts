import { expect, test } from 'vitest';
import { sweepDeactivations } from '#shared/directory/deactivations/sweep-deactivations.ts';
import { addProvider } from '#shared/directory/providers/add-provider.ts';
import { disableProvider } from '#shared/directory/providers/disable-provider.ts';
import { removeProvider } from '#shared/directory/providers/remove-provider.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { administrator } from '#test/shared/directory/administration/administration.ts';

test('the administrators’ log tells a provider’s life, by name, with what becomes of its users, and no secret', async () => {
  const directory = testDirectory();
  const settings = { displayName: 'PingOne', credentialType: 'oauth-token' } as const;
  const { provider, secret } = await addProvider(directory, { administrator, settings });
  const request = { administrator, providerId: provider.id, budgetSeconds: 20 };
  await disableProvider(directory, { ...request, pendingDeactivations: 'cancel' });
  directory.clock.advance(120);
  await sweepDeactivations(directory, { requestId: 'sweep-1', patienceSeconds: 90 });
  await removeProvider(directory, { ...request, usersBecome: { become: 'local' } });
  directory.clock.advance(120);
  await sweepDeactivations(directory, { requestId: 'sweep-2', patienceSeconds: 90 });

  const sources = ['administrators'] as const;
  const day = { from: '2026-11-23T00:00:00.000Z', before: '2026-11-24T00:00:00.000Z' };
  const { items: entries } = await directory.syncLog.read({ sources, ...day }, { limit: 10 });
  const values = (attribute: string) =>
    entries.flatMap(({ operation, changes }) =>
      changes.filter((change) => change.attribute === attribute).map(({ after }) => [operation, after]),
    );

  expect(entries.map(({ operation, subject }) => [operation, subject])).toEqual(
    ['add-provider', 'disable-provider', 'remove-provider', 'delete-provider'].map((operation) => [
      operation,
      { type: 'provider', id: provider.id, name: 'PingOne' },
    ]),
  );
  expect(values('pendingDeactivations')).toEqual([['disable-provider', 'cancel']]);
  expect(values('usersBecome')).toEqual([
    ['remove-provider', { become: 'local' }],
    ['delete-provider', undefined],
  ]);
  expect(directory.telemetry.events.map(({ type }) => type)).not.toContain('unfinished-work-failed');
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`secretHash|${secret}`));
});

test('disabling with cancellation once more, soon after, waits for what may still turn up', async () => {
  const directory = testDirectory();
  const settings = { displayName: 'PingOne', credentialType: 'oauth-token' } as const;
  const { provider } = await addProvider(directory, { administrator, settings });
  const request = { administrator, providerId: provider.id, budgetSeconds: 20 };
  await disableProvider(directory, { ...request, pendingDeactivations: 'run' });

  directory.clock.advance(59);
  expect((await disableProvider(directory, { ...request, pendingDeactivations: 'cancel' })).cancelling).toBeDefined();
});
