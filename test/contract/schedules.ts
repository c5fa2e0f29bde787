/** What every adapter and every double of `DeactivationSchedules` must do. */
import { describe, expect, test } from 'vitest';
import type { Instant } from '#shared/directory/instant.ts';
import type { DeactivationSchedules } from '#shared/directory/ports.ts';
import { samplePendingDeactivation, sampleUser } from '#test/doubles/samples.ts';

export type SchedulesUnderTest = {
  readonly schedules: DeactivationSchedules;
  /** What waits to fire. */
  scheduled(): Promise<readonly { userId: string; deactivationId: string; dueAt: Instant }[]>;
};

export function schedulesContract(makeSchedules: () => Promise<SchedulesUnderTest>): void {
  const { id: userId } = sampleUser();
  const deactivation = samplePendingDeactivation();
  const entry = { userId, deactivationId: deactivation.id, dueAt: deactivation.dueAt };

  describe('DeactivationSchedules', () => {
    test('keeps one schedule for each deactivation', async () => {
      const { schedules, scheduled } = await makeSchedules();
      const later = samplePendingDeactivation({ id: '01KARQ0000000000000000000F', dueAt: '2026-11-23T19:00:00.000Z' });

      await schedules.create(userId, deactivation);
      await schedules.create(userId, later);

      const waiting = await scheduled();
      expect(waiting).toHaveLength(2);
      expect(waiting).toEqual(
        expect.arrayContaining([entry, { userId, deactivationId: later.id, dueAt: later.dueAt }]),
      );
    });

    test('takes creating it again as done', async () => {
      const { schedules, scheduled } = await makeSchedules();
      await schedules.create(userId, deactivation);

      await schedules.create(userId, deactivation);

      expect(await scheduled()).toEqual([entry]);
    });

    test('deletes the schedule of this deactivation only', async () => {
      const { schedules, scheduled } = await makeSchedules();
      const other = samplePendingDeactivation({ id: '01KARQ0000000000000000000F' });
      await schedules.create(userId, deactivation);
      await schedules.create(userId, other);

      await schedules.delete(userId, other);

      expect(await scheduled()).toEqual([entry]);
    });

    test('takes deleting what is gone, or was never there, as done', async () => {
      const { schedules, scheduled } = await makeSchedules();
      await schedules.create(userId, deactivation);
      await schedules.delete(userId, deactivation);

      await schedules.delete(userId, deactivation);
      await schedules.delete(userId, samplePendingDeactivation({ id: '01KARQ0000000000000000000F' }));

      expect(await scheduled()).toEqual([]);
    });
  });
}
