/** From the body of POST /Bulk to its operations (RFC 7644 §3.7). */
import { ScimError } from '#shared/scim/error.ts';
import { pathSegments } from '#shared/scim/path/path-segments.ts';
import { isJsonObject, type JsonObject } from '#shared/scim/resource/json.ts';
import { maximumOperations } from './limits.ts';

export type BulkRequest = {
  /** How many errors end the request. */
  readonly failOnErrors: number;
  readonly operations: readonly BulkOperation[];
};

/** One operation, or as much of it as can be read and what keeps it from being carried out. */
export type BulkOperation = Readable &
  ({ readonly flaw: ScimError } | ({ readonly flaw?: undefined } & Pick<SingleRequest, 'method'>));

type Readable = Partial<SingleRequest> & Pick<SingleRequest, 'segments'> & { readonly bulkId?: string };

/** What an operation stands for. */
export type SingleRequest = {
  readonly method: BulkMethod;
  /** Of the path under the SCIM base URL. */
  readonly segments: readonly string[];
  /** Of the resource that is changed, as in If-Match. */
  readonly version?: string;
  /** JSON as it came. */
  readonly data?: unknown;
};

const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type BulkMethod = (typeof methods)[number];

const bulkRequestUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

/**
 * Member names in any case (RFC 7643 §2.1). What is wrong with one operation is that operation's `flaw`.
 * @throws ScimError 400 invalidSyntax, invalidValue; 413
 */
export function parseBulkRequest(body: unknown): BulkRequest {
  if (!isJsonObject(body)) throw ScimError.invalidSyntax('The body must be a JSON object with "Operations".');
  const { schemas, failonerrors, operations } = members(body);
  if (!Array.isArray(schemas) || !schemas.some(isBulkRequestUrn)) {
    throw ScimError.invalidSyntax(`"schemas" must list ${bulkRequestUrn}.`);
  }
  if (!Array.isArray(operations) || operations.length === 0) {
    throw ScimError.invalidSyntax('"Operations" must be an array of at least one operation.');
  }
  if (operations.length > maximumOperations) {
    throw ScimError.payloadTooLarge(
      `The ${operations.length} operations exceed maxOperations (${maximumOperations}): send them in several requests.`,
    );
  }
  const bulkIds = new Set<string>();
  return {
    failOnErrors: parseFailOnErrors(failonerrors),
    operations: operations.map((operation: unknown) => parseOperation(operation, bulkIds)),
  };
}

function isBulkRequestUrn(urn: unknown): boolean {
  return typeof urn === 'string' && urn.toLowerCase() === bulkRequestUrn.toLowerCase();
}

function parseFailOnErrors(value: unknown): number {
  if (value === undefined || value === null) return Number.POSITIVE_INFINITY;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw ScimError.invalidValue('"failOnErrors" must be an integer of at least 1; leave it out to have no limit.');
}

/** @param bulkIds of the POSTs before this one */
function parseOperation(operation: unknown, bulkIds: Set<string>): BulkOperation {
  const { method: name, path, bulkid, version, data } = members(isJsonObject(operation) ? operation : {});
  const method = methods.find((each) => each === name);
  const readable: Readable = {
    segments: typeof path === 'string' ? pathSegments(path) : [],
    ...(typeof bulkid === 'string' && { bulkId: bulkid }),
    ...(typeof version === 'string' && { version }),
    ...(method !== 'DELETE' && { data }),
  };
  if (method === undefined) {
    return { ...readable, flaw: ScimError.invalidSyntax(`The operation needs a "method": ${methods.join(', ')}.`) };
  }
  const flaw =
    flawOf({ path, version, data: method === 'DELETE' ? null : data }) ?? bulkIdFlaw(method, bulkid, bulkIds);
  return flaw === undefined ? { ...readable, method } : { ...readable, method, flaw };
}

function flawOf({ path, version, data }: { readonly [member in Member]?: unknown }): ScimError | undefined {
  if (typeof path !== 'string' || /[?#]/.test(path)) {
    return ScimError.invalidSyntax('The operation needs a "path" under the SCIM base URL, without a query.');
  }
  if (version !== undefined && version !== null && typeof version !== 'string') {
    return ScimError.invalidSyntax('The "version" of an operation is text, as in "meta".');
  }
  return data === undefined
    ? ScimError.invalidSyntax('The operation needs "data": the body that the request alone would have.')
    : undefined;
}

/** Notes the bulkId of a POST. */
function bulkIdFlaw(method: BulkMethod, bulkId: unknown, bulkIds: Set<string>): ScimError | undefined {
  if (method !== 'POST') return undefined;
  if (typeof bulkId !== 'string' || bulkId === '') {
    return ScimError.invalidSyntax('A POST needs a "bulkId": any text that no other POST of the request has.');
  }
  if (bulkIds.has(bulkId)) {
    return ScimError.invalidValue(`An earlier POST of the request has the bulkId ${JSON.stringify(bulkId)}.`);
  }
  bulkIds.add(bulkId);
  return undefined;
}

const memberNames = [
  ...(['schemas', 'failonerrors', 'operations'] as const),
  ...(['method', 'path', 'bulkid', 'version', 'data'] as const),
];
type Member = (typeof memberNames)[number];

/** By names in lower case. */
function members(object: JsonObject): { readonly [member in Member]?: unknown } {
  const byName = new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(memberNames.map((name) => [name, byName.get(name)]));
}
