/** A resource after PATCH (RFC 7644 §3.5.2): all operations or none, the resource that was given untouched. */
import { ScimError } from '#shared/scim/error.ts';
import { assignAttributes } from '#shared/scim/resource/assign.ts';
import { inSchemaOrder } from '#shared/scim/resource/complex-value.ts';
import { requireImmutable } from '#shared/scim/resource/immutable.ts';
import { isJsonObject } from '#shared/scim/resource/json.ts';
import { type ParsedResource, requireResource } from '#shared/scim/resource/parse-resource.ts';
import { ignore, type Reading, type Strictness } from '#shared/scim/resource/reading.ts';
import { isAssigned, requiredIn } from '#shared/scim/resource/required.ts';
import { resourceDefinition, storedDefinition } from '#shared/scim/resource/resource-definition.ts';
import { unsupportedAttribute } from '#shared/scim/resource/unsupported.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import type { ResourceType } from '#shared/scim/schema/definition.ts';
import { changeMember } from './change-member.ts';
import { locate, type Step } from './locate.ts';
import type { PatchOperation } from './parse-patch-op.ts';

type Context = { readonly resourceType: ResourceType; readonly reading: Reading };

/**
 * @param resource as `parseResource` returns it; readOnly attributes may be in it and are not in the result
 * @throws ScimError noTarget, invalidPath, invalidFilter, invalidValue, invalidSyntax (a strict client's unknown
 *   attribute), mutability (a readOnly or immutable attribute, or a required one without a value: §3.5.2.2)
 */
export function applyPatch(
  resource: ScimObject,
  operations: readonly PatchOperation[],
  resourceType: ResourceType,
  strictness: Strictness,
): ParsedResource {
  const readOnly = strictness === 'strict' ? 'refuse' : 'ignore';
  const reading: Reading = { strictness, readOnly, ignored: new Set() };
  const patched = operations.reduce((current, operation) => {
    const next = applyOperation(current, operation, { resourceType, reading });
    requireStillAssigned(current, next, resourceType);
    return next;
  }, resource);
  requireImmutable(resource, patched, resourceDefinition(resourceType));
  const stored = inSchemaOrder(patched, storedDefinition(resourceType));
  requireResource(stored, resourceType);
  return { resource: stored, ignored: [...reading.ignored] };
}

function applyOperation(resource: ScimObject, operation: PatchOperation, context: Context): ScimObject {
  const { path } = operation;
  if (path === undefined) return applyToResource(resource, operation, context);
  const { resourceType, reading } = context;
  const unsupported = unsupportedAttribute(path);
  if (unsupported !== undefined) {
    ignore(reading, unsupported);
    return resource;
  }
  const location = locate(path, resourceType, reading.strictness);
  if (location === undefined) {
    if (reading.strictness === 'strict') throw ScimError.invalidPath(`There is no attribute "${nameOf(path)}".`);
    ignore(reading, nameOf(path));
    return resource;
  }
  const { first } = location;
  if (first === undefined) return applyToResource(resource, operation, context);
  if (isListOfSchemas(first) && operation.op !== 'remove') return resource;
  requireWritable(first);
  return changeMember(resource, first, { operation, reading });
}

/** The value holds attributes to add or to replace (§3.5.2.1, §3.5.2.3). */
function applyToResource(resource: ScimObject, { op, value }: PatchOperation, context: Context): ScimObject {
  const { resourceType, reading } = context;
  if (op === 'remove') throw ScimError.noTarget('The path of a remove operation must name an attribute.');
  if (!isJsonObject(value)) throw ScimError.invalidValue('Without a path, "value" must be an object of attributes.');

  const attributes = Object.entries(value).filter(([key]) => key.toLowerCase() !== 'schemas');
  return assignAttributes({ op, current: resource, value: attributes }, resourceType, reading);
}

/** `schemas` may be in a request (§3.5.2), but what it lists follows from the other attributes. */
function isListOfSchemas({ definition }: Step): boolean {
  return definition.name === 'schemas';
}

function requireWritable({ definition, name, next }: Step): void {
  if (definition.mutability === 'readOnly') throw ScimError.mutability(`"${name}" is readOnly.`);
  if (next !== undefined) requireWritable(next);
}

function requireStillAssigned(before: ScimObject, after: ScimObject, resourceType: ResourceType): void {
  const removed = requiredIn(resourceDefinition(resourceType)).find(
    ({ name, required }) => required && isAssigned(before[name]) && !isAssigned(after[name]),
  );
  if (removed !== undefined) throw ScimError.mutability(`"${removed.name}" is required and cannot be removed.`);
}

function nameOf({ urn, name, subAttribute }: NonNullable<PatchOperation['path']>): string {
  return `${[urn, name].filter((part) => part !== undefined).join(':')}${subAttribute === undefined ? '' : `.${subAttribute}`}`;
}
