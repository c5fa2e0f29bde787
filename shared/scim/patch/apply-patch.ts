/** A resource after PATCH (RFC 7644 §3.5.2): all operations or none, the resource that was given untouched. */
import { ScimError } from '#shared/scim/error.ts';
import { assignAttributes } from '#shared/scim/resource/assign.ts';
import { saysNothing } from '#shared/scim/resource/client-deviations.ts';
import { inSchemaOrder } from '#shared/scim/resource/complex-value.ts';
import { requireImmutable } from '#shared/scim/resource/immutable.ts';
import { isJsonObject } from '#shared/scim/resource/json.ts';
import { type ParsedResource, requireResource } from '#shared/scim/resource/parse-resource.ts';
import { ignore, type Reading, type Strictness } from '#shared/scim/resource/reading.ts';
import { isAssigned, requiredIn } from '#shared/scim/resource/required.ts';
import { isDerived, resourceDefinition, storedDefinition } from '#shared/scim/resource/resource-definition.ts';
import { isValueList } from '#shared/scim/resource/same-value.ts';
import type { DraftObject, ScimObject } from '#shared/scim/resource/value.ts';
import type { AttributeDefinition, ResourceType } from '#shared/scim/schema/definition.ts';
import { changeAttribute } from './change-member.ts';
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
  const reading: Reading = { strictness, readOnly, ignored: [] };
  const definition = resourceDefinition(resourceType);
  // The one copy that the operations change; what none of them names is shared with the resource that was given.
  const patched: DraftObject = { ...resource };
  for (const operation of operations) {
    applyOperation(patched, operation, { resourceType, reading });
    requireStillAssigned(resource, patched, definition);
  }
  if (strictness === 'lenient') dropSilentValues(patched, resource);
  requireImmutable(resource, patched, definition);
  const stored = inSchemaOrder(patched, storedDefinition(resourceType));
  requireResource(stored, resourceType);
  return { resource: stored, ignored: reading.ignored };
}

/**
 * The values that say nothing, of the attributes that the operations changed. Not before all of them are applied: one
 * may go on with what another left of a value.
 */
function dropSilentValues(patched: DraftObject, before: ScimObject): void {
  for (const name in patched) {
    const values = patched[name];
    if (!isValueList(values) || values === before[name] || !values.some(saysNothing)) continue;
    const left = values.filter((value) => !saysNothing(value));
    patched[name] = left.length === 0 ? undefined : left;
  }
}

function applyOperation(patched: DraftObject, operation: PatchOperation, context: Context): void {
  const { resourceType, reading } = context;
  const location = locate(operation.path, resourceType, reading.strictness);
  switch (location.kind) {
    case 'resource':
      applyToResource(patched, operation, context);
      break;
    case 'attribute':
      applyToAttribute(patched, operation, location.first, reading);
      break;
    case 'unknown':
      if (reading.strictness === 'strict') throw ScimError.invalidPath(`There is no attribute "${location.name}".`);
      ignore(reading, location.name);
      break;
    case 'unsupported':
      ignore(reading, location.name);
  }
}

function applyToAttribute(patched: DraftObject, operation: PatchOperation, first: Step, reading: Reading): void {
  const { definition } = first;
  if (isDerived(definition) && operation.op !== 'remove') return;
  requireWritable(first);
  patched[definition.name] = changeAttribute(patched[definition.name], first, { operation, reading });
}

/** The value holds attributes to add or to replace (§3.5.2.1, §3.5.2.3). */
function applyToResource(patched: DraftObject, { op, value }: PatchOperation, context: Context): void {
  const { resourceType, reading } = context;
  if (op === 'remove') throw ScimError.noTarget('The path of a remove operation must name an attribute.');
  if (!isJsonObject(value)) throw ScimError.invalidValue('Without a path, "value" must be an object of attributes.');
  assignAttributes(patched, { op, value }, resourceType, reading);
}

function requireWritable({ definition, name, next }: Step): void {
  if (definition.mutability === 'readOnly') throw ScimError.mutability(`"${name}" is readOnly.`);
  if (next !== undefined) requireWritable(next);
}

function requireStillAssigned(before: ScimObject, after: ScimObject, definition: AttributeDefinition): void {
  const removed = requiredIn(definition).find(
    ({ name, required }) => required && before[name] !== after[name] && !isAssigned(after[name]),
  );
  if (removed !== undefined) throw ScimError.mutability(`"${removed.name}" is required and cannot be removed.`);
}
