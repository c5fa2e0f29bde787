/** From the body of PATCH to its operations (RFC 7644 §3.5.2). */
import { ScimError } from '#shared/scim/error.ts';
import { type PatchPath, parsePath } from '#shared/scim/path/parse-path.ts';
import { isEmptyPath, isValuePath, operationName, valueOrNull } from '#shared/scim/resource/client-deviations.ts';
import { isJsonObject, type JsonObject } from '#shared/scim/resource/json.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';

export type PatchOperation = {
  readonly op: 'add' | 'remove' | 'replace';
  /** Absent: the resource itself. */
  readonly path?: PatchPath;
  /** JSON as it came; undefined when the client left it out. */
  readonly value: unknown;
};

const patchOpUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** Clients send a handful for one user; a bound keeps the work of one request in bounds. */
const maximumOperations = 100;

/**
 * Member names in any case (RFC 7643 §2.1).
 * @throws ScimError invalidSyntax, invalidPath, invalidFilter, noTarget, invalidValue
 */
export function parsePatchOp(body: unknown, strictness: Strictness): readonly PatchOperation[] {
  if (!isJsonObject(body)) throw ScimError.invalidSyntax('The body must be a JSON object with "Operations".');
  const { schemas, operations } = members(body);
  if (strictness === 'strict' && !listsPatchOp(schemas)) {
    throw ScimError.invalidSyntax(`"schemas" must list ${patchOpUrn}.`);
  }
  if (!Array.isArray(operations) || operations.length === 0) {
    throw ScimError.invalidSyntax('"Operations" must be an array of at least one operation.');
  }
  const parsed = operations.flatMap((operation: unknown, index) => parseOperation(operation, index + 1, strictness));
  if (parsed.length > maximumOperations) {
    throw ScimError.invalidSyntax(`${parsed.length} operations; at most ${maximumOperations} are accepted at once.`);
  }
  return parsed;
}

function parseOperation(operation: unknown, position: number, strictness: Strictness): readonly PatchOperation[] {
  if (!isJsonObject(operation)) throw ScimError.invalidSyntax(`Operation ${position} is not an object.`);
  const { op, path, value } = members(operation);
  const name = strictness === 'lenient' ? operationName(op) : op;
  if (name !== 'add' && name !== 'remove' && name !== 'replace') {
    throw ScimError.invalidSyntax(`Operation ${position} needs an "op": add, remove or replace.`);
  }
  const parsedPath = parseOperationPath(path, position, strictness);
  if (name === 'remove' && parsedPath === undefined) {
    throw ScimError.noTarget(`Operation ${position} removes, and needs a "path" that says what.`);
  }
  const given = strictness === 'lenient' && name === 'replace' && parsedPath ? valueOrNull(value) : value;
  if (name !== 'remove' && given === undefined) throw ScimError.invalidValue(`Operation ${position} needs a "value".`);
  if (parsedPath !== undefined) return [{ op: name, path: parsedPath, value: given }];
  return strictness === 'lenient' && isJsonObject(given) ? byPath(name, given) : [{ op: name, value: given }];
}

/** The attributes of a value without a path, then what its value paths lead to. */
function byPath(op: PatchOperation['op'], value: JsonObject): readonly PatchOperation[] {
  const entries = Object.entries(value);
  const valuePaths = entries.filter(([key]) => isValuePath(key));
  if (valuePaths.length === 0) return [{ op, value }];
  const attributes = Object.fromEntries(entries.filter(([key]) => !isValuePath(key)));
  return [{ op, value: attributes }, ...valuePaths.map(([key, each]) => ({ op, path: parsePath(key), value: each }))];
}

function parseOperationPath(path: unknown, position: number, strictness: Strictness): PatchPath | undefined {
  if (path === undefined || path === null) return undefined;
  if (strictness === 'lenient' && isEmptyPath(path)) return undefined;
  if (typeof path !== 'string') throw ScimError.invalidPath(`The "path" of operation ${position} must be a string.`);
  return parsePath(path, strictness);
}

/** URNs ignore case (RFC 7644 §3.10). */
function listsPatchOp(schemas: unknown): boolean {
  return (
    Array.isArray(schemas) &&
    schemas.some((urn) => typeof urn === 'string' && urn.toLowerCase() === patchOpUrn.toLowerCase())
  );
}

type Member = 'schemas' | 'operations' | 'op' | 'path' | 'value';

/** The members of a PATCH message, named in any case. */
function members(object: JsonObject): { readonly [member in Member]?: unknown } {
  const found: { [member in Member]?: unknown } = {};
  for (const key of Object.keys(object)) {
    const name = isMember(key) ? key : key.toLowerCase();
    if (isMember(name)) found[name] = object[key];
  }
  return found;
}

function isMember(name: string): name is Member {
  return name === 'op' || name === 'path' || name === 'value' || name === 'schemas' || name === 'operations';
}
