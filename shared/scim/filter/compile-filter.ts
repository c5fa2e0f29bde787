/** `Filter` to a predicate: bound to the schema once, then run on many resources without allocating. */
import { ScimError } from '#shared/scim/error.ts';
import { type AttributePath, formatAttributePath } from '#shared/scim/path/attribute-path.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import type { ScimObject, ScimValue } from '#shared/scim/resource/value.ts';
import type { AttributeDefinition, ResourceType } from '#shared/scim/schema/definition.ts';
import type { FoundAttribute } from '#shared/scim/schema/find-attribute.ts';
import { type Comparing, compileComparison, isAbsent, isPresent, type ValueTest } from './comparison.ts';
import { type Binding, comparedAttribute, filteredAttribute, filteredSubAttribute } from './filtered-attribute.ts';
import { foldCase, rememberingFoldCase } from './fold-case.ts';
import type { Comparison, Filter, Presence, ValuePath } from './types.ts';

/** Of a resource, or of one value of a complex attribute. */
export type ObjectTest = (object: ScimObject) => boolean;

/** What the paths of a filter refer to. */
type Scope = {
  readonly binding: Binding & Comparing;
  readonly find: (path: AttributePath) => FoundAttribute | undefined;
  readonly reach: (found: FoundAttribute, test: ValueTest) => ObjectTest;
};

/**
 * A multi-valued attribute matches if any value does (RFC 7644 §3.4.2.2); one without values is compared as null.
 * `schemas` need not be in the resource: its values follow from what else is there.
 * @throws ScimError invalidFilter naming the attribute that is unknown, or that cannot be compared in this way
 */
export function compileFilter(
  filter: Filter,
  resourceType: ResourceType,
  { strictness = 'lenient', unknownAttribute = 'refused' }: Partial<Binding> = {},
): ObjectTest {
  const { fold, forget } = rememberingFoldCase();
  const binding = { strictness, unknownAttribute, foldCase: fold };
  const test = compile(filter, {
    binding,
    find: (path) => filteredAttribute(path, resourceType, binding),
    reach: (found, test) => (found.attribute.name === 'schemas' ? onSchemas(resourceType, test) : reach(found, test)),
  });
  return (resource) => {
    forget();
    return test(resource);
  };
}

/**
 * The filter between the brackets of a value path, for one value of the complex attribute.
 * @throws ScimError invalidFilter
 */
export function compileValueFilter(
  filter: Filter,
  attribute: AttributeDefinition,
  strictness: Strictness = 'lenient',
): ObjectTest {
  return compileWithin(filter, attribute, { strictness, unknownAttribute: 'refused', foldCase });
}

function compileWithin(filter: Filter, attribute: AttributeDefinition, binding: Scope['binding']): ObjectTest {
  return compile(filter, { binding, find: (path) => filteredSubAttribute(path, attribute, binding), reach });
}

function compile(filter: Filter, scope: Scope): ObjectTest {
  switch (filter.kind) {
    case 'and': {
      const left = compile(filter.left, scope);
      const right = compile(filter.right, scope);
      return (object) => left(object) && right(object);
    }
    case 'or': {
      const left = compile(filter.left, scope);
      const right = compile(filter.right, scope);
      return (object) => left(object) || right(object);
    }
    case 'not': {
      const negated = compile(filter.filter, scope);
      return (object) => !negated(object);
    }
    case 'compare':
      return compileCompare(filter, scope);
    case 'present':
      return compilePresence(filter, scope);
    case 'valuePath':
      return compileValuePath(filter, scope);
  }
}

/** Null stands for the whole attribute, every other value for its `value` when it is complex. */
function compileCompare(filter: Comparison, scope: Scope): ObjectTest {
  const { path, op, value } = filter;
  const found = scope.find(path);
  if (found === undefined) return () => (value === null ? op === 'eq' : op === 'ne');
  const compared = value === null ? found : comparedAttribute(found, path);
  const attribute = compared.subAttribute ?? compared.attribute;
  const test = compileComparison(attribute, formatAttributePath(path), filter, scope.binding);
  return scope.reach(compared, test);
}

function compilePresence({ path }: Presence, scope: Scope): ObjectTest {
  const found = scope.find(path);
  return found === undefined ? () => false : scope.reach(found, isPresent);
}

function compileValuePath({ path, filter }: ValuePath, scope: Scope): ObjectTest {
  const found = scope.find(path);
  if (found === undefined) return () => false;
  if (found.attribute.type !== 'complex' || found.subAttribute !== undefined) {
    throw ScimError.invalidFilter(`"${formatAttributePath(path)}" has no sub-attributes to filter by in brackets.`);
  }
  const test = compileWithin(filter, found.attribute, scope.binding);
  return scope.reach(found, (value) => isComplex(value) && test(value));
}

/** From the object to the values of the attribute. `test` of undefined stands for an attribute that has no value. */
function reach({ schemaId, attribute, subAttribute }: FoundAttribute, test: ValueTest): ObjectTest {
  const whenAbsent = test(undefined);
  const ofValue: ValueTest = subAttribute === undefined ? test : inComplex(ofProperty(subAttribute, test), whenAbsent);
  const ofAttribute = ofProperty(attribute, attribute.multiValued ? anyOf(ofValue, whenAbsent) : ofValue);
  if (schemaId === undefined) return ofAttribute;
  const ofExtension = inComplex(ofAttribute, whenAbsent);
  return (object) => ofExtension(object[schemaId]);
}

/** RFC 7643 §2.4: a `primary` that is not specified is false; that does not make it one that is there. */
function ofProperty({ name }: AttributeDefinition, test: ValueTest): ObjectTest {
  const asksForPresence = test === isPresent || test === isAbsent;
  if (name === 'primary' && !asksForPresence) return (object) => test(object[name] ?? false);
  return (object) => test(object[name]);
}

function inComplex(test: ObjectTest, whenAbsent: boolean): ValueTest {
  return (value) => (isComplex(value) ? test(value) : whenAbsent);
}

function anyOf(test: ValueTest, whenAbsent: boolean): ValueTest {
  return (values) => {
    if (!isList(values) || values.length === 0) return whenAbsent;
    for (const value of values) if (test(value)) return true;
    return false;
  };
}

function onSchemas({ schema, schemaExtensions }: ResourceType, test: ValueTest): ObjectTest {
  const extensions = schemaExtensions.map((extension) => extension.schema.id);
  return (resource) => test(schema.id) || extensions.some((urn) => resource[urn] !== undefined && test(urn));
}

function isList(value: ScimValue | undefined): value is readonly ScimValue[] {
  return Array.isArray(value);
}

function isComplex(value: ScimValue | undefined): value is ScimObject {
  return typeof value === 'object' && !Array.isArray(value);
}
