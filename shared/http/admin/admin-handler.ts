/** The admin API behind API Gateway, which has checked the caller's AWS signature (IAM authorization) before. */
import * as z from 'zod/mini';
import { NotFound } from '#shared/directory/errors.ts';
import { jsonBody } from '#shared/http/body.ts';
import { type ProxyEvent, queryValues } from '#shared/http/proxy-event.ts';
import { type RequestHandler, requestChain } from '#shared/http/request-chain.ts';
import type { FunctionTelemetry } from '#shared/telemetry/telemetry.ts';
import { type AdminService, adminOperations } from './admin-operations.ts';
import { adminRoutes } from './admin-routes.ts';
import { problemResponse } from './problem.ts';

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
    const route = adminRoutes.find(({ method, path }) => method === event.httpMethod && path === event.resource);
    if (route === undefined) throw new NotFound('There is no such operation.');
    telemetry.annotate({ operation: route.operation });
    return adminOperations[route.operation](service, {
      path: event.requestContext.path ?? event.resource,
      parameter: (name) => event.pathParameters?.[name] ?? '',
      query: (name) => queryValues(event, name)[0],
      administrator: { administratorId: withoutSession(userArn), requestId: event.requestContext.requestId },
      readBody: () => (event.body ? jsonBody(event, ['application/json']) : undefined),
    });
  };
  return requestChain({
    telemetry,
    answer,
    errorResponse: (error) => problemResponse(telemetry.log, error),
    report: ({ statusCode }, durationMilliseconds) =>
      telemetry.log('AdminRequestAnswered', { status: statusCode, durationMilliseconds }),
  });
}

/**
 * The name of an assumed role's session is often a person's e-mail address; the access key leads to it in CloudTrail.
 */
function withoutSession(userArn: string): string {
  return userArn.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');
}
