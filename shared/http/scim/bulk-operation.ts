/** POST /Bulk (RFC 7644 §3.7): every operation goes the way of a request of its own. */
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import { readingWrite } from '#shared/directory/provisioning/record-refusal.ts';
import { budgetSeconds } from '#shared/directory/retry-conflicts.ts';
import type { Outcome } from '#shared/scim/bulk/bulk-response.ts';
import { parseBulkRequest, type SingleRequest } from '#shared/scim/bulk/parse-bulk-request.ts';
import { processBulk } from '#shared/scim/bulk/process-bulk.ts';
import { errorResponse, ScimError } from '#shared/scim/error.ts';
import { requirePreconditions } from '#shared/scim/messages/preconditions.ts';
import { toScimError } from './scim-error-response.ts';
import { type Operation, type ScimService, scimResponse } from './scim-operation.ts';
import type { ScimRequest } from './scim-request.ts';
import { findOperation } from './scim-routes.ts';
import { userOperations } from './user-operations.ts';

/** Of one operation that others are in the way of, so that it leaves time for the rest. */
const operationBudgetSeconds = 2;

/** What a bulk request may consist of. */
const bulkOperations = new Map<string, Operation>(
  (['createUser', 'replaceUser', 'patchUser', 'deleteUser'] as const).map((name) => [name, userOperations[name]]),
);

export const bulk: Operation = async (service, { request, readBody }) => {
  requirePreconditions(request, { name: '/Bulk' });
  const attempt = { client: request.client, operation: 'bulk' } as const;
  const bulkRequest = await readingWrite(service.directory, attempt, () => parseBulkRequest(readBody()));
  const deadline = plusSeconds(service.directory.clock.now(), budgetSeconds);
  const perform = (single: SingleRequest) => answered(inTime(service, deadline), request, single);
  const response = await processBulk(bulkRequest, perform, service.scimBaseUrl);
  const failures = response.Operations.filter(({ status }) => Number(status) >= 400);
  service.telemetry.annotate({ bulkOperations: response.Operations.length, bulkFailures: failures.length });
  return scimResponse(200, response);
};

/** The service with the deadline of an operation that begins now; `deadline` is that of all of them. */
function inTime(service: ScimService, deadline: Instant): ScimService {
  const own = plusSeconds(service.directory.clock.now(), operationBudgetSeconds);
  return { ...service, directory: { ...service.directory, deadline: own < deadline ? own : deadline } };
}

/** Faults of ours are logged and counted as those of single requests are. */
async function answered(service: ScimService, request: ScimRequest, single: SingleRequest): Promise<Outcome> {
  try {
    return await performed(service, request, single);
  } catch (thrown) {
    const error = toScimError(service.telemetry.log, thrown);
    if (error !== thrown) service.telemetry.count('ServerErrors');
    return { status: error.status, response: errorResponse(error) };
  }
}

/** @throws ScimError, or what the directory throws */
async function performed(
  service: ScimService,
  { client, strictness }: ScimRequest,
  { method, segments, version, data }: SingleRequest,
): Promise<Outcome> {
  const { clock, deadline } = service.directory;
  if (deadline !== undefined && clock.now() >= deadline) {
    throw ScimError.serviceUnavailable('No time was left for this operation: send it again, with fewer others.', 1);
  }
  const { operation, id } = findOperation(segments, method);
  const perform = bulkOperations.get(operation);
  if (perform === undefined) {
    throw ScimError.invalidValue('A bulk operation creates, replaces, patches or deletes a user.');
  }
  const call = { request: { segments, query: {}, client, strictness, ifMatch: version }, id, readBody: () => data };
  const { statusCode, headers } = await perform(service, call);
  return { status: statusCode, location: headers.Location, version: headers.ETag };
}
