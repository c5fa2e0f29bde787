/** What API Gateway itself answers with: the types of gateway responses and their defaults. */

/** Default statuses (Developer Guide, "gateway response types"). */
const statuses = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_PARAMETERS: 400,
  DEFAULT_5XX: 502,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  REQUEST_TOO_LARGE: 413,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
} as const;

/** A type of gateway response that is given here; DEFAULT_5XX stands for a failed Lambda integration (502). */
export type ResponseType = keyof typeof statuses;

/** What `x-amzn-ErrorType` says. */
const errorTypes: Readonly<Record<ResponseType, string>> = {
  ACCESS_DENIED: 'AccessDeniedException',
  API_CONFIGURATION_ERROR: 'InternalServerErrorException',
  AUTHORIZER_CONFIGURATION_ERROR: 'AuthorizerConfigurationException',
  AUTHORIZER_FAILURE: 'InternalServerErrorException',
  BAD_REQUEST_PARAMETERS: 'BadRequestException',
  DEFAULT_5XX: 'InternalServerErrorException',
  INTEGRATION_FAILURE: 'InternalServerErrorException',
  INTEGRATION_TIMEOUT: 'InternalServerErrorException',
  INVALID_SIGNATURE: 'InvalidSignatureException',
  MISSING_AUTHENTICATION_TOKEN: 'MissingAuthenticationTokenException',
  REQUEST_TOO_LARGE: 'RequestTooLongException',
  THROTTLED: 'TooManyRequestsException',
  UNAUTHORIZED: 'UnauthorizedException',
};

/** A request that API Gateway answers by itself. */
export class GatewayFailure extends Error {
  override name = 'GatewayFailure';
  readonly type: ResponseType;
  /** `$context.error.message`; AWS gives none for authorizer failures. */
  readonly publicMessage: string | null;

  /** `cause` is for the access log only. */
  constructor(type: ResponseType, publicMessage: string | null, cause?: string) {
    super(cause ?? publicMessage ?? type);
    this.type = type;
    this.publicMessage = publicMessage;
  }

  /** The status unless the template changes it. */
  get defaultStatus(): number {
    return statuses[this.type];
  }

  get errorType(): string {
    return errorTypes[this.type];
  }
}
