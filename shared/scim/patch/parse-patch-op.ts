/** From the body of PATCH to its operations (RFC 7644 §3.5.2). */
import { ScimError } from '#shared/scim/error.ts';
import { type PatchPath, parsePath } from '#shared/scim/path/parse-path.ts';
import { isEmptyPath, isValuePath, operationName, valueOrNull } from '#shared/scim/resource/client-deviations.ts';
import { isJsonObject, type JsonObject } from '#shared/scim/resource/json.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';

export type PatchOperation = {
  readonly op: 'add' | 'remove' | 'replace';
  /** Absent: the resource itself. */
  readonly path?: PatchPath | undefined;
  /** JSON as it came; undefined when the client left it out. */
  readonly value: unknown;
};

const patchOpUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** Clients send a handful for one user; a bound keeps the work of one request in bounds. */
const maximumOperations = 100;

/** @throws ScimError invalidSyntax, invalidPath, invalidFilter, noTarget, invalidValue */
export function parsePatchOp(body: unknown, strictness: Strictness): readonly PatchOperation[] {
  if (!isJsonObject(body)) throw ScimError.invalidSyntax('The body must be a JSON object with "Operations".');
  if (strictness === 'strict' && !listsPatchOp(member(body, 'schemas'))) {
    throw ScimError.invalidSyntax(`"schemas" must list ${patchOpUrn}.`);
  }
  const operations = member(body, 'Operations');
  if (!Array.isArray(operations) || operations.length === 0) {
    throw ScimError.invalidSyntax('"Operations" must be an array of at least one operation.');
  }
  const parsed: PatchOperation[] = [];
  for (let position = 1; position <= operations.length; position += 1) {
    const operation = parseOperation(operations[position - 1], position, strictness);
    if (strictness === 'strict' || operation.path !== undefined) parsed.push(operation);
    else for (const each of byPath(operation)) parsed.push(each);
  }
  if (parsed.length > maximumOperations) {
    throw ScimError.invalidSyntax(`${parsed.length} operations; at most ${maximumOperations} are accepted at once.`);
  }
  return parsed;
}

function parseOperation(operation: unknown, position: number, strictness: Strictness): PatchOperation {
  if (!isJsonObject(operation)) throw ScimError.invalidSyntax(`Operation ${position} is not an object.`);
  const sentOp = member(operation, 'op');
  const op = strictness === 'lenient' ? operationName(sentOp) : sentOp;
  if (op !== 'add' && op !== 'remove' && op !== 'replace') {
    throw ScimError.invalidSyntax(`Operation ${position} needs an "op": add, remove or replace.`);
  }
  const path = parseOperationPath(member(operation, 'path'), position, strictness);
  if (op === 'remove' && path === undefined) {
    throw ScimError.noTarget(`Operation ${position} removes, and needs a "path" that says what.`);
  }
  const sent = member(operation, 'value');
  const value = strictness === 'lenient' && op === 'replace' && path !== undefined ? valueOrNull(sent) : sent;
  if (op !== 'remove' && value === undefined) throw ScimError.invalidValue(`Operation ${position} needs a "value".`);
  return { op, path, value };
}

/** The attributes of a value without a path, then what its value paths lead to. */
function byPath(operation: PatchOperation): readonly PatchOperation[] {
  const { op, value } = operation;
  if (!isJsonObject(value) || !Object.keys(value).some(isValuePath)) return [operation];
  const entries = Object.entries(value);
  const valuePaths = entries.filter(([key]) => isValuePath(key));
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

/** A member of a PATCH message, named in any case (RFC 7643 §2.1). */
function member(message: JsonObject, name: 'schemas' | 'Operations' | 'op' | 'path' | 'value'): unknown {
  if (Object.hasOwn(message, name)) return message[name];
  for (const key in message) {
    if (key.length === name.length && key.toLowerCase() === name.toLowerCase()) return message[key];
  }
  return undefined;
}
