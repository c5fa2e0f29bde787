/** The answer to a bulk request (RFC 7644 §3.7.3). */
import type { ErrorResponse } from '#shared/scim/error.ts';
import type { BulkMethod, BulkOperation } from './parse-bulk-request.ts';

export type BulkResponse = {
  readonly schemas: readonly ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'];
  readonly Operations: readonly BulkResult[];
};

/** Of one operation; bodies of what went well are left out, as §3.7 allows. */
export type BulkResult = {
  /** Absent of a POST that failed, and of what has no path. */
  readonly location?: string;
  readonly method?: BulkMethod;
  readonly bulkId?: string;
  readonly version?: string;
  /** The HTTP status of the operation alone. */
  readonly status: string;
  /** The error (§3.12). */
  readonly response?: ErrorResponse;
};

/** What a single request was answered with. */
export type Outcome = {
  readonly status: number;
  /** Of the resource that a POST created; its last segment is the id. */
  readonly location?: string | undefined;
  readonly version?: string | undefined;
  /** Of an error. */
  readonly response?: ErrorResponse;
};

/**
 * @param operation its references resolved
 * @param baseUrl without a slash at its end
 */
export function resultOf({ method, bulkId, segments }: BulkOperation, outcome: Outcome, baseUrl: string): BulkResult {
  const path = segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
  const location = method === 'POST' || path === '' ? outcome.location : `${baseUrl}${path}`;
  return {
    ...(location !== undefined && { location }),
    ...(method !== undefined && { method }),
    ...(bulkId !== undefined && { bulkId }),
    ...(outcome.version !== undefined && { version: outcome.version }),
    status: String(outcome.status),
    ...(outcome.response !== undefined && { response: outcome.response }),
  };
}

/** What the PATCH that was to complete a creation changes in the creation's result. */
export function completion({ status, version, response }: Outcome): Partial<BulkResult> {
  if (response === undefined) return version === undefined ? {} : { version };
  const detail = `The resource was created, but without what refers to one that came later. ${response.detail}`;
  return { status: String(status), response: { ...response, detail } };
}
