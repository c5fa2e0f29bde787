/**
 * EventBridge Scheduler with IAM around it: each schedule reaches its target and its queue with the rights of its role.
 */
import type { Invocations } from './authorized-lambda.ts';
import type { Iam } from './iam/iam.ts';
import type { ScheduleDefinition, ScheduleDelivery, Scheduler, SchedulerOptions } from './scheduler/schedule.ts';
import { openScheduler } from './scheduler/scheduler.ts';
import type { Queues } from './sqs/queues.ts';
import { environment } from './template/identifiers.ts';

const { accountId, region } = environment;

type Dependencies = { readonly iam: Iam; readonly invocations: Invocations };

/** Opens the scheduler; whatever is due fires at once. */
export function openAuthorizedScheduler(
  { iam, queues, ...dependencies }: Dependencies & { readonly queues: Queues },
  options: Omit<SchedulerOptions, 'region' | 'accountId' | 'deliver' | 'sendDeadLetter'>,
): Scheduler {
  return openScheduler({
    ...options,
    region,
    accountId,
    deliver: (delivery) => deliver({ iam, ...dependencies }, delivery),
    sendDeadLetter: ({ roleArn, groupArn, queueArn, body, attributes }) => {
      assumeScheduleRole(iam, roleArn, groupArn);
      iam.authorize({ principal: { roleArn }, action: 'sqs:SendMessage', resource: queueArn });
      queues.send({ queueArn, body, attributes });
    },
  });
}

/** What happens when a schedule of the template is due, without waiting for that. */
export function fireSchedule(dependencies: Dependencies, { Target, GroupName = 'default' }: ScheduleDefinition): void {
  deliver(dependencies, {
    targetArn: Target.Arn,
    roleArn: Target.RoleArn,
    input: Target.Input ?? '{}',
    groupArn: `arn:aws:scheduler:${region}:${accountId}:schedule-group/${GroupName}`,
  });
}

function deliver(
  { iam, invocations }: Dependencies,
  { roleArn, groupArn, targetArn, input }: Omit<ScheduleDelivery, 'scheduleArn'>,
): void {
  assumeScheduleRole(iam, roleArn, groupArn);
  iam.authorize({ principal: { roleArn }, action: 'lambda:InvokeFunction', resource: targetArn });
  invocations.invokeAsync(targetArn, input);
}

/**
 * A schedule's group is the source on whose behalf its role is assumed (Scheduler user guide, "Confused deputy
 * prevention").
 */
export function assumeScheduleRole(iam: Iam, roleArn: string, groupArn: string): void {
  iam.authorize({
    principal: { service: 'scheduler.amazonaws.com' },
    action: 'sts:AssumeRole',
    resource: roleArn,
    conditionKeys: { 'aws:SourceAccount': accountId, 'aws:SourceArn': groupArn },
  });
}
