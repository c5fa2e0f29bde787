import { describe, expect, test } from 'vitest';
import { blockUser, deactivateUser } from '#shared/directory/administration/change-life.ts';
import { eraseUser } from '#shared/directory/administration/erase-user.ts';
import { userHistory } from '#shared/directory/administration/users-for-administrators.ts';
import { Invalid, NotFound } from '#shared/directory/errors.ts';
import { addOrganization } from '#shared/directory/organizations/add-organization.ts';
import { editProvider } from '#shared/directory/providers/edit-provider.ts';
import { removeProvider } from '#shared/directory/providers/remove-provider.ts';
import { readAdministratorsLog, readSyncLog } from '#shared/directory/sync-log/read-sync-log.ts';
import { sampleProvider, sampleProviderId } from '#test/doubles/samples.ts';
import { administrator, now } from '#test/shared/directory/administration/administration.ts';
import { clientOf, provisioning } from '#test/shared/directory/provisioning/provisioning.ts';

const otherId = '01KARPZZZZ0000000000000002';
const day = { from: '2026-11-23T00:00:00.000Z', before: '2026-11-24T00:00:00.000Z', limit: 100 };

/** Ada of the first provider, renamed; Grace of the second one; a refusal; and an administrator who blocked Ada. */
async function aDay() {
  const parts = await provisioning();
  const { directory, create } = parts;
  const other = sampleProvider({ id: otherId, displayName: 'Entra' });
  await directory.providers.create(other);
  const ada = await create({ userName: 'ada' });
  directory.clock.advance(60);
  const grace = await clientOf(directory, other).create({ userName: 'grace' });
  await expect(create({ userName: 'grace' })).rejects.toMatchObject({ status: 409 });
  directory.clock.advance(60);
  await blockUser(directory, { administrator, userId: ada.id });
  await directory.syncLog.countRefusedCredentials({ count: 7, at: now, entryId: 'Z', requestId: 'r-9' });
  return { ...parts, ada, grace };
}

const summary = ({ userName, operation, outcome }: { userName?: string; operation: string; outcome: string }) =>
  `${operation} ${userName ?? '-'} ${outcome}`;

describe('the Sync Log', () => {
  test('has what all providers caused, and credentials that belong to none; nothing of administrators', async () => {
    const { directory } = await aDay();

    const { items, next } = await readSyncLog(directory, day);

    expect(items.map(summary)).toEqual([
      'create ada changed',
      'authenticate - refused',
      'create grace changed',
      'create grace refused',
    ]);
    expect(items.map(({ providerName }) => providerName)).toEqual(['PingOne', undefined, 'Entra', 'PingOne']);
    expect(next).toBeUndefined();
  });

  test('is asked for by provider, userName in any case, operation, outcome, user and time', async () => {
    const { directory, ada, grace } = await aDay();
    const found = async (query: Partial<Parameters<typeof readSyncLog>[1]>) =>
      (await readSyncLog(directory, { ...day, ...query })).items.map(summary);

    expect(await found({ providerId: otherId })).toEqual(['create grace changed']);
    expect(await found({ providerId: 'unknown' })).toEqual(['authenticate - refused']);
    expect(await found({ userName: 'ADA' })).toEqual(['create ada changed']);
    expect(await found({ operation: 'authenticate' })).toEqual(['authenticate - refused']);
    expect(await found({ outcome: 'refused', operation: 'create' })).toEqual(['create grace refused']);
    expect(await found({ userId: ada.id })).toEqual(['create ada changed']);
    expect(await found({ userId: grace.id, providerId: sampleProviderId })).toEqual(['create grace refused']);
    expect(await found({ userId: grace.id, before: '2026-11-23T18:01:00.000Z' })).toEqual([]);
    expect(await found({ userId: grace.id, from: '2026-11-23T18:01:00.001Z' })).toEqual([]);
    expect(await found({ from: '2026-11-23T18:01:00.000Z', newestFirst: true, limit: 1 })).toEqual([
      'create grace refused',
    ]);
  });

  test('still has, and names, what a provider caused that is removed by now', async () => {
    const { directory } = await aDay();
    const removal = { administrator, providerId: otherId, usersBecome: { become: 'local' }, budgetSeconds: 9 } as const;
    await removeProvider(directory, removal);
    directory.clock.advance(60);
    expect(await removeProvider(directory, removal)).toBeUndefined();

    const { items } = await readSyncLog(directory, { ...day, providerId: otherId });

    expect(items).toMatchObject([{ operation: 'create', userName: 'grace', providerName: 'Entra' }]);
    expect((await readSyncLog(directory, day)).items).toHaveLength(4);
    const ofNobody = readSyncLog(directory, { ...day, providerId: 'nobody' });
    await expect(ofNobody).rejects.toThrow(new Invalid('There is no provider nobody.'));
  });

  test('of a provider that never was is not read, by time or by user', async () => {
    const { directory, ada } = await aDay();

    for (const query of [{}, { userId: ada.id }]) {
      const reading = readSyncLog(directory, { ...day, ...query, providerId: 'nobody' });

      await expect(reading).rejects.toThrow(new Invalid('There is no provider nobody.'));
    }
  });

  test('goes on where a page ended', async () => {
    const { directory } = await aDay();
    const first = await readSyncLog(directory, { ...day, limit: 3 });

    const second = await readSyncLog(directory, { ...day, limit: 3, after: first.next });

    expect(first.items).toHaveLength(3);
    expect(second.items.map(summary)).toEqual(['create grace refused']);
    expect(second.next).toBeUndefined();
  });
});

