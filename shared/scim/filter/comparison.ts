/** One comparison of one attribute's values (RFC 7644 table 3), compiled to a test by the attribute's type. */
import { ScimError } from '#shared/scim/error.ts';
import { booleanFromText, textFromScalar } from '#shared/scim/resource/client-deviations.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import type { ScimValue } from '#shared/scim/resource/value.ts';
import type { AttributeDefinition } from '#shared/scim/schema/definition.ts';
import { numberFromText } from './client-deviations.ts';
import { parseDateTime, storedInstant } from './date-time.ts';
import type { CompareOp, Comparison, CompValue } from './types.ts';

/** Of a value, or of its absence. An absent value equals null and is not equal to anything else (RFC 7643 §2.5). */
export type ValueTest = (value: ScimValue | undefined) => boolean;

/** RFC 7644 table 3, `pr`: neither empty nor null, or a complex value with something in it. */
export function isPresent(value: ScimValue | undefined): boolean {
  if (typeof value === 'object') return Object.values(value).some(isPresent);
  return value !== undefined && value !== '';
}

/** What null equals (RFC 7643 §2.5). */
export function isAbsent(value: ScimValue | undefined): boolean {
  return !isPresent(value);
}

/** What all comparisons of a filter have in common. */
export type Comparing = { readonly strictness: Strictness; readonly foldCase: (text: string) => string };

/**
 * @param attribute a simple attribute, or a sub-attribute
 * @param name how the client called it
 * @throws ScimError invalidFilter when its type allows neither the operator nor the value
 */
export function compileComparison(
  attribute: AttributeDefinition,
  name: string,
  { op, value }: Comparison,
  { strictness, foldCase }: Comparing,
): ValueTest {
  if (value === null) return nullTest(op, name);
  switch (attribute.type) {
    case 'boolean':
      return equalityTest(op, booleanOperand(value, name, strictness), `"${name}" is a boolean attribute`);
    case 'binary':
      return equalityTest(op, textOperand(value, name, strictness), `"${name}" is a binary attribute`);
    case 'integer':
    case 'decimal':
      return orderTest(op, numberOperand(value, name, strictness), numberOf, name);
    case 'dateTime':
      if (op === 'co' || op === 'sw' || op === 'ew') {
        return textTest(op, textOperand(value, name, strictness), foldCase);
      }
      return orderTest(op, instantOperand(value, name), instantOf, name);
    default:
      return textTest(op, textOperand(value, name, strictness), attribute.caseExact ? asIs : foldCase);
  }
}

function nullTest(op: CompareOp, name: string): ValueTest {
  if (op === 'eq') return isAbsent;
  if (op === 'ne') return isPresent;
  throw ScimError.invalidFilter(`"${name}" cannot be compared with null by ${op}; use eq, ne or pr.`);
}

function equalityTest(op: CompareOp, operand: boolean | string, what: string): ValueTest {
  if (op === 'eq') return (value) => value === operand;
  if (op === 'ne') return (value) => value !== operand;
  throw ScimError.invalidFilter(`${what}: it can be compared by eq and ne, not by ${op}.`);
}

function textTest(op: CompareOp, text: string, prepare: (text: string) => string): ValueTest {
  const operand = prepare(text);
  const isText = (test: (value: string) => boolean): ValueTest => {
    return (value) => typeof value === 'string' && test(prepare(value));
  };
  switch (op) {
    case 'eq':
      return (value) => typeof value === 'string' && (value === text || prepare(value) === operand);
    case 'ne':
      return (value) => typeof value !== 'string' || prepare(value) !== operand;
    case 'co':
      return isText((value) => value.includes(operand));
    case 'sw':
      return isText((value) => value.startsWith(operand));
    case 'ew':
      return isText((value) => value.endsWith(operand));
    case 'gt':
      return isText((value) => value > operand);
    case 'ge':
      return isText((value) => value >= operand);
    case 'lt':
      return isText((value) => value < operand);
    case 'le':
      return isText((value) => value <= operand);
  }
}

/** @param measure undefined, which neither equals nor is beside anything, for what is not of the attribute's type */
function orderTest<Operand extends number | string>(
  op: CompareOp,
  operand: Operand,
  measure: (value: ScimValue | undefined) => Operand | undefined,
  name: string,
): ValueTest {
  const measured = (test: (value: Operand) => boolean): ValueTest => {
    return (value) => {
      const own = measure(value);
      return own !== undefined && test(own);
    };
  };
  switch (op) {
    case 'eq':
      return (value) => measure(value) === operand;
    case 'ne':
      return (value) => measure(value) !== operand;
    case 'gt':
      return measured((value) => value > operand);
    case 'ge':
      return measured((value) => value >= operand);
    case 'lt':
      return measured((value) => value < operand);
    case 'le':
      return measured((value) => value <= operand);
    default:
      throw ScimError.invalidFilter(`"${name}" is a number: it cannot be compared by ${op}.`);
  }
}

function booleanOperand(value: CompValue, name: string, strictness: Strictness): boolean {
  const operand = strictness === 'lenient' ? booleanFromText(value) : value;
  if (typeof operand === 'boolean') return operand;
  throw ScimError.invalidFilter(`"${name}" is a boolean attribute: compare it with true or false.`);
}

function numberOperand(value: CompValue, name: string, strictness: Strictness): number {
  const operand = strictness === 'lenient' ? numberFromText(value) : value;
  if (typeof operand === 'number') return operand;
  throw ScimError.invalidFilter(`"${name}" is a numeric attribute: compare it with a number.`);
}

function textOperand(value: CompValue, name: string, strictness: Strictness): string {
  const operand = strictness === 'lenient' ? textFromScalar(value) : value;
  if (typeof operand === 'string') return operand;
  throw ScimError.invalidFilter(`"${name}" is text: compare it with a value in quotation marks.`);
}

function instantOperand(value: CompValue, name: string): string {
  const instant = typeof value === 'string' ? parseDateTime(value) : undefined;
  if (instant !== undefined) return instant;
  throw ScimError.invalidFilter(
    `"${name}" is a dateTime attribute: compare it with a date and a time such as "2011-05-13T04:42:34Z".`,
  );
}

function numberOf(value: ScimValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function instantOf(value: ScimValue | undefined): string | undefined {
  return typeof value === 'string' ? storedInstant(value) : undefined;
}

function asIs(text: string): string {
  return text;
}
