/** Adds, replaces or removes the values that a located path leads to (RFC 7644 §3.5.2.1 to §3.5.2.3). */
import { ScimError } from '#shared/scim/error.ts';
import { assign, isUnassigned } from '#shared/scim/resource/assign.ts';
import { valueFromFilter } from '#shared/scim/resource/client-deviations.ts';
import { isEmpty, withSubAttribute } from '#shared/scim/resource/complex-value.ts';
import type { Reading } from '#shared/scim/resource/reading.ts';
import { isScimObject, isValueList } from '#shared/scim/resource/same-value.ts';
import type { ManyValues } from '#shared/scim/resource/target.ts';
import type { ScimObject, ScimValue } from '#shared/scim/resource/value.ts';
import { addValues, distinctValues, onePrimary, requireFew } from '#shared/scim/resource/values.ts';
import type { Step } from './locate.ts';
import type { PatchOperation } from './parse-patch-op.ts';
import { withoutMembers, withoutValues } from './without-values.ts';

type ManyStep = Step & ManyValues;

/** What is done where the path ends. */
type Change = { readonly operation: PatchOperation; readonly reading: Reading };

/**
 * @param current the value of the attribute that the step leads to
 * @param step none of the steps from here on is readOnly
 * @returns undefined when nothing is left of it
 */
export function changeAttribute(current: ScimValue | undefined, step: Step, change: Change): ScimValue | undefined {
  const value = changeTarget(current, step, change);
  return value === undefined || isEmpty(value) ? undefined : value;
}

function changeTarget(current: ScimValue | undefined, step: Step, change: Change): ScimValue | undefined {
  const { operation, reading } = change;
  const { selector, next } = step;
  if (step.element !== undefined && (selector !== undefined || next !== undefined)) {
    return changeValues(isValueList(current) ? current : [], step, change);
  }
  if (next !== undefined) return changeInside(current, next, change);
  const { op, value } = operation;
  if (op !== 'remove') return assign({ op, current, value }, step, reading);
  if (step.element !== undefined && isValueList(current)) return withoutValues(current, value, step, reading);
  return isScimObject(current) ? withoutMembers(current, value, step, reading) : undefined;
}

/** A complex attribute that is not there yet is one without anything in it. */
function changeInside(current: ScimValue | undefined, next: Step, change: Change): ScimObject {
  const complex = isScimObject(current) ? current : {};
  const { name } = next.definition;
  return withSubAttribute(complex, name, changeAttribute(complex[name], next, change), next.parent);
}

/** Changes each value that the path means; adds one when it means none. */
function changeValues(values: readonly ScimValue[], step: ManyStep, change: Change): readonly ScimValue[] {
  const isMeant = step.selector?.matches ?? (() => true);
  const { op } = change.operation;
  const changed: ScimValue[] = [];
  let isThere = false;
  for (const value of values) {
    if (!isMeant(value)) {
      changed.push(value);
      continue;
    }
    isThere = true;
    const next = changeValue(value, step, change);
    if (next !== undefined && !isEmpty(next)) changed.push(next);
  }
  // §3.5.2.2: removing what is not there succeeds.
  if (!isThere) return op === 'remove' ? values : addMissing(values, step, change);
  if (op === 'remove' && step.next === undefined) return changed;
  return onePrimary(distinctValues(changed, step.definition), values, step.name, change.reading);
}

function changeValue(value: ScimValue, step: ManyStep, change: Change): ScimValue | undefined {
  const { operation, reading } = change;
  const { op, value: sent } = operation;
  if (step.next !== undefined) return changeInside(value, step.next, change);
  if (op === 'remove') return undefined;
  const current = op === 'add' ? value : impliedValue(step, reading);
  return assign({ op, current, value: sent }, step.element, reading);
}

/** Lenient providers only, unless there is no filter: strict ones answer noTarget (§3.5.2.3). */
function addMissing(
  values: readonly ScimValue[],
  step: ManyStep,
  { operation, reading }: Change,
): readonly ScimValue[] {
  if (step.selector !== undefined && reading.strictness === 'strict') throw noValueMatches(step);
  if (isUnassigned(operation.value, reading)) return values;
  const implied = impliedValue(step, reading);
  if (step.selector !== undefined && implied === undefined) throw noValueMatches(step);
  const add: Change = { operation: { ...operation, op: 'add' }, reading };
  const added = changeValue(implied ?? {}, step, add) ?? {};
  if (step.selector?.matches(added) === false) throw noValueMatches(step);
  const all = addValues(values, [added], step.definition);
  requireFew(all, step.name);
  return onePrimary(all, values, step.name, reading);
}

/** What the filter says that each value it selects has. */
function impliedValue(step: ManyStep, reading: Reading): ScimValue | undefined {
  if (step.selector === undefined) return undefined;
  return assign({ op: 'replace', value: valueFromFilter(step.selector.filter) }, step.element, reading);
}

function noValueMatches({ name }: Step): ScimError {
  return ScimError.noTarget(`No value of "${name}" matches the filter of the path.`);
}
