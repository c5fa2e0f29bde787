import { describe, expect, test } from 'vitest';
import { carryOutDeactivation } from '#shared/directory/deactivations/carry-out-deactivation.ts';
import { sweepDeactivations } from '#shared/directory/deactivations/sweep-deactivations.ts';
import { Invalid, NotFound } from '#shared/directory/errors.ts';
import { closeMatter } from '#shared/directory/matters/close-matter.ts';
import { placeLegalHold, releaseLegalHold } from '#shared/directory/matters/legal-hold.ts';
import { openMatter } from '#shared/directory/matters/open-matter.ts';
import { changeProvider } from '#shared/directory/providers/change-provider.ts';
import { samplePendingDeactivation, sampleProviderId } from '#test/doubles/samples.ts';
import { type TestDirectory, testDirectory } from '#test/doubles/test-directory.ts';
import {
  administering,
  administrator,
  administratorsEntry,
  now,
} from '#test/shared/directory/administration/administration.ts';
import { deactivatedByProvisioning, due, pending } from '#test/shared/directory/life/lives.ts';
import { provisioning } from '#test/shared/directory/provisioning/provisioning.ts';

/** One user and one open matter, in whose name the user can be held. */
async function withMatter(changes = {}) {
  const parts = await administering(changes);
  const matter = await openMatter(parts.directory, { administrator, name: 'Doe v. Roe' });
  return { ...parts, matter, hold: { ...parts.request, matterId: matter.id } };
}

const planWithout = (directory: TestDirectory) => ({
  ...directory,
  settings: { ...directory.settings, productPlan: 'incydr-professional' as const },
});

describe('opening a matter', () => {
  test('makes it open for custodians, its name without the spaces around it', async () => {
    const directory = testDirectory();

    const matter = await openMatter(directory, { administrator, name: ' Doe v. Roe ' });

    expect(matter).toEqual({
      id: expect.stringMatching(/^\w{26}$/),
      version: 1,
      name: 'Doe v. Roe',
      state: 'open',
      createdAt: now,
      lastModifiedAt: now,
    });
    expect(directory.matters.stored()).toEqual([matter]);
  });

  test.each(['', '   ', 'x'.repeat(101)])('is refused for the name "%s"', async (name) => {
    await expect(openMatter(testDirectory(), { administrator, name })).rejects.toBeInstanceOf(Invalid);
  });
});

describe('placing a legal hold', () => {
  test('makes the user custodian of the matter, with an entry that names both, and once only', async () => {
    const { directory, user, matter, hold } = await withMatter(pending);

    const held = await placeLegalHold(directory, hold);

    expect(held).toEqual({ ...user, version: 2, matterIds: [matter.id] });
    expect(directory.users.entries().at(-1)).toEqual(
      administratorsEntry(user, { operation: 'place-hold', events: ['hold-placed'], matterId: matter.id }),
    );
    expect(await placeLegalHold(directory, hold)).toEqual(held);
    expect(directory.users.entries()).toHaveLength(2);
    expect(directory.schedules.scheduled()).toHaveLength(1);
  });

  test('is refused for a deactivated user', async () => {
    const { directory, user, hold } = await withMatter(deactivatedByProvisioning);

    await expect(placeLegalHold(directory, hold)).rejects.toMatchObject({ code: 'DEACTIVATED' });
    expect(directory.users.all()).toEqual([user]);
  });

  test('is refused for a matter that is not there, and for a user who is not', async () => {
    const { directory, hold } = await withMatter();

    await expect(placeLegalHold(directory, { ...hold, matterId: 'M0' })).rejects.toBeInstanceOf(NotFound);
    await expect(placeLegalHold(directory, { ...hold, userId: 'nobody' })).rejects.toBeInstanceOf(NotFound);
  });

  test('is refused once the matter is closed', async () => {
    const { directory, user, hold } = await withMatter();
    await closeMatter(directory, { ...hold, budgetSeconds: 10 });

    await expect(placeLegalHold(directory, hold)).rejects.toMatchObject({ code: 'MATTER_CLOSED' });
    expect(directory.users.all()).toEqual([user]);
  });

  test('is refused when the matter is closed between the read and the commit', async () => {
    const { directory, user, hold } = await withMatter();
    directory.users.beforeNext('commit', async () => {
      await closeMatter(directory, { ...hold, budgetSeconds: 10 });
    });

    await expect(placeLegalHold(directory, hold)).rejects.toMatchObject({ code: 'MATTER_CLOSED' });
    expect(directory.users.all()).toEqual([user]);
    expect(directory.matters.stored()).toMatchObject([{ state: 'closed' }]);
  });

  test('is refused when the deactivation is carried out at the same moment', async () => {
    const { directory, user, hold } = await withMatter(pending);
    directory.clock.advance(900);
    const { id: deactivationId } = samplePendingDeactivation();
    directory.users.beforeNext('commit', async () => {
      await carryOutDeactivation(directory, { userId: user.id, deactivationId, requestId: 'request-2' });
    });

    await expect(placeLegalHold(directory, hold)).rejects.toMatchObject({ code: 'DEACTIVATED' });
    expect(directory.users.all()).toMatchObject([{ life: { state: 'deactivated' }, matterIds: [] }]);
  });
});

