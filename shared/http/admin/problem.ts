/**
 * The edge of the admin API where everything that was thrown becomes a problem (RFC 9457), and faults of ours are
 * logged.
 */
import { STATUS_CODES } from 'node:http';
import { Invalid, NotFound, Refused, Unavailable, VersionConflict, VersionMismatch } from '#shared/directory/errors.ts';
import { jsonResponse, type ProxyResponse } from '#shared/http/proxy-event.ts';
import { ScimError } from '#shared/scim/error.ts';
import type { Logger } from '#shared/telemetry/logger.ts';
import { InvalidRequest } from './invalid-request.ts';
import type { ProblemMessage } from './messages/problem.ts';

export const problemMediaType = 'application/problem+json';

type Problem = Pick<ProblemMessage, 'status' | 'detail' | 'code' | 'errors'> & {
  readonly headers?: Readonly<Record<string, string>>;
};

export function problemResponse(log: Logger, thrown: unknown): ProxyResponse {
  const { headers, ...problem } = toProblem(log, thrown);
  const body: ProblemMessage = { type: 'about:blank', title: STATUS_CODES[problem.status] ?? 'Error', ...problem };
  return jsonResponse(body.status, { 'Content-Type': problemMediaType, ...headers }, body);
}

function toProblem(log: Logger, thrown: unknown): Problem {
  if (thrown instanceof NotFound) return { status: 404, detail: thrown.message };
  if (thrown instanceof Invalid) return { status: 400, detail: thrown.message };
  if (thrown instanceof Refused) return { status: 409, detail: thrown.message, code: thrown.code };
  if (thrown instanceof VersionMismatch) return { status: 412, detail: thrown.message, code: 'VERSION_MISMATCH' };
  if (thrown instanceof InvalidRequest) return { status: 400, detail: thrown.message, errors: thrown.errors };
  // Reading a body, and what users are made of, is the same for both APIs.
  if (thrown instanceof ScimError) return { status: thrown.status, detail: thrown.detail, headers: thrown.headers };
  if (thrown instanceof VersionConflict || thrown instanceof Unavailable) {
    log('DependencyUnavailable', { cause: thrown });
    const detail = 'The service cannot answer at this moment. Look at what is there before you send the request again.';
    return { status: 503, detail, headers: { 'Retry-After': '5' } };
  }
  log('RequestFailed', { cause: thrown });
  return { status: 500, detail: 'The service could not process the request.' };
}
