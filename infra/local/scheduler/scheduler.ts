/** The local EventBridge Scheduler: its REST protocol over schedules that fire. */
import { isDeepStrictEqual } from 'node:util';
import { startClockwork } from './deliveries.ts';
import { execute, type Operations, storeSchedule } from './operations.ts';
import { errorResponse, parseBody, parseCall, resultResponse, type SchedulerCall } from './protocol.ts';
import type { Scheduler, SchedulerOptions, SchedulerPermission } from './schedule.ts';
import { openScheduleStore } from './store.ts';
import { parseDefinition } from './validation.ts';

/** Opens the schedules kept in the file; those that became due meanwhile fire at once. */
export function openScheduler(options: SchedulerOptions): Scheduler {
  const { region, accountId, now } = options;
  const prefix = `arn:aws:scheduler:${region}:${accountId}`;
  const scheduleArn = (groupName: string, name: string) => `${prefix}:schedule/${groupName}/${name}`;
  const groupArn = (groupName: string) => `${prefix}:schedule-group/${groupName}`;
  const store = openScheduleStore(options.file);
  const operations: Operations = { store, groups: new Set(['default', ...options.groups]), now, scheduleArn };
  const clockwork = startClockwork(options, store, { scheduleArn, groupArn });
  return {
    handle(request) {
      try {
        const result = execute(operations, parseCall(request));
        clockwork.rewind();
        return resultResponse(result);
      } catch (error) {
        return errorResponse(error);
      }
    },
    requiredPermissions: (request) => requiredPermissions(parseCall(request), scheduleArn),
    operationOf(request) {
      try {
        return parseCall(request).operation;
      } catch {
        return undefined;
      }
    },
    putSchedule(input) {
      const definition = parseDefinition(input);
      const existing = store.get(definition.GroupName ?? 'default', definition.Name);
      if (isDeepStrictEqual(existing?.definition, definition)) return;
      storeSchedule(operations, definition, existing?.createdAt);
      clockwork.rewind();
    },
    async close() {
      await clockwork.stop();
      store.close();
    },
  };
}

/** Service Authorization Reference, "Amazon EventBridge Scheduler"; ListSchedules knows no resource. */
function requiredPermissions(
  call: SchedulerCall,
  scheduleArn: (groupName: string, name: string) => string,
): readonly SchedulerPermission[] {
  const action = `scheduler:${call.operation}`;
  if (call.operation === 'ListSchedules') return [{ action, resource: '*', conditionKeys: {} }];
  if ('groupName' in call) {
    return [{ action, resource: scheduleArn(call.groupName, call.name), conditionKeys: {} }];
  }
  const { GroupName: groupName = 'default', Target: target } = parseBody(call.body);
  const permission = { action, resource: scheduleArn(String(groupName), call.name), conditionKeys: {} };
  const roleArn = typeof target === 'object' && target !== null && 'RoleArn' in target ? target.RoleArn : undefined;
  if (typeof roleArn !== 'string') return [permission];
  const conditionKeys = { 'iam:PassedToService': 'scheduler.amazonaws.com' };
  return [permission, { action: 'iam:PassRole', resource: roleArn, conditionKeys }];
}
