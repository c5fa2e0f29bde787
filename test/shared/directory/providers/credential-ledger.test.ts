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
    expect(shown.credentials).toStrictEqual([{ ...credentials[0], lastUsedAt: now }, unused]);
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
  /** Refuses so many, and says how many of them the log has, and in how many writes. */
  async function refusing() {
    const directory = testDirectory();
    let writes = 0;
    const countRefusedCredentials: typeof directory.syncLog.countRefusedCredentials = (refused) => {
      writes += 1;
      return directory.syncLog.countRefusedCredentials(refused);
    };
    const ledger = credentialLedger({ ...directory, syncLog: { ...directory.syncLog, countRefusedCredentials } });
    const refuse = async (count: number, whose: 'provider' | 'nobody' = 'provider') => {
      const providerId = whose === 'provider' ? sampleProviderId : undefined;
      for (let request = 0; request < count; request++) await ledger.refused(providerId, 'r-1');
      return { counted: Object.fromEntries(await counted(directory)), writes };
    };
    return { directory, refuse };
  }

  test('are counted to the last when they are few at once, by provider or for none', async () => {
    const { refuse } = await refusing();

    expect(await refuse(3)).toEqual({ counted: { provider: 3 }, writes: 3 });
    expect(await refuse(7)).toEqual({ counted: { provider: 10 }, writes: 10 });
    expect(await refuse(2, 'nobody')).toEqual({ counted: { provider: 10, unknown: 2 }, writes: 12 });
  });

  test('of a flood are counted, each once, in writes a second apart', async () => {
    const { directory, refuse } = await refusing();
    expect(await refuse(500)).toEqual({ counted: { provider: 10 }, writes: 10 });

    directory.clock.advance(0.5);
    expect(await refuse(100)).toMatchObject({ writes: 10 });
    directory.clock.advance(0.5);
    expect(await refuse(1)).toEqual({ counted: { provider: 601 }, writes: 11 });
    for (let second = 0; second < 5; second++) {
      directory.clock.advance(1);
      await refuse(100);
    }

    expect(await refuse(0)).toEqual({ counted: { provider: 601 + 401 }, writes: 16 });
  });

  test('are written at once again after a while, ten and no more', async () => {
    const { directory, refuse } = await refusing();
    await refuse(20);

    directory.clock.advance(4);
    expect(await refuse(5)).toEqual({ counted: { provider: 24 }, writes: 14 });
    directory.clock.advance(3600 - 4 - 1);

    expect(await refuse(20)).toMatchObject({ writes: 24 });
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
