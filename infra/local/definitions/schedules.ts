/** The schedules of a template, as the local EventBridge Scheduler is told of them. */
import * as z from 'zod';
import type { ScheduleDefinition } from '#infra/local/scheduler/schedule.ts';
import { notActedOn, parseProperties } from '#infra/local/template/properties.ts';
import { resourcesOfType, type Stack } from '#infra/local/template/read-template.ts';

const scheduleSchema = z.strictObject({
  Name: notActedOn,
  GroupName: z.string().optional(),
  Description: z.string().optional(),
  ScheduleExpression: z.string(),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  State: z.enum(['ENABLED', 'DISABLED']).optional(),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().optional(),
    RetryPolicy: z
      .strictObject({
        MaximumEventAgeInSeconds: z.number().optional(),
        MaximumRetryAttempts: z.number().optional(),
      })
      .optional(),
    DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  }),
});

/** @throws Error naming a property that the local stack does not know */
export function readSchedules(stack: Stack): readonly ScheduleDefinition[] {
  return resourcesOfType(stack, 'AWS::Scheduler::Schedule').map((resource) => {
    const { Name: _, ...properties } = parseProperties(resource, scheduleSchema);
    return { Name: resource.ref, ...properties };
  });
}

/** The groups beside `default`. */
export function readScheduleGroups(stack: Stack): readonly string[] {
  return resourcesOfType(stack, 'AWS::Scheduler::ScheduleGroup').map(({ ref }) => ref);
}
