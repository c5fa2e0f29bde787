/** The error that every service of the local stack answers with: a code, an HTTP status and a message. */

/** An answer that is not 200. `code` is the name that the AWS SDK gives the exception it throws. */
export class AwsError extends Error {
  override name = 'AwsError';
  readonly code: string;
  readonly status: number;
  /** Further members of the error's body, such as `CancellationReasons`. */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(code: string, status: number, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = fields;
  }

  /** The request breaks a rule of the service. */
  static validation(message: string): AwsError {
    return new AwsError('ValidationException', 400, message);
  }

  /** The request's JSON has a member of the wrong type. */
  static serialization(message: string): AwsError {
    return new AwsError('SerializationException', 400, message);
  }

  /** No policy of the caller's role allows the call (IAM User Guide, "Access denied error messages"). */
  static accessDenied(message: string): AwsError {
    return new AwsError('AccessDeniedException', 403, message);
  }

  /** The access key is missing, or belongs to nobody. */
  static unrecognizedClient(): AwsError {
    return new AwsError('UnrecognizedClientException', 403, 'The security token included in the request is invalid.');
  }

  /** The service, or its local form, does not have the operation. */
  static unknownOperation(message: string): AwsError {
    return new AwsError('UnknownOperationException', 400, message);
  }

  /** A fault on our side. */
  static internal(message = 'Internal server error'): AwsError {
    return new AwsError('InternalServerError', 500, message);
  }
}
