/** What every operation of a SCIM endpoint is given, and the responses they are made of. */
import type { Directory } from '#shared/directory/ports.ts';
import { scimMediaType } from '#shared/http/media-type.ts';
import { jsonResponse, type ProxyResponse } from '#shared/http/proxy-event.ts';
import { type ListResponse, listResponse } from '#shared/scim/messages/list-response.ts';
import type { FunctionTelemetry } from '#shared/telemetry/telemetry.ts';
import type { ScimRequest } from './scim-request.ts';

export type ScimService = {
  readonly directory: Directory;
  /** Without a slash at its end. */
  readonly scimBaseUrl: string;
  readonly telemetry: FunctionTelemetry;
};

export type ScimCall = {
  readonly request: ScimRequest;
  /** Of the resource that the path names; empty when it names none. */
  readonly id: string;
  /** Reads the JSON body; throws ScimError 400, 413, 415. */
  readonly readBody: () => unknown;
};

/** Answers one request, or throws a ScimError. */
export type Operation = (service: ScimService, call: ScimCall) => Promise<ProxyResponse> | ProxyResponse;

export function scimResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): ProxyResponse {
  return jsonResponse(status, { 'Content-Type': scimMediaType, ...headers }, body);
}

/** All resources on one page. */
export function wholeList<Resource>(resources: readonly Resource[]): ListResponse<Resource> {
  const total = resources.length;
  return listResponse(resources, { totalResults: total, startIndex: 1, itemsPerPage: total });
}
