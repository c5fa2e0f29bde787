/** The admin API behind API Gateway, which has checked the caller's AWS signature (IAM authorization) before. */
import * as z from 'zod/mini';
import { emptyResponse, jsonResponse, type ProxyEvent, type ProxyResponse } from '#shared/http/proxy-event.ts';
import { type RequestHandler, requestChain } from '#shared/http/request-chain.ts';
import type { FunctionTelemetry } from '#shared/telemetry/telemetry.ts';
import type { AdminOperation } from './admin-routes.ts';
import { csvMediaType } from './csv.ts';
import { cursorOf } from './cursor.ts';
import type { AdminCall, AdminService, CsvAnswer } from './operation.ts';
import { adminOperations } from './operations/operations.ts';
import { problemResponse } from './problem.ts';
import { operationOf, readCall } from './read-call.ts';

/** There with IAM authorization only: without it the route is wired wrongly, and nothing is answered. */
const callerIdentity = z.object({
  userArn: z.string().check(z.minLength(1)),
  accessKey: z.string().check(z.minLength(1)),
});

export function adminHandler(service: AdminService & { readonly telemetry: FunctionTelemetry }): RequestHandler {
  const { telemetry } = service;
  const answer = async (event: ProxyEvent) => {
    const { userArn, accessKey } = callerIdentity.parse(event.requestContext.identity);
    telemetry.annotate({ callerArn: withoutSession(userArn), callerAccessKeyId: accessKey });
    const operation = operationOf(event);
    telemetry.annotate({ operation });
    const administrator = { administratorId: userArn, requestId: event.requestContext.requestId };
    const call = readCall(operation, event, administrator);
    const operate: Operate = adminOperations[operation];
    // The one place where what was checked against the contract takes its type from it.
    const result = await operate(service, call as never);
    return toResponse(withCursor(operation, result), call.target);
  };
  return requestChain({
    telemetry,
    answer,
    errorResponse: (error) => problemResponse(telemetry.log, error),
    report: ({ statusCode }, durationMilliseconds) =>
      telemetry.log('AdminRequestAnswered', { status: statusCode, durationMilliseconds }),
  });
}

/** As an operation is seen from here: what it is given was checked, what it answers is of one of these forms. */
type Operate = (service: AdminService, call: never) => Promise<Answer>;
type Answer = CsvAnswer | { readonly status: number; readonly body?: object; readonly location?: string };

/** What a list says of its next page the client is given as a cursor. */
function withCursor(operation: AdminOperation, answer: Answer): Answer {
  if ('csv' in answer) {
    const { next } = answer;
    return next === undefined ? answer : { ...answer, next: { ...next, cursor: cursorOf(operation, next.cursor) } };
  }
  const { body } = answer;
  if (body === undefined || !('next' in body) || typeof body.next !== 'string') return answer;
  return { ...answer, body: { ...body, next: cursorOf(operation, body.next) } };
}

function toResponse(answer: Answer, target: Target): ProxyResponse {
  if ('csv' in answer) return csvResponse(answer, target);
  const { status, body, location } = answer;
  if (body === undefined) return emptyResponse(status);
  const version = versionOf(body);
  const headers = {
    'Content-Type': 'application/json',
    ...(version !== undefined && { ETag: `W/"${version}"` }),
    ...(location !== undefined && { Location: location }),
  };
  return jsonResponse(status, headers, body);
}

/** Of the resource that is answered, or of the provider that a connection is to. */
function versionOf(body: object): unknown {
  if ('version' in body) return body.version;
  return 'provider' in body && body.provider instanceof Object ? versionOf(body.provider) : undefined;
}

type Target = AdminCall<AdminOperation>['target'];

function csvResponse({ csv, hasHeader, next }: CsvAnswer, { path, query }: Target): ProxyResponse {
  const nextPage = next !== undefined && `${path}?${new URLSearchParams({ ...query, ...next })}`;
  const headers = {
    'Cache-Control': 'no-store',
    'Content-Type': `${csvMediaType}; charset=utf-8; header=${hasHeader ? 'present' : 'absent'}`,
    ...(nextPage && { Link: `<${nextPage}>; rel="next"` }),
  };
  return { statusCode: 200, headers, body: csv };
}

/**
 * The name of an assumed role's session is often a person's e-mail address; the access key leads to it in CloudTrail.
 */
function withoutSession(userArn: string): string {
  return userArn.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');
}
