/** Adds, replaces or removes the values that a located path leads to (RFC 7644 §3.5.2.1 to §3.5.2.3). */
import { ScimError } from '#shared/scim/error.ts';
import { assign, isUnassigned, type Target } from '#shared/scim/resource/assign.ts';
import { saysNothing, valueFromFilter } from '#shared/scim/resource/client-deviations.ts';
import { withSubAttribute } from '#shared/scim/resource/complex-value.ts';
import type { Reading } from '#shared/scim/resource/reading.ts';
import { valueDefinition } from '#shared/scim/resource/resource-definition.ts';
import { isScimObject, isValueList } from '#shared/scim/resource/same-value.ts';
import type { ScimObject, ScimValue } from '#shared/scim/resource/value.ts';
import { addValues, distinctValues, onePrimary, requireFew } from '#shared/scim/resource/values.ts';
import type { Step } from './locate.ts';
import type { PatchOperation } from './parse-patch-op.ts';
import { withoutMembers, withoutValues } from './without-values.ts';

/** What is done where the path ends. */
type Change = { readonly operation: PatchOperation; readonly reading: Reading };

/** @param step leads to the member, and on from there; none of the steps is readOnly */
export function changeMember(complex: ScimObject, step: Step, change: Change): ScimObject {
  const { name } = step.definition;
  const value = changeAttribute(complex[name], step, change);
  return withSubAttribute(complex, name, value === undefined || isEmpty(value) ? undefined : value, step.parent);
}

function changeAttribute(current: ScimValue | undefined, step: Step, change: Change): ScimValue | undefined {
  const { operation, reading } = change;
  const { definition, selector, next } = step;
  if (definition.multiValued && (selector !== undefined || next !== undefined)) {
    return changeValues(isValueList(current) ? current : [], step, change);
  }
  if (next !== undefined) return changeInside(current, next, change);
  const { op, value } = operation;
  if (op !== 'remove') return assign({ op, current, value }, step, reading);
  if (isValueList(current)) return withoutValues(current, value, step, reading);
  return isScimObject(current) ? withoutMembers(current, value, step, reading) : undefined;
}

/** A complex attribute that is not there yet is one without anything in it. */
function changeInside(current: ScimValue | undefined, next: Step, change: Change): ScimObject {
  return changeMember(isScimObject(current) ? current : {}, next, change);
}

/** Changes each value that the path means; adds one when it means none. */
function changeValues(values: readonly ScimValue[], step: Step, change: Change): readonly ScimValue[] {
  const isMeant = step.selector?.matches ?? (() => true);
  if (!values.some(isMeant)) {
    // §3.5.2.2: removing what is not there succeeds.
    return change.operation.op === 'remove' ? values : addMissing(values, step, change);
  }
  const changed = values.flatMap((value) => {
    if (!isMeant(value)) return value;
    const next = changeValue(value, step, change);
    return next === undefined || isEmpty(next) ? [] : next;
  });
  if (change.operation.op === 'remove' && step.next === undefined) return changed;
  const kept = change.reading.strictness === 'lenient' ? changed.filter((value) => !saysNothing(value)) : changed;
  return onePrimary(distinctValues(kept, step.definition), values, step.name, change.reading);
}

function changeValue(value: ScimValue, step: Step, change: Change): ScimValue | undefined {
  const { op, value: sent } = change.operation;
  if (step.next !== undefined) return changeInside(value, step.next, change);
  if (op === 'remove') return undefined;
  const current = op === 'add' ? value : impliedValue(step, change.reading);
  return assign({ op, current, value: sent }, ofOneValue(step), change.reading);
}

/** Lenient providers only, unless there is no filter: strict ones answer noTarget (§3.5.2.3). */
function addMissing(values: readonly ScimValue[], step: Step, { operation, reading }: Change): readonly ScimValue[] {
  if (step.selector !== undefined && reading.strictness === 'strict') throw noValueMatches(step);
  if (isUnassigned(operation.value, reading)) return values;
  const implied = impliedValue(step, reading);
  if (step.selector !== undefined && implied === undefined) throw noValueMatches(step);
  const add: Change = { operation: { ...operation, op: 'add' }, reading };
  const added = changeValue(implied ?? {}, step, add) ?? {};
  if (step.selector?.matches(added) === false) throw noValueMatches(step);
  if (isEmpty(added)) return values;
  if (reading.strictness === 'lenient' && saysNothing(added)) return values;
  const all = addValues(values, [added], step.definition);
  requireFew(all, step.name);
  return onePrimary(all, values, step.name, reading);
}

/** What the filter says that each value it selects has. */
function impliedValue(step: Step, reading: Reading): ScimValue | undefined {
  if (step.selector === undefined) return undefined;
  return assign({ op: 'replace', value: valueFromFilter(step.selector.filter) }, ofOneValue(step), reading);
}

function ofOneValue({ definition, name }: Step): Target {
  return { definition: valueDefinition(definition), name };
}

function noValueMatches({ name }: Step): ScimError {
  return ScimError.noTarget(`No value of "${name}" matches the filter of the path.`);
}

function isEmpty(value: ScimValue): boolean {
  return typeof value === 'object' && Object.keys(value).length === 0;
}
