/** The timers of pending deactivations; a chunk of its own, loaded when a request sets or stops one. */
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { Environment } from '#shared/config/environment.ts';
import type { DeactivationSchedules } from '#shared/directory/ports.ts';
import { eventBridgeScheduleDeletion, eventBridgeSchedules } from '#shared/scheduling/event-bridge-schedules.ts';
import { clientSettings } from './aws-clients.ts';
import { system } from './system.ts';

export function composeSchedules(environment: Environment<'scim'>): DeactivationSchedules {
  return eventBridgeSchedules({
    client: new SchedulerClient(clientSettings),
    groupName: environment.SCHEDULE_GROUP_NAME,
    targetArn: environment.SCHEDULE_TARGET_ARN,
    roleArn: environment.SCHEDULE_ROLE_ARN,
    deadLetterArn: environment.SCHEDULE_DEAD_LETTER_ARN,
    minimumLeadSeconds: environment.MINIMUM_SCHEDULE_LEAD_SECONDS,
    now: system.clock.now,
  });
}

/** For functions that cancel deactivations but never ask for one. */
export function composeScheduleDeletion(environment: {
  readonly SCHEDULE_GROUP_NAME: string;
}): Pick<DeactivationSchedules, 'delete'> {
  const groupName = environment.SCHEDULE_GROUP_NAME;
  return eventBridgeScheduleDeletion({ client: new SchedulerClient(clientSettings), groupName });
}
