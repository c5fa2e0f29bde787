/** The operations on schedules: create, update, get, delete and list. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import { firstRun, parseExpression } from './expression.ts';
import { parseBody, type SchedulerCall } from './protocol.ts';
import type { ScheduleDefinition } from './schedule.ts';
import type { ScheduleStore, StoredSchedule } from './store.ts';
import { checkName, parseDefinition } from './validation.ts';

/** What the operations work on. */
export type Operations = {
  readonly store: ScheduleStore;
  readonly groups: ReadonlySet<string>;
  readonly now: () => number;
  readonly scheduleArn: (groupName: string, name: string) => string;
};

/** Carries out a call. @throws AwsError as the API reference lists them */
export function execute(operations: Operations, call: SchedulerCall): object {
  switch (call.operation) {
    case 'CreateSchedule':
      return createSchedule(operations, parseDefinition({ ...parseBody(call.body), Name: call.name }));
    case 'UpdateSchedule':
      return updateSchedule(operations, parseDefinition({ ...parseBody(call.body), Name: call.name }));
    case 'GetSchedule':
      return describe(operations, requireSchedule(operations, call));
    case 'DeleteSchedule': {
      const { groupName, name } = requireSchedule(operations, call);
      operations.store.remove(groupName, name);
      return {};
    }
    case 'ListSchedules':
      return listSchedules(operations, call.query);
  }
}

/** Stores a schedule and when it runs first; a change of the definition starts it anew. */
export function storeSchedule({ store, now }: Operations, definition: ScheduleDefinition, createdAt = now()): void {
  const groupName = definition.GroupName ?? 'default';
  const expression = parseExpression(definition.ScheduleExpression, definition.ScheduleExpressionTimezone);
  const nextAt = definition.State === 'DISABLED' ? undefined : firstRun(expression, now());
  store.put({ groupName, name: definition.Name, definition, createdAt, modifiedAt: now() }, nextAt);
}

function createSchedule(operations: Operations, definition: ScheduleDefinition) {
  const { Name: name, GroupName: groupName = 'default', ClientToken: token } = definition;
  requireGroup(operations, groupName);
  const existing = operations.store.get(groupName, name);
  // The same request again, after its reply was lost.
  const isRepeated = token !== undefined && isDeepStrictEqual(existing?.definition, definition);
  if (existing !== undefined && !isRepeated) {
    throw new AwsError('ConflictException', 409, `Schedule ${name} already exists.`);
  }
  if (existing === undefined) storeSchedule(operations, definition);
  return { ScheduleArn: operations.scheduleArn(groupName, name) };
}

function updateSchedule(operations: Operations, definition: ScheduleDefinition) {
  const groupName = definition.GroupName ?? 'default';
  const { createdAt, name } = requireSchedule(operations, { groupName, name: definition.Name });
  storeSchedule(operations, definition, createdAt);
  return { ScheduleArn: operations.scheduleArn(groupName, name) };
}

function describe({ scheduleArn }: Operations, { groupName, name, definition, createdAt, modifiedAt }: StoredSchedule) {
  const { ClientToken: _, ...described } = definition;
  return {
    ActionAfterCompletion: 'NONE',
    ScheduleExpressionTimezone: 'UTC',
    State: 'ENABLED',
    ...described,
    Arn: scheduleArn(groupName, name),
    GroupName: groupName,
    CreationDate: createdAt / 1000,
    LastModificationDate: modifiedAt / 1000,
  };
}

const listQuery = z.object({
  MaxResults: z.coerce.number().int().min(1).max(100).default(100),
  NamePrefix: z
    .string()
    .regex(/^[a-zA-Z][0-9a-zA-Z-_]*$/)
    .default(''),
  NextToken: z.string().optional(),
  ScheduleGroup: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).optional(),
});
const listPosition = z.tuple([z.string(), z.string()]);

function listSchedules({ store, scheduleArn }: Operations, query: URLSearchParams) {
  const parsed = listQuery.safeParse(Object.fromEntries(query));
  if (!parsed.success) throw AwsError.validation(`Invalid ${parsed.error.issues[0]?.path.join('.')} in ListSchedules.`);
  const { MaxResults, NamePrefix: prefix, NextToken, ScheduleGroup, State } = parsed.data;
  const after = NextToken === undefined ? (['', ''] as const) : parseNextToken(NextToken);
  const found = store
    .list({ after, prefix, ...(ScheduleGroup !== undefined && { groupName: ScheduleGroup }) })
    .filter(({ definition }) => State === undefined || (definition.State ?? 'ENABLED') === State);
  const page = found.slice(0, MaxResults);
  const last = page.at(-1);
  const Schedules = page.map(({ groupName, name, definition, createdAt, modifiedAt }) => ({
    Arn: scheduleArn(groupName, name),
    Name: name,
    GroupName: groupName,
    State: definition.State ?? 'ENABLED',
    CreationDate: createdAt / 1000,
    LastModificationDate: modifiedAt / 1000,
    Target: { Arn: definition.Target.Arn },
  }));
  const isComplete = last === undefined || found.length <= MaxResults;
  return isComplete ? { Schedules } : { Schedules, NextToken: nextToken(last) };
}

function nextToken({ groupName, name }: StoredSchedule): string {
  return Buffer.from(JSON.stringify([groupName, name])).toString('base64url');
}

function parseNextToken(token: string): readonly [string, string] {
  try {
    return listPosition.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    throw AwsError.validation('The NextToken is not one that ListSchedules gave.');
  }
}

function requireSchedule(
  operations: Operations,
  { groupName, name }: { groupName: string; name: string },
): StoredSchedule {
  checkName(name, 'name');
  checkName(groupName, 'groupName');
  requireGroup(operations, groupName);
  const found = operations.store.get(groupName, name);
  if (found === undefined) throw notFound(`Schedule ${name} does not exist.`);
  return found;
}

function requireGroup({ groups }: Operations, groupName: string): void {
  if (!groups.has(groupName)) throw notFound(`Schedule group ${groupName} does not exist.`);
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', 404, message);
}
