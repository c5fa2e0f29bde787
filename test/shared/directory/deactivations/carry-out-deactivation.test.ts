import { describe, expect, test } from 'vitest';
import { carryOutDeactivation } from '#shared/directory/deactivations/carry-out-deactivation.ts';
import { sweepDeactivations } from '#shared/directory/deactivations/sweep-deactivations.ts';
import { Unavailable } from '#shared/directory/errors.ts';
import type { UserChange } from '#shared/directory/ports.ts';
import type { PendingDeactivation } from '#shared/directory/users/user.ts';
import { sampleChange } from '#test/doubles/samples.ts';
import { administrator } from '#test/shared/directory/administration/administration.ts';
import { provisioning } from '#test/shared/directory/provisioning/provisioning.ts';

async function pendingUser() {
  const parts = await provisioning();
  const { id } = await parts.create();
  const user = await parts.disable(id);
  if (user.life.state !== 'pending') throw new Error('The user is not pending.');
  const { directory } = parts;
  const { id: deactivationId } = user.life.deactivation;
  const fire = () => carryOutDeactivation(directory, { userId: id, deactivationId, requestId: 'request-2' });
  return { ...parts, user, deactivationId, fire };
}

describe('a schedule fires', () => {
  test('deactivates the user once it is due, with one entry under the id of the deactivation', async () => {
    const { directory, user, deactivationId, fire } = await pendingUser();
    directory.clock.advance(905);

    expect(await fire()).toBe('carried-out');

    const at = '2026-11-23T18:15:05.000Z';
    const after = { version: 3, lastModifiedAt: at };
    expect(directory.users.all()).toEqual([
      { ...user, ...after, life: { state: 'deactivated', at, cause: 'provisioning' } },
    ]);
    expect(directory.users.entries().at(-1)).toMatchObject({
      id: deactivationId,
      operation: 'deactivate',
      events: ['deactivated'],
      changes: [],
      requestId: 'request-2',
    });
    expect(directory.telemetry.events.at(-1)).toMatchObject({ type: 'deactivated', userId: user.id, lateSeconds: 5 });
  });

  test('twice changes nothing the second time', async () => {
    const { directory, fire } = await pendingUser();
    directory.clock.advance(900);
    await fire();

    expect(await fire()).toBe('not-pending');
    expect(directory.users.entries()).toHaveLength(3);
  });

  test('a little early waits until it is due', async () => {
    const { directory, fire } = await pendingUser();
    directory.clock.advance(850);

    expect(await fire()).toBe('carried-out');
    expect(directory.clock.sleeps).toEqual([50_000]);
  });

  test('far too early throws, so that it is called again', async () => {
    const { directory, user, fire } = await pendingUser();
    directory.clock.advance(829);

    await expect(fire()).rejects.toThrow('71 s');
    expect(directory.users.all()).toEqual([user]);
  });

  test('after the user was re-enabled, or is pending anew, changes nothing', async () => {
    const { directory, user, enable, disable, fire } = await pendingUser();
    await enable(user.id);
    directory.clock.advance(900);
    expect(await fire()).toBe('not-pending');
    const again = await disable(user.id);

    expect(await fire()).toBe('not-pending');
    expect(directory.users.all()).toEqual([again]);
  });

  test('while a matter holds the user, leaves the user pending', async () => {
    const { directory, user, deactivationId, fire } = await pendingUser();
    const held = sampleChange(user, { matterIds: ['M1'] });
    await directory.users.commit(held);
    directory.clock.advance(900);

    expect(await fire()).toBe('held-back');
    expect(directory.users.all()).toEqual([held.after]);
    const told = { type: 'deactivation-held-back', userId: user.id, deactivationId };
    expect(directory.telemetry.events.at(-1)).toEqual(told);
  });

  test('while a matter holds the user and the provider’s are being cancelled, says that the hold is in the way', async () => {
    const { directory, provider, user, fire } = await pendingUser();
    await directory.users.commit(sampleChange(user, { matterIds: ['M1'] }));
    const cancelling = { ...administrator, since: user.lastModifiedAt };
    const after = { ...provider, version: provider.version + 1, enabled: false, cancelling };
    await directory.providers.replace(provider, after);
    directory.clock.advance(900);

    expect(await fire()).toBe('held-back');
  });

  test('is not stopped by an update of the profile at the same moment', async () => {
    const { directory, user, patch, fire } = await pendingUser();
    directory.clock.advance(900);
    directory.users.beforeNext('commitDeactivation', async () => {
      await patch(user.id, { op: 'replace', path: 'title', value: 'Countess' });
    });

    expect(await fire()).toBe('carried-out');
    expect(directory.users.all()).toMatchObject([
      { life: { state: 'deactivated' }, attributes: { title: 'Countess' } },
    ]);
  });

  test('loses to a re-enable at the same moment', async () => {
    const { directory, user, enable, fire } = await pendingUser();
    directory.clock.advance(900);
    directory.users.beforeNext('commitDeactivation', async () => {
      await enable(user.id);
    });

    expect(await fire()).toBe('not-pending');
    expect(directory.users.all()).toMatchObject([{ life: { state: 'active' } }]);
  });

  test('counts once when the reply of its commit is lost', async () => {
    const { directory, deactivationId, user } = await pendingUser();
    directory.clock.advance(900);
    const { commitDeactivation } = directory.users;
    const losing = async (change: UserChange & { before: typeof user }, deactivation: PendingDeactivation) => {
      await commitDeactivation(change, deactivation);
      throw new Unavailable('The reply was lost.');
    };
    const request = { userId: user.id, deactivationId, requestId: 'request-2' };

    const lossy = { ...directory, users: { ...directory.users, commitDeactivation: losing } };

    expect(await carryOutDeactivation(lossy, request)).toBe('carried-out');
    expect(directory.users.entries()).toHaveLength(3);
    const types = directory.telemetry.events.map(({ type }) => type);
    expect(types.filter((type) => type === 'deactivated')).toHaveLength(1);
    expect(types).not.toContain('deactivation-not-pending');
  });

  test('throws when the store stays unavailable, so that it is called again', async () => {
    const { directory, deactivationId, user } = await pendingUser();
    directory.clock.advance(900);
    const unavailable = async () => {
      throw new Unavailable('DynamoDB is down.');
    };
    const down = { ...directory, users: { ...directory.users, commitDeactivation: unavailable } };
    const request = { userId: user.id, deactivationId, requestId: 'request-2' };

    await expect(carryOutDeactivation(down, request)).rejects.toBeInstanceOf(Unavailable);
  });
});

