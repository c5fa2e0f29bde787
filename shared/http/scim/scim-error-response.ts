/**
 * The edge where everything that was thrown becomes a SCIM error (RFC 7644 §3.12), and where faults of ours are logged.
 */
import { Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { scimMediaType } from '#shared/http/media-type.ts';
import { jsonResponse, type ProxyResponse } from '#shared/http/proxy-event.ts';
import { errorResponse, ScimError } from '#shared/scim/error.ts';
import type { Logger } from '#shared/telemetry/logger.ts';

/** Conflicts pass in moments; a service that is down or throttling needs a little longer. */
const retryAfterSeconds = { conflict: 1, unavailable: 5 };

/**
 * A 401 from here means that the credential was stopped after the authorizer's cached answer. API Gateway hands its
 * `WWW-Authenticate` on as `x-amzn-Remapped-WWW-Authenticate`; only the authorizer's own 401 carries it under its name.
 */
export function scimErrorResponse(log: Logger, thrown: unknown): ProxyResponse {
  const error = toScimError(log, thrown);
  return jsonResponse(error.status, { 'Content-Type': scimMediaType, ...error.headers }, errorResponse(error));
}

/** Logs what is no ScimError yet. */
export function toScimError(log: Logger, thrown: unknown): ScimError {
  if (thrown instanceof ScimError) return thrown;
  if (thrown instanceof VersionConflict) {
    log('DependencyUnavailable', { cause: thrown });
    return ScimError.serviceUnavailable(
      'Other requests are changing the same user at this moment. Nothing was changed: send the request again.',
      retryAfterSeconds.conflict,
    );
  }
  if (thrown instanceof Unavailable) {
    log('DependencyUnavailable', { cause: thrown });
    return ScimError.serviceUnavailable(
      'The service provider cannot answer at this moment: send the request again.',
      retryAfterSeconds.unavailable,
    );
  }
  log('RequestFailed', { cause: thrown });
  return ScimError.internalError();
}