describe('the administrators’ log', () => {
  test('has what administrators did to users, providers and organizations, with who they were', async () => {
    const { directory, ada } = await aDay();
    await editProvider(directory, { administrator, providerId: otherId, settings: { deactivationDelaySeconds: 0 } });
    const grace = { ...administrator, administratorId: 'arn:aws:iam::123456789012:user/hopper' };
    const { id } = await addOrganization(directory, { administrator: grace, name: 'Sales' });

    const { items } = await readAdministratorsLog(directory, day);

    expect(items).toMatchObject([
      { operation: 'block', userId: ada.id, actor: { administratorId: administrator.administratorId } },
      {
        operation: 'edit-provider',
        subject: { type: 'provider', id: otherId, name: 'Entra' },
        changes: [{ attribute: 'deactivationDelaySeconds', before: 900, after: 0 }],
      },
      {
        operation: 'add-organization',
        subject: { type: 'organization', id, name: 'Sales' },
        actor: { by: 'administrator', administratorId: grace.administratorId },
        changes: [{ attribute: 'name', after: 'Sales' }],
      },
    ]);
    const found = async (query: Partial<Parameters<typeof readAdministratorsLog>[1]>) =>
      (await readAdministratorsLog(directory, { ...day, ...query })).items.map(({ operation }) => operation);
    expect(await found({ administratorId: grace.administratorId })).toEqual(['add-organization']);
    expect(await found({ subjectId: otherId })).toEqual(['edit-provider']);
    expect(await found({ userId: ada.id })).toEqual(['block']);
    expect(await found({ operation: 'block' })).toEqual(['block']);
  });
});

describe('the history of a user', () => {
  test('has everything, whoever caused it, newest first if wanted, with the names of providers', async () => {
    const { directory, ada } = await aDay();

    const { items } = await userHistory(directory, { userId: ada.id, limit: 10, newestFirst: true });

    expect(items).toMatchObject([{ operation: 'block' }, { operation: 'create', providerName: 'PingOne' }]);
    expect(items[0]).not.toHaveProperty('providerName');
  });

  test('is still there once the user is erased', async () => {
    const { directory, ada } = await aDay();
    await deactivateUser(directory, { administrator, userId: ada.id });
    await eraseUser(directory, { administrator, userId: ada.id });

    const { items } = await userHistory(directory, { userId: ada.id, limit: 10 });

    expect(items.map(({ operation }) => operation)).toEqual(['create', 'block', 'deactivate', 'erase']);
  });

  test('is not there for a user who never was', async () => {
    const { directory } = await aDay();

    await expect(userHistory(directory, { userId: 'nobody', limit: 10 })).rejects.toThrow(NotFound);
  });
});
