/** The wire protocol of EventBridge Scheduler (restJson1, version 2021-06-30). */
import { AwsError } from '#infra/local/aws-error.ts';
import type { SchedulerRequest, SchedulerResponse } from './schedule.ts';

/** An operation with what its path and query say. */
export type SchedulerCall =
  | { readonly operation: 'CreateSchedule' | 'UpdateSchedule'; readonly name: string; readonly body: string }
  | { readonly operation: 'GetSchedule' | 'DeleteSchedule'; readonly name: string; readonly groupName: string }
  | { readonly operation: 'ListSchedules'; readonly query: URLSearchParams };

const operationsOnSchedule = {
  POST: 'CreateSchedule',
  PUT: 'UpdateSchedule',
  GET: 'GetSchedule',
  DELETE: 'DeleteSchedule',
} as const;

/** @throws AwsError UnknownOperationException for everything that is not an operation on schedules */
export function parseCall({ method, url, body }: SchedulerRequest): SchedulerCall {
  const mark = url.indexOf('?');
  const pathname = mark < 0 ? url : url.slice(0, mark);
  const searchParams = new URLSearchParams(mark < 0 ? '' : url.slice(mark));
  if (method === 'GET' && pathname === '/schedules') return { operation: 'ListSchedules', query: searchParams };
  const label = /^\/schedules\/([^/]+)$/.exec(pathname)?.[1];
  const operation = isKey(operationsOnSchedule, method) ? operationsOnSchedule[method] : undefined;
  if (label === undefined || operation === undefined) {
    throw AwsError.unknownOperation(`The local scheduler has no operation ${method} ${pathname}`);
  }
  const name = decode(label);
  return operation === 'CreateSchedule' || operation === 'UpdateSchedule'
    ? { operation, name, body }
    : { operation, name, groupName: searchParams.get('groupName') ?? 'default' };
}

/** The body's members; @throws AwsError SerializationException when it is no JSON object */
export function parseBody(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Answered like any other body that is not an object.
  }
  throw AwsError.serialization('The body is not a JSON object.');
}

/** The response of an operation that succeeded. */
export function resultResponse(result: object): SchedulerResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(result) };
}

/** The response of an error: its name in a header, its text as `Message`. */
export function errorResponse(error: unknown): SchedulerResponse {
  const { code, status, message } =
    error instanceof AwsError ? error : new AwsError('InternalServerException', 500, 'Internal server error');
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ Message: message }),
  };
}

function isKey<T extends object>(record: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(record, key);
}

function decode(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    throw AwsError.validation(`The path label '${label}' is not percent-encoded UTF-8.`);
  }
}
