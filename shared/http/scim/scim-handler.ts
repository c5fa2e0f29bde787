/** The SCIM service provider behind API Gateway: finds the operation of a request, runs it, counts the answer. */

import { scimBody } from '#shared/http/body.ts';
import type { ProxyEvent, ProxyResponse } from '#shared/http/proxy-event.ts';
import { type RequestHandler, requestChain } from '#shared/http/request-chain.ts';
import { ScimError } from '#shared/scim/error.ts';
import type { FunctionTelemetry } from '#shared/telemetry/telemetry.ts';
import type { DiscoveryOperation } from './discovery-operations.ts';
import { listOperations } from './list-operations.ts';
import { scimErrorResponse } from './scim-error-response.ts';
import type { Operation, ScimService } from './scim-operation.ts';
import { scimRequest } from './scim-request.ts';
import { findOperation, type ScimOperation } from './scim-routes.ts';
import { userOperations } from './user-operations.ts';

const operations: { readonly [name in ScimOperation]: Operation } = {
  ...userOperations,
  ...listOperations,
  getServiceProviderConfig: discovery('getServiceProviderConfig'),
  listResourceTypes: discovery('listResourceTypes'),
  getResourceType: discovery('getResourceType'),
  listSchemas: discovery('listSchemas'),
  getSchema: discovery('getSchema'),
  listGroups: discovery('listGroups'),
  bulk: async (service, call) => (await import('./bulk-operation.ts')).bulk(service, call),
};

/** Most clients never ask: what discovery answers with is loaded when the first one does. */
function discovery(name: DiscoveryOperation): Operation {
  return async (service, call) => (await import('./discovery-operations.ts')).discoveryOperations[name](service, call);
}

/** Answers every request, whatever is wrong with it, in SCIM form (RFC 7644 §3.12). */
export function scimHandler(service: ScimService): RequestHandler {
  const { telemetry } = service;
  const answer = async (event: ProxyEvent) => {
    const request = scimRequest(event);
    telemetry.annotate({ providerId: request.client.providerId });
    const { operation, id } = findOperation(request.segments, event.httpMethod);
    telemetry.annotate({ operation });
    return operations[operation](service, { request, id, readBody: () => scimBody(event) });
  };
  return requestChain({
    telemetry,
    answer,
    errorResponse: (error) => {
      if (error instanceof ScimError && error.scimType !== undefined) telemetry.annotate({ scimType: error.scimType });
      return scimErrorResponse(telemetry.log, error);
    },
    report: (response, durationMilliseconds) => report(telemetry, response, durationMilliseconds),
  });
}

/** 501 is an answer that was decided on, not a failure; it is counted, because API Gateway counts it among its 5xx. */
function report({ log, count }: FunctionTelemetry, { statusCode }: ProxyResponse, durationMilliseconds: number): void {
  log('RequestAnswered', { status: statusCode, durationMilliseconds });
  count('Requests');
  count('RequestLatency', durationMilliseconds);
  if (statusCode === 401) count('CredentialsRefused');
  if (statusCode >= 400 && statusCode < 500) count('ClientErrors');
  if (statusCode === 501) count('RequestsNotImplemented');
  if (statusCode >= 500 && statusCode !== 501) count('ServerErrors');
}