describe('releasing a legal hold', () => {
  test('leaves an active user active, with an entry that names the matter, and once only', async () => {
    const { directory, user, matter, hold } = await withMatter();
    await placeLegalHold(directory, hold);

    const released = await releaseLegalHold(directory, hold);

    expect(released).toEqual({ ...user, version: 3, matterIds: [] });
    expect(directory.users.entries().at(-1)).toEqual(
      administratorsEntry(user, { operation: 'release-hold', events: ['hold-released'], matterId: matter.id }),
    );
    expect(await releaseLegalHold(directory, hold)).toEqual(released);
    expect(directory.users.entries()).toHaveLength(3);
  });

  test('deactivates in the same change whose deactivation is due, and the schedule goes', async () => {
    const { directory, user, matter, hold } = await withMatter(pending);
    await placeLegalHold(directory, hold);
    directory.clock.advance(1000);
    const at = '2026-11-23T18:16:40.000Z';

    const released = await releaseLegalHold(directory, hold);

    const life = { state: 'deactivated', at, cause: 'provisioning' } as const;
    expect(released).toEqual({ ...user, version: 3, lastModifiedAt: at, life, matterIds: [] });
    expect(directory.users.entries().at(-1)).toEqual(
      administratorsEntry(user, {
        at,
        operation: 'release-hold',
        events: ['hold-released', 'deactivated'],
        matterId: matter.id,
      }),
    );
    expect(directory.schedules.scheduled()).toEqual([]);
  });

  test('before the deactivation is due leaves it to its schedule', async () => {
    const { directory, hold } = await withMatter(pending);
    await placeLegalHold(directory, hold);
    directory.clock.advance(899);

    expect((await releaseLegalHold(directory, hold)).life).toEqual(pending.life);
    expect(directory.schedules.scheduled()).toMatchObject([{ dueAt: due }]);
  });

  test('after the schedule was held back, and before the next sweep, deactivates by itself', async () => {
    const { directory, hold } = await withMatter(pending);
    await placeLegalHold(directory, hold);
    directory.clock.advance(900);
    const { userId } = hold;
    const fired = { userId, deactivationId: samplePendingDeactivation().id, requestId: 'request-2' };

    expect(await carryOutDeactivation(directory, fired)).toBe('held-back');
    await releaseLegalHold(directory, hold);

    expect(await carryOutDeactivation(directory, fired)).toBe('not-pending');
    expect(directory.users.all()).toMatchObject([{ life: { state: 'deactivated', cause: 'provisioning' } }]);
  });

  test('from one of two matters leaves a due deactivation held back', async () => {
    const { directory, hold } = await withMatter(pending);
    const other = await openMatter(directory, { administrator, name: 'Estate of Doe' });
    await placeLegalHold(directory, hold);
    await placeLegalHold(directory, { ...hold, matterId: other.id });
    directory.clock.advance(1000);

    expect(await releaseLegalHold(directory, hold)).toMatchObject({ life: pending.life, matterIds: [other.id] });
    expect(await sweepDeactivations(directory, { requestId: 'sweep-1', patienceSeconds: 90 })).toMatchObject({
      overdue: 0,
      pendingDeactivations: 0,
    });
  });

  test('while pending deactivations are being cancelled leaves the deactivation to that', async () => {
    const { directory, hold } = await withMatter(pending);
    await placeLegalHold(directory, hold);
    await changeProvider(directory, {
      providerId: sampleProviderId,
      change: (provider) => ({
        ...provider,
        enabled: false,
        cancelling: { ...administrator, since: now },
      }),
    });
    directory.clock.advance(1000);

    expect(await releaseLegalHold(directory, hold)).toMatchObject({ life: pending.life, matterIds: [] });
  });
});

