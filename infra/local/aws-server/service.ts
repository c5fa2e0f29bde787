/** What the AWS server asks of the services behind it, and what they get to know of a request. */

/** A permission that a call needs, as IAM policies write it. */
type RequiredPermission = {
  readonly action: string;
  readonly resource: string;
  readonly conditionKeys: Readonly<Record<string, readonly string[]>>;
};

/** A request of a REST service, its path decoded segment by segment. */
export type RestRequest = {
  readonly method: string;
  /** Decoded segments: `/schedules/d-1` is `['schedules', 'd-1']`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** The parsed JSON body; undefined when there is none. */
  readonly body: unknown;
};

export type RestResponse = { readonly status?: number; readonly body?: unknown };

/** A call that a service has read: what it is, what it needs, and how it is carried out. */
export type ServiceCall<Answer> = {
  readonly operation: string;
  readonly permissions: readonly RequiredPermission[];
  readonly run: () => Answer | Promise<Answer>;
};

/** Reads a request of a REST service. @throws AwsError for an operation that it does not have */
export type RestService = (request: RestRequest) => ServiceCall<RestResponse>;

/** Asks whether a caller may do something. @throws AwsError when not, or when nobody has the access key */
export type Authorize = (request: RequiredPermission & { readonly accessKeyId: string }) => void | Promise<void>;
