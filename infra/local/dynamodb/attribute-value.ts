/** Attribute values and items: read from the wire once, normalised and checked, then plain immutable data. */
import { AwsError } from '#infra/local/aws-error.ts';
import { normalizeNumber } from './number.ts';

/** In the form of the wire: exactly one member, named after the type. Binary is base64, numbers are canonical. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

/** Attributes by name. Names are the client's: read them with `attribute`, never with an index. */
export type Item = { readonly [name: string]: AttributeValue };

const maximumDepth = 32;

/** The types of DynamoDB, as `attribute_type` names them. */
export const attributeTypes = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** The type that a value is of. */
export function typeOf(value: AttributeValue): AttributeType {
  const type = attributeTypes.find((candidate) => candidate in value);
  if (type === undefined) throw new TypeError('an attribute value has no type');
  return type;
}

/** The attribute of that name, whatever the name (`constructor` is a name like any other). */
export function attribute(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

/** The item without the attribute. */
export function withoutAttribute(item: Item, name: string): Item {
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== name));
}

/** The members of a set of any type, or undefined for another value. */
export function setMembers(value: AttributeValue): readonly string[] | undefined {
  if ('SS' in value) return value.SS;
  if ('NS' in value) return value.NS;
  return 'BS' in value ? value.BS : undefined;
}

/** Reads a map of attributes from a request. @throws a validation or serialization error */
export function parseItem(raw: unknown, depth = 0): Item {
  if (!isObject(raw)) throw AwsError.serialization('Start of structure or map expected');
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, parseValue(value, depth)]));
}

/** Reads one attribute value from a request. @throws a validation or serialization error */
function parseValue(raw: unknown, depth = 0): AttributeValue {
  if (!isObject(raw)) throw AwsError.serialization('Start of structure or map expected');
  const [member, second] = Object.entries(raw);
  if (member === undefined) {
    throw AwsError.validation('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  }
  if (second !== undefined) {
    throw AwsError.validation(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  if (depth > maximumDepth) throw AwsError.validation('Nesting Levels have exceeded supported limits');
  return parseTyped(member[0], member[1], depth);
}

function parseTyped(type: string, raw: unknown, depth: number): AttributeValue {
  switch (type) {
    case 'S':
      return { S: text(raw) };
    case 'N':
      return { N: normalizeNumber(text(raw)) };
    case 'B':
      return { B: base64(raw) };
    case 'BOOL':
      if (typeof raw !== 'boolean') throw AwsError.serialization('A BOOL must be true or false');
      return { BOOL: raw };
    case 'NULL':
      if (raw !== true) throw AwsError.validation(invalid('Null attribute value types must have the value of true'));
      return { NULL: true };
    case 'SS':
      return { SS: set(raw, 'string', text) };
    case 'NS':
      return { NS: set(raw, 'number', (member) => normalizeNumber(text(member))) };
    case 'BS':
      return { BS: set(raw, 'binary', base64) };
    case 'L':
      return { L: list(raw).map((element) => parseValue(element, depth + 1)) };
    case 'M':
      return { M: parseItem(raw, depth + 1) };
    default:
      throw AwsError.validation(
        'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
      );
  }
}

function set(raw: unknown, kind: string, parse: (member: unknown) => string): readonly string[] {
  const members = list(raw).map(parse);
  if (members.length === 0) throw AwsError.validation(invalid(`An ${kind} set  may not be empty`));
  if (new Set(members).size !== members.length) {
    throw AwsError.validation(invalid(`Input collection [${members.join(', ')}] contains duplicates.`));
  }
  return members;
}

function text(raw: unknown): string {
  if (typeof raw !== 'string') throw AwsError.serialization('A string was expected');
  return raw;
}

function base64(raw: unknown): string {
  const encoded = text(raw);
  if (Buffer.from(encoded, 'base64').toString('base64') !== encoded) {
    throw AwsError.serialization('A binary value must be in base64');
  }
  return encoded;
}

function list(raw: unknown): readonly unknown[] {
  if (!Array.isArray(raw)) throw AwsError.serialization('A list was expected');
  return raw;
}

function isObject(raw: unknown): raw is object {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function invalid(reason: string): string {
  return `One or more parameter values were invalid: ${reason}`;
}
