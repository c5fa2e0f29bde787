import { describe, expect, test } from 'vitest';
import { sweepDeactivations } from '#shared/directory/deactivations/sweep-deactivations.ts';
import { NotFound, Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { closeMatter, goOnClosing } from '#shared/directory/matters/close-matter.ts';
import { placeLegalHold } from '#shared/directory/matters/legal-hold.ts';
import { openMatter } from '#shared/directory/matters/open-matter.ts';
import type { UserChange } from '#shared/directory/ports.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { administrator, now, store } from '#test/shared/directory/administration/administration.ts';
import { pending } from '#test/shared/directory/life/lives.ts';

const sweep = { requestId: 'sweep-1', patienceSeconds: 90 };

/** An open matter with so many custodians, `01KARQ…0000` and so on. */
async function withCustodians(count: number, changes = {}) {
  const directory = testDirectory();
  await directory.providers.create(sampleProvider());
  const { id: matterId } = await openMatter(directory, { administrator, name: 'Doe v. Roe' });
  for (let index = 0; index < count; index++) {
    const number = String(index).padStart(4, '0');
    const attributes = { userName: `user-${number}` };
    const { id: userId } = await store(directory, { ...changes, id: `01KARQ0000000000000000${number}`, attributes });
    await placeLegalHold(directory, { administrator, matterId, userId });
  }
  const close = (budgetSeconds = 20) => closeMatter(directory, { administrator, matterId, budgetSeconds });
  return { directory, matterId, close, custodians: () => directory.users.custodians(matterId, 1000) };
}

describe('closing a matter', () => {
  test('releases all of 450 custodians, each with an entry of its own, and ends closed', async () => {
    const { directory, matterId, close, custodians } = await withCustodians(450);

    const matter = await close();

    expect(matter).toEqual({
      id: matterId,
      version: 3,
      name: 'Doe v. Roe',
      state: 'closed',
      closed: { at: now, ...administrator },
      createdAt: now,
      lastModifiedAt: now,
    });
    expect(directory.matters.stored()).toEqual([matter]);
    expect(await custodians()).toEqual([]);
    const released = directory.users.entries().filter(({ operation }) => operation === 'release-hold');
    expect(new Set(released.map(({ userId }) => userId)).size).toBe(450);
    expect(released).toHaveLength(450);
    expect(released[0]).toMatchObject({
      actor: { by: 'administrator', administratorId: administrator.administratorId },
      matterId,
      events: ['hold-released'],
      requestId: administrator.requestId,
    });
  });

  test('deactivates whose deactivation is due', async () => {
    const { directory, close } = await withCustodians(3, pending);
    directory.clock.advance(900);

    await close();

    expect(directory.users.all().map(({ life }) => life.state)).toEqual(['deactivated', 'deactivated', 'deactivated']);
    expect(directory.schedules.scheduled()).toEqual([]);
  });

  test('twice changes nothing the second time, and keeps who closed it first', async () => {
    const { directory, matterId, close } = await withCustodians(1);
    const closed = await close();
    const other = { administratorId: 'arn:aws:iam::123456789012:user/other', requestId: 'request-10' };

    expect(await closeMatter(directory, { administrator: other, matterId, budgetSeconds: 20 })).toEqual(closed);
    expect(directory.matters.stored()).toEqual([closed]);
  });

  test('at the same moment as somebody else is closed once', async () => {
    const { directory, close } = await withCustodians(1);
    directory.matters.beforeNext('replace', async () => {
      await close();
    });

    expect(await close()).toMatchObject({ version: 3, state: 'closed' });
    expect(directory.telemetry.events).toContainEqual(
      expect.objectContaining({ type: 'commit-retried', cause: expect.any(VersionConflict) }),
    );
  });

  test('that is not there is said so', async () => {
    const request = { administrator, matterId: 'M0', budgetSeconds: 20 };

    await expect(closeMatter(testDirectory(), request)).rejects.toBeInstanceOf(NotFound);
  });
});

describe('a matter whose closing is not finished where it began', () => {
  test('takes no new custodian, and is closed by the sweep, when the time was too short', async () => {
    const { directory, matterId, close, custodians } = await withCustodians(2);

    const matter = await close(0);

    expect(matter).toMatchObject({ state: 'closing' });
    expect(await custodians()).toHaveLength(2);
    const { id: userId } = await store(directory, { id: '01KARQ00000000000000009999' });
    await expect(placeLegalHold(directory, { administrator, matterId, userId })).rejects.toMatchObject({
      code: 'MATTER_CLOSED',
    });

    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 0 });
    expect(directory.matters.stored()).toMatchObject([{ state: 'closed', closed: { ...administrator } }]);
    expect(await custodians()).toEqual([]);
  });

  test('is gone on with by the sweep when the store fails in between; each custodian is released once', async () => {
    const { directory, matterId, custodians } = await withCustodians(30);
    let commits = 0;
    const commit = async (change: UserChange) => {
      commits += 1;
      if (commits > 7) throw new Unavailable('DynamoDB is down.');
      return directory.users.commit(change);
    };
    const failing = { ...directory, users: { ...directory.users, commit } };

    await expect(closeMatter(failing, { administrator, matterId, budgetSeconds: 20 })).rejects.toBeInstanceOf(
      Unavailable,
    );
    expect(await custodians()).toHaveLength(23);
    expect(directory.matters.stored()).toMatchObject([{ state: 'closing' }]);
    expect(await directory.unfinishedWork.list()).toEqual([{ kind: 'close-matter', matterId }]);

    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 0 });
    expect(directory.matters.stored()).toMatchObject([{ state: 'closed' }]);
    expect(directory.users.entries().filter(({ operation }) => operation === 'release-hold')).toHaveLength(30);
  });

  test('releases the others when one custodian cannot be released, and is not closed before that one is', async () => {
    const { directory, matterId, custodians } = await withCustodians(5);
    const [stubborn] = await custodians();
    const commit = async (change: UserChange) => {
      if (change.after.id === stubborn) throw new Error('The item cannot be written.');
      return directory.users.commit(change);
    };
    const failing = { ...directory, users: { ...directory.users, commit } };

    await expect(closeMatter(failing, { administrator, matterId, budgetSeconds: 20 })).rejects.toThrow(
      'The item cannot be written.',
    );

    expect(await custodians()).toEqual([stubborn]);
    expect(directory.matters.stored()).toMatchObject([{ state: 'closing' }]);
    expect(await sweepDeactivations(failing, sweep)).toMatchObject({ unfinished: 1 });
    expect(directory.telemetry.events.at(-1)).toMatchObject({ type: 'unfinished-work-failed', kind: 'close-matter' });
  });
});

test('going on with a matter that is open still releases nobody', async () => {
  const { directory, matterId, custodians } = await withCustodians(2);
  const [matter] = directory.matters.stored();

  expect(matter && (await goOnClosing(directory, matter, 20))).toEqual(matter);
  expect(matter?.id).toBe(matterId);
  expect(await custodians()).toHaveLength(2);
});
