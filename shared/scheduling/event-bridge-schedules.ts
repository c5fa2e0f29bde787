/** One-shot schedules of EventBridge Scheduler, one for each pending deactivation. */
import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { Unavailable } from '#shared/directory/errors.ts';
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import type { DeactivationSchedules } from '#shared/directory/ports.ts';
import type { PendingDeactivation } from '#shared/directory/users/user.ts';

export type ScheduleSettings = {
  readonly client: SchedulerClient;
  readonly groupName: string;
  /** The function that carries deactivations out, and the role by which Scheduler invokes it. */
  readonly targetArn: string;
  readonly roleArn: string;
  /** A standard queue for events that could not be handed to the function. */
  readonly deadLetterArn: string;
  /** Scheduler does not say what becomes of an `at()` that passes while the schedule is being created. */
  readonly minimumLeadSeconds: number;
  readonly now: () => Instant;
};

/** What the function is invoked with. */
type DeactivationEvent = { readonly userId: string; readonly deactivationId: string };

/** Handing over is tried for an hour; by then the sweep has long carried the deactivation out. */
const retryPolicy = { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 60 };

/** Scheduler has no transactions: a schedule that is there already was created by a request whose reply was lost. */
export function eventBridgeSchedules(settings: ScheduleSettings): DeactivationSchedules {
  return {
    create: async (userId, deactivation) => {
      const command = new CreateScheduleCommand(scheduleOf(userId, deactivation, settings));
      await settings.client.send(command).catch((cause: unknown) => {
        if (cause instanceof ConflictException) return;
        throw new Unavailable('EventBridge Scheduler did not create the schedule', { cause });
      });
    },
    ...eventBridgeScheduleDeletion(settings),
  };
}

/** All that is needed to cancel deactivations. A schedule that is not there has fired, or was never created. */
export function eventBridgeScheduleDeletion({
  client,
  groupName,
}: Pick<ScheduleSettings, 'client' | 'groupName'>): Pick<DeactivationSchedules, 'delete'> {
  return {
    delete: async (userId, deactivation) => {
      const command = new DeleteScheduleCommand({ Name: scheduleName(userId, deactivation), GroupName: groupName });
      await client.send(command).catch((cause: unknown) => {
        if (cause instanceof ResourceNotFoundException) return;
        throw new Unavailable('EventBridge Scheduler did not delete the schedule', { cause });
      });
    },
  };
}

/** 55 characters; Scheduler allows 64. */
function scheduleName(userId: string, { id }: PendingDeactivation): string {
  return `d-${userId}-${id}`;
}

function scheduleOf(
  userId: string,
  deactivation: PendingDeactivation,
  { groupName, targetArn, roleArn, deadLetterArn, minimumLeadSeconds, now }: ScheduleSettings,
): CreateScheduleCommandInput {
  const event: DeactivationEvent = { userId, deactivationId: deactivation.id };
  const earliest = plusSeconds(now(), minimumLeadSeconds);
  return {
    Name: scheduleName(userId, deactivation),
    GroupName: groupName,
    ScheduleExpression: at(deactivation.dueAt > earliest ? deactivation.dueAt : earliest),
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: targetArn,
      RoleArn: roleArn,
      Input: JSON.stringify(event),
      RetryPolicy: retryPolicy,
      DeadLetterConfig: { Arn: deadLetterArn },
    },
  };
}

/** `at(yyyy-mm-ddThh:mm:ss)`: whole seconds, rounded up so that it never fires early. */
function at(instant: Instant): string {
  const wholeSecond = new Date(Math.ceil(Date.parse(instant) / 1000) * 1000).toISOString();
  return `at(${wholeSecond.slice(0, 'yyyy-mm-ddThh:mm:ss'.length)})`;
}
