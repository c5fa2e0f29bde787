import { describe, expect, test } from 'vitest';
import { Unavailable } from '#shared/directory/errors.ts';
import { credentialLedger } from '#shared/directory/providers/credential-ledger.ts';
import {
  getProviderForAdministrator,
  listProvidersForAdministrators,
} from '#shared/directory/providers/providers-for-administrators.ts';
import { sampleProvider, sampleProviderId } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { now } from '#test/shared/directory/administration/administration.ts';

const keyId = sampleProvider().credentials[0]?.keyId ?? '';
const lastHour = { from: '2026-11-23T18:00:00.000Z', before: '2026-11-23T19:00:00.000Z' };

async function counted(directory: ReturnType<typeof testDirectory>) {
  const sources = [{ providerId: sampleProviderId }, 'unknown'] as const;
  const { items } = await directory.syncLog.read({ sources, ...lastHour }, { limit: 10 });
  return items.map(({ actor, count }) => [actor.by, count]);
}

describe('when a credential was used last', () => {
  test('is shown with its provider, and nothing of one that never was', async () => {
    const directory = testDirectory();
    const unused = { keyId: `${sampleProviderId}.zzzzzzzz`, secretHash: 'h', createdAt: now };
    const credentials = [...sampleProvider().credentials, unused];
    await directory.providers.create(sampleProvider({ credentials }));

    await credentialLedger(directory).used(keyId);

    const shown = await getProviderForAdministrator(directory, sampleProviderId);
    expect(shown.credentials.map(({ lastUsedAt }) => lastUsedAt)).toEqual([now, undefined]);
    expect(await listProvidersForAdministrators(directory, { limit: 1 })).toEqual({ items: [shown] });
    expect(shown.version).toBe(1);
  });

  test('is written every five minutes at most by one instance', async () => {
    const directory = testDirectory();
    const ledger = credentialLedger(directory);
    const lastUsedAt = async () => (await directory.credentialUse.lastUsed([keyId])).get(keyId);
    await ledger.used(keyId);

    directory.clock.advance(299);
    await ledger.used(keyId);
    expect(await lastUsedAt()).toBe(now);
    directory.clock.advance(1);
    await ledger.used(keyId);

    expect(await lastUsedAt()).toBe('2026-11-23T18:05:00.000Z');
  });
});

describe('refused credentials', () => {
  test('are counted, each once, in writes a second apart, by provider or for none', async () => {
    const directory = testDirectory();
    const ledger = credentialLedger(directory);
    for (let request = 0; request < 50; request++) await ledger.refused(sampleProviderId, 'r-1');
    await ledger.refused(undefined, 'r-2');
    expect(await counted(directory)).toEqual([
      ['provider', 1],
      ['unknown', 1],
    ]);

    directory.clock.advance(1);
    await ledger.refused(sampleProviderId, 'r-3');

    expect(await counted(directory)).toEqual([
      ['provider', 51],
      ['unknown', 1],
    ]);
  });
});

test('an account that cannot be kept changes nothing but the log of the function', async () => {
  const directory = testDirectory();
  const ledger = credentialLedger(directory);
  const cause = new Unavailable('DynamoDB is down.');
  directory.credentialUse.beforeNext('record', () => {
    throw cause;
  });
  directory.syncLog.beforeNext('countRefusedCredentials', () => {
    throw cause;
  });

  await ledger.used(keyId);
  await ledger.refused(undefined, 'r-1');

  expect(directory.telemetry.events).toEqual([
    { type: 'entry-not-recorded', cause },
    { type: 'entry-not-recorded', cause },
  ]);
});
