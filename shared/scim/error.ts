/** The errors that a SCIM client sees: HTTP status, SCIM detail error keyword and explanation (RFC 7644 §3.12). */

/** RFC 7644 Table 9, and the three keywords that RFC 9865 §2 adds for pagination. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

type Extras = { readonly scimType?: ScimType; readonly headers?: Readonly<Record<string, string>> };

/**
 * What a client did wrong or cannot have. The detail goes to the client: it names attributes and says what to do, and
 * holds no secret.
 */
export class ScimError extends Error {
  override readonly name = 'ScimError';
  readonly status: number;
  readonly scimType?: ScimType;
  readonly detail: string;
  /** What the response carries besides the SCIM headers. */
  readonly headers: Readonly<Record<string, string>>;

  private constructor(status: number, detail: string, extras: Extras = {}) {
    super(detail);
    this.status = status;
    this.detail = detail;
    if (extras.scimType !== undefined) this.scimType = extras.scimType;
    this.headers = extras.headers ?? {};
  }

  /**
   * The filter does not parse, names an unknown attribute, or compares an attribute in a way that its type does not
   * allow.
   */
  static invalidFilter(detail: string): ScimError {
    return new ScimError(400, detail, { scimType: 'invalidFilter' });
  }

  /** The filter yields more than the service provider is willing to process. */
  static tooMany(detail: string): ScimError {
    return new ScimError(400, detail, { scimType: 'tooMany' });
  }

  /** A value is already in use or reserved; 409 as RFC 7644 §3.3 says. */
  static uniqueness(detail: string): ScimError {
    return new ScimError(409, detail, { scimType: 'uniqueness' });
  }

  /** What the request depends on is not as it must be (RFC 7644 §3.7.1). */
  static conflict(detail: string): ScimError {
    return new ScimError(409, detail);
  }

  /** The change is not compatible with the attribute's mutability. */
  static mutability(detail: string): ScimError {
    return new ScimError(400, detail, { scimType: 'mutability' });
  }

  /** The body is not what the request's schema asks for. */
  static invalidSyntax(detail: string): ScimError {
    return new ScimError(400, detail, { scimType: 'invalidSyntax' });
  }

  /** A PATCH operation's "path" is malformed (RFC 7644 figure 7). */
  static invalidPath(detail: string): ScimError {
    return new ScimError(400, detail, { scimType: 'invalidPath' });
  }

  /** A PATCH operation's "path" selects nothing that could be operated on. */
  static noTarget(detail: string): ScimError {
    return new ScimError(400, detail, { scimType: 'noTarget' });
  }

  /** A required value is missing, or a value does not fit its attribute. */
  static invalidValue(detail: string): ScimError {
    return new ScimError(400, detail, { scimType: 'invalidValue' });
  }

  /** The SCIM protocol version is not supported (RFC 7644 §3.13). */
  static invalidVers(detail: string): ScimError {
    return new ScimError(400, detail, { scimType: 'invalidVers' });
  }

  /**
   * The request URI carries personal information that it must not carry (RFC 7644 §7.5.2); 403 as that section says.
   */
  static sensitive(detail: string): ScimError {
    return new ScimError(403, detail, { scimType: 'sensitive' });
  }

  /** The cursor is not one of ours (RFC 9865 §2.1). */
  static invalidCursor(detail: string): ScimError {
    return new ScimError(400, detail, { scimType: 'invalidCursor' });
  }

  /** The cursor has been valid once (RFC 9865 §2.1). */
  static expiredCursor(detail: string): ScimError {
    return new ScimError(400, detail, { scimType: 'expiredCursor' });
  }

  /** The count cannot be used with this cursor (RFC 9865 §2.1). */
  static invalidCount(detail: string): ScimError {
    return new ScimError(400, detail, { scimType: 'invalidCount' });
  }

  /** The credential is missing or wrong; the challenge names both ways to authenticate (RFC 9110 §11.6.1). */
  static unauthorized(detail: string): ScimError {
    return new ScimError(401, detail, { headers: { 'WWW-Authenticate': 'Basic realm="SCIM", Bearer realm="SCIM"' } });
  }

  static forbidden(detail: string): ScimError {
    return new ScimError(403, detail);
  }

  static notFound(detail: string): ScimError {
    return new ScimError(404, detail);
  }

  /** @param allow the methods that the resource does support (RFC 9110 §15.5.6) */
  static methodNotAllowed(detail: string, allow: readonly string[]): ScimError {
    return new ScimError(405, detail, { headers: { Allow: allow.join(', ') } });
  }

  /** None of the media types in the Accept header can be served. */
  static notAcceptable(detail: string): ScimError {
    return new ScimError(406, detail);
  }

  /** The resource has changed since the version that If-Match names (RFC 7644 §3.14). */
  static preconditionFailed(detail: string): ScimError {
    return new ScimError(412, detail);
  }

  static payloadTooLarge(detail: string): ScimError {
    return new ScimError(413, detail);
  }

  /** The body's media type is neither of those that RFC 7644 §3.1 names. */
  static unsupportedMediaType(detail: string): ScimError {
    return new ScimError(415, detail);
  }

  /** A fault of ours; its cause is for the log, never for the client. */
  static internalError(): ScimError {
    return new ScimError(500, 'The service provider could not process the request.');
  }

  static notImplemented(detail: string): ScimError {
    return new ScimError(501, detail);
  }

  static serviceUnavailable(detail: string, retryAfterSeconds: number): ScimError {
    return new ScimError(503, detail, { headers: { 'Retry-After': String(retryAfterSeconds) } });
  }
}

/** The body of an error response; `status` is text there (RFC 7644 §3.12). */
export type ErrorResponse = {
  readonly schemas: readonly ['urn:ietf:params:scim:api:messages:2.0:Error'];
  readonly status: string;
  readonly scimType?: ScimType;
  readonly detail: string;
};

/** The body that goes with `error.status`. */
export function errorResponse(error: ScimError): ErrorResponse {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(error.status),
    ...(error.scimType === undefined ? {} : { scimType: error.scimType }),
    detail: error.detail,
  };
}