describe('the sweep', () => {
  test('carries out what is over 90 s late, and reports how late it was', async () => {
    const { directory } = await pendingUser();
    directory.clock.advance(900 + 91);

    expect(await sweepDeactivations(directory, { requestId: 'sweep-1', patienceSeconds: 90 })).toEqual({
      overdue: 1,
      oldestLateSeconds: 91,
      carriedOut: 1,
      left: 0,
      unfinished: 0,
      users: 1,
      pendingDeactivations: 0,
    });
    expect(directory.users.entries().at(-1)).toMatchObject({ events: ['deactivated'], requestId: 'sweep-1' });
  });

  test('leaves to the schedule what is not over 90 s late', async () => {
    const { directory } = await pendingUser();
    directory.clock.advance(900 + 90);

    expect(await sweepDeactivations(directory, { requestId: 'sweep-1', patienceSeconds: 90 })).toMatchObject({
      overdue: 0,
      pendingDeactivations: 1,
    });
  });

  test('goes on after one that cannot be carried out, and leaves it to the next sweep', async () => {
    const { directory, create, disable } = await pendingUser();
    const charles = await create({ userName: 'charles' });
    await disable(charles.id);
    directory.clock.advance(1000);
    directory.users.beforeNext('get', () => {
      throw new Error('The item cannot be read.');
    });

    const report = await sweepDeactivations(directory, { requestId: 'sweep-1', patienceSeconds: 90 });

    expect(report).toMatchObject({ overdue: 2, carriedOut: 1, left: 1, pendingDeactivations: 1 });
    expect(directory.telemetry.events).toContainEqual(expect.objectContaining({ type: 'sweep-failed' }));
  });

  test('does not count what a lagging index still shows', async () => {
    const { directory, fire } = await pendingUser();
    directory.clock.advance(1000);
    const stale = await directory.users.overdue(directory.clock.now(), 10);
    await fire();

    const lagging = { ...directory, users: { ...directory.users, overdue: async () => stale } };

    expect(await sweepDeactivations(lagging, { requestId: 'sweep-1', patienceSeconds: 90 })).toMatchObject({
      overdue: 0,
      carriedOut: 0,
      left: 0,
    });
  });
});
