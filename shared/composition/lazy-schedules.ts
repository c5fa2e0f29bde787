/** Keeps the EventBridge Scheduler client out of a function's start: most requests set no timer. */
import type { DeactivationSchedules } from '#shared/directory/ports.ts';

/** @param load is called once, when a schedule is created or deleted for the first time */
export function lazySchedules(load: () => Promise<DeactivationSchedules>): DeactivationSchedules {
  let loading: Promise<DeactivationSchedules> | undefined;
  const schedules = () => {
    loading ??= load();
    return loading;
  };
  return {
    create: async (userId, deactivation) => (await schedules()).create(userId, deactivation),
    delete: async (userId, deactivation) => (await schedules()).delete(userId, deactivation),
  };
}

/** For functions that cancel deactivations but never ask for one: most of their requests cancel nothing. */
export function lazyScheduleDeletion(environment: {
  readonly SCHEDULE_GROUP_NAME: string;
}): Pick<DeactivationSchedules, 'delete'> {
  let loading: Promise<Pick<DeactivationSchedules, 'delete'>> | undefined;
  return {
    delete: async (userId, deactivation) => {
      loading ??= import('./schedules.ts').then(({ composeScheduleDeletion }) => composeScheduleDeletion(environment));
      return (await loading).delete(userId, deactivation);
    },
  };
}
