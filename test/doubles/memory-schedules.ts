/** Schedules in memory; a test fires them itself. */
import type { Instant } from '#shared/directory/instant.ts';
import type { CredentialCache, DeactivationSchedules } from '#shared/directory/ports.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';

type ScheduledDeactivation = {
  readonly userId: string;
  readonly deactivationId: string;
  readonly dueAt: Instant;
};

export type MemorySchedules = Hooked<DeactivationSchedules> & {
  /** What waits to fire, soonest first. */
  scheduled(): readonly ScheduledDeactivation[];
};

/** The double of EventBridge Scheduler. */
export function memorySchedules(): MemorySchedules {
  const schedules = new Map<string, ScheduledDeactivation>();
  const port = withCallHooks<DeactivationSchedules>({
    create: async (userId, deactivation) => {
      const name = `${userId} ${deactivation.id}`;
      if (schedules.has(name)) return;
      schedules.set(name, { userId, deactivationId: deactivation.id, dueAt: deactivation.dueAt });
    },
    delete: async (userId, deactivation) => void schedules.delete(`${userId} ${deactivation.id}`),
  });
  return Object.assign(port, {
    scheduled: () => [...schedules.values()].sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)),
  });
}

export type CountingCredentialCache = Hooked<CredentialCache> & { readonly flushes: () => number };

/** Counts how often it was flushed. */
export function countingCredentialCache(): CountingCredentialCache {
  let flushes = 0;
  const port = withCallHooks<CredentialCache>({
    flush: async () => {
      flushes += 1;
    },
  });
  return Object.assign(port, { flushes: () => flushes });
}
