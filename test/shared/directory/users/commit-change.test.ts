import { describe, expect, test } from 'vitest';
import { Unavailable } from '#shared/directory/errors.ts';
import type { UserChange } from '#shared/directory/ports.ts';
import { decideAndCommit } from '#shared/directory/users/commit-change.ts';
import { sampleChange, samplePendingDeactivation } from '#test/doubles/samples.ts';
import { clientOf, provisioning } from '#test/shared/directory/provisioning/provisioning.ts';

describe('the timer of a change', () => {
  test.each([
    ['created', 'create', 'schedule-created', 'schedule-creation-failed'],
    ['deleted', 'delete', 'schedule-deleted', 'schedule-deletion-failed'],
  ] as const)('that cannot be %s is not told as if it had been', async (_, method, done, failed) => {
    const { directory, create, disable, enable } = await provisioning();
    const { id } = await create();
    directory.schedules.beforeNext(method, () => {
      throw new Unavailable('EventBridge Scheduler is down.');
    });

    await disable(id);
    await enable(id);

    const types = directory.telemetry.events.map(({ type }) => type);
    expect(types).not.toContain(done);
    expect(types).toContain(failed);
  });

  test('stops before the next one starts when one change ends a deactivation and asks for another', async () => {
    const { directory, create, disable } = await provisioning();
    const { id } = await create();
    const before = await disable(id);
    const deactivation = samplePendingDeactivation();
    const change = sampleChange(before, { life: { state: 'pending', deactivation } });
    const calls: string[] = [];
    directory.schedules.beforeNext('delete', () => void calls.push('delete'));
    directory.schedules.beforeNext('create', () => void calls.push('create'));

    await decideAndCommit(directory, async () => ({ user: change.after, change }));

    expect(calls).toEqual(['delete', 'create']);
    expect(directory.schedules.scheduled()).toMatchObject([{ deactivationId: deactivation.id }]);
  });
});

describe('a change whose reply was lost', () => {
  test('is told from an earlier attempt that did not happen', async () => {
    const parts = await provisioning();
    const { id } = await parts.create();
    const { directory } = parts;
    const { commit } = directory.users;
    const happens = [false, true];
    const losing = async (change: UserChange) => {
      if (happens.shift()) await commit(change);
      directory.clock.advance(1);
      throw new Unavailable('The reply was lost.');
    };
    const lossy = { ...directory, users: { ...directory.users, commit: losing } };

    const user = await clientOf(lossy, parts.provider).patch(id, { op: 'add', path: 'title', value: 'Countess' });

    expect(happens).toEqual([]);
    expect([user]).toEqual(directory.users.all());
  });
});

describe('a change that is not all that was asked for', () => {
  test('is one entry, changed, with the reason', async () => {
    const { directory, create, patch } = await provisioning();
    const first = await create();
    const life = { state: 'deactivated', at: '2026-11-23T18:00:00.000Z', cause: 'administrator' } as const;
    await directory.users.commit(sampleChange(first, { life }));
    const before = directory.users.entries().length;

    await patch(first.id, { op: 'replace', value: { active: true, title: 'Countess' } });

    expect(directory.users.entries().slice(before)).toMatchObject([
      { outcome: 'changed', reason: expect.stringContaining('administrator'), changes: [{ attribute: 'title' }] },
    ]);
  });
});