describe('a provider and a custodian', () => {
  test('inactive blocks, active lifts the block; the hold stays', async () => {
    const { directory, create, disable, enable } = await provisioning({ deactivationDelaySeconds: 0 });
    const { id: userId } = await create();
    const { id: matterId } = await openMatter(directory, { administrator, name: 'Doe v. Roe' });
    await placeLegalHold(directory, { administrator, userId, matterId });

    expect(await disable(userId)).toMatchObject({ life: { state: 'pending' }, blocks: { provisioning: now } });
    expect(await enable(userId)).toMatchObject({ life: { state: 'active' }, blocks: {}, matterIds: [matterId] });
    expect(directory.schedules.scheduled()).toEqual([]);
  });

  test('DELETE hides and blocks; the hold stays, and its release deactivates the deleted user', async () => {
    const { directory, create, remove } = await provisioning();
    const { id: userId } = await create();
    const { id: matterId } = await openMatter(directory, { administrator, name: 'Doe v. Roe' });
    await placeLegalHold(directory, { administrator, userId, matterId });
    await remove(userId);
    expect(directory.users.all()).toMatchObject([
      { deletedAt: now, life: { state: 'pending' }, blocks: { provisioning: now }, matterIds: [matterId] },
    ]);
    directory.clock.advance(900);

    const released = await releaseLegalHold(directory, { administrator, userId, matterId });

    expect(released).toMatchObject({ deletedAt: now, life: { state: 'deactivated' }, matterIds: [] });
  });
});

describe('a product plan without legal hold (rule 7)', () => {
  test('opens no matter and places no hold', async () => {
    const { directory, user, hold } = await withMatter();
    const without = planWithout(directory);

    await expect(openMatter(without, { administrator, name: 'Doe v. Roe' })).rejects.toMatchObject({
      code: 'NO_LEGAL_HOLD',
    });
    await expect(placeLegalHold(without, hold)).rejects.toMatchObject({ code: 'NO_LEGAL_HOLD' });
    expect(directory.users.all()).toEqual([user]);
  });

  test('keeps the holds that there are, until they are released', async () => {
    const { directory, user, hold } = await withMatter(pending);
    await placeLegalHold(directory, hold);
    const without = planWithout(directory);
    directory.clock.advance(900);
    const fired = { userId: user.id, deactivationId: samplePendingDeactivation().id, requestId: 'request-2' };

    expect(await carryOutDeactivation(without, fired)).toBe('held-back');
    expect(await releaseLegalHold(without, hold)).toMatchObject({ life: { state: 'deactivated' }, matterIds: [] });
  });

  test('closes the matters that there are', async () => {
    const { directory, user, hold } = await withMatter();
    await placeLegalHold(directory, hold);

    expect(await closeMatter(planWithout(directory), { ...hold, budgetSeconds: 10 })).toMatchObject({
      state: 'closed',
    });
    expect(directory.users.all()).toEqual([{ ...user, version: 3 }]);
  });
});
