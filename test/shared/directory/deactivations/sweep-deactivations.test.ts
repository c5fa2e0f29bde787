import { describe, expect, test } from 'vitest';
import { sweepDeactivations } from '#shared/directory/deactivations/sweep-deactivations.ts';
import { Unavailable } from '#shared/directory/errors.ts';
import { closeMatter } from '#shared/directory/matters/close-matter.ts';
import { placeLegalHold } from '#shared/directory/matters/legal-hold.ts';
import { openMatter } from '#shared/directory/matters/open-matter.ts';
import { changeProvider } from '#shared/directory/providers/change-provider.ts';
import { administrator, now } from '#test/shared/directory/administration/administration.ts';
import { provisioning } from '#test/shared/directory/provisioning/provisioning.ts';

const sweep = { requestId: 'sweep-1', patienceSeconds: 90 };

/** So many pending users, all due at 18:15. */
async function withPendingUsers(count: number) {
  const parts = await provisioning();
  const userIds: string[] = [];
  for (let index = 0; index < count; index++) {
    const { id } = await parts.create({ userName: `user-${index}` });
    await parts.disable(id);
    userIds.push(id);
  }
  return { ...parts, userIds };
}

const states = (users: readonly { readonly life: { readonly state: string } }[]) => users.map(({ life }) => life.state);

describe('a sweep', () => {
  test('carries out whatever is late, though more of them than are carried out side by side', async () => {
    const { directory } = await withPendingUsers(50);
    directory.clock.advance(1000);

    expect(await sweepDeactivations(directory, sweep)).toEqual({
      overdue: 50,
      oldestLateSeconds: 100,
      carriedOut: 50,
      left: 0,
      unfinished: 0,
      users: 50,
      pendingDeactivations: 0,
    });
    expect(new Set(states(directory.users.all()))).toEqual(new Set(['deactivated']));
  });

  test('begins no deactivation after 30 s, and says how many are left to the next one', async () => {
    const { directory } = await withPendingUsers(50);
    directory.clock.advance(1000);
    const get: typeof directory.users.get = async (userId) => {
      directory.clock.advance(1);
      return directory.users.get(userId);
    };
    const slow = { ...directory, users: { ...directory.users, get } };

    const report = await sweepDeactivations(slow, sweep);

    expect(report).toMatchObject({ overdue: 50, carriedOut: 30, left: 20, pendingDeactivations: 20 });
    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ overdue: 20, carriedOut: 20, left: 0 });
  });

  test('leaves alone whom a legal hold keeps, and deactivates the user once the matter is closed', async () => {
    const { directory, userIds } = await withPendingUsers(2);
    const { id: matterId } = await openMatter(directory, { administrator, name: 'Doe v. Roe' });
    await placeLegalHold(directory, { administrator, matterId, userId: userIds[0] ?? '' });
    directory.clock.advance(1000);

    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ overdue: 1, carriedOut: 1, left: 0 });
    expect(states(directory.users.all())).toEqual(['pending', 'deactivated']);

    await closeMatter(directory, { administrator, matterId, budgetSeconds: 0 });
    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ overdue: 0, unfinished: 0 });
    expect(states(directory.users.all())).toEqual(['deactivated', 'deactivated']);
  });

  test('does not count as overdue what is being cancelled, and goes on with the cancelling', async () => {
    const { directory, provider } = await withPendingUsers(2);
    directory.clock.advance(1000);
    await changeProvider(directory, {
      providerId: provider.id,
      change: (stored) => ({
        ...stored,
        enabled: false,
        cancelling: { ...administrator, since: now },
      }),
    });

    expect(await sweepDeactivations(directory, sweep)).toMatchObject({
      overdue: 0,
      carriedOut: 0,
      left: 0,
      unfinished: 0,
      pendingDeactivations: 0,
    });
    expect(states(directory.users.all())).toEqual(['active', 'active']);
  });

  test('fails when it cannot be known what is overdue', async () => {
    const { directory } = await withPendingUsers(1);
    directory.users.beforeNext('overdue', () => {
      throw new Unavailable('DynamoDB is down.');
    });

    await expect(sweepDeactivations(directory, sweep)).rejects.toBeInstanceOf(Unavailable);
  });
});
