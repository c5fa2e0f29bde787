/** What is known of a table and its indexes, and how their items are keyed. */
import { AwsError } from '#infra/local/aws-error.ts';
import { type AttributeValue, attribute, type Item, typeOf } from './attribute-value.ts';
import { encodeNumber } from './number.ts';

export type KeyType = 'S' | 'N' | 'B';
export type KeyAttribute = { readonly name: string; readonly type: KeyType };
/** Partition key and, where there is one, sort key. */
export type KeySchema = { readonly hash: KeyAttribute; readonly range?: KeyAttribute };

/** Global secondary index. `source` is where its entries are stored. */
export type IndexDefinition = {
  readonly name: string;
  readonly source: number;
  readonly keys: KeySchema;
  readonly projection: { readonly type: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'; readonly attributes: readonly string[] };
};

export type TableDefinition = {
  readonly name: string;
  readonly id: string;
  readonly source: number;
  readonly keys: KeySchema;
  readonly indexes: readonly IndexDefinition[];
  readonly createdAtEpochSeconds: number;
  /** The attribute that holds the epoch second after which an item may go. */
  readonly timeToLiveAttribute?: string;
};

/** Where a row is stored: bytes that sort as DynamoDB sorts. Entries of an index also carry the key of their item. */
export type RowKey = {
  readonly hash: Uint8Array;
  readonly range: Uint8Array;
  readonly baseHash: Uint8Array;
  readonly baseRange: Uint8Array;
};

const noBytes = new Uint8Array(0);
/** Quotas, "Partition keys and sort keys". */
const maximumHashBytes = 2048;
const maximumRangeBytes = 1024;

/** Strings sort by their UTF-8 bytes, numbers by value, binaries by their bytes. */
export function encodeKeyValue(value: AttributeValue): Uint8Array {
  if ('S' in value) return Buffer.from(value.S);
  if ('N' in value) return encodeNumber(value.N);
  return 'B' in value ? Buffer.from(value.B, 'base64') : noBytes;
}

/** Partition key and sort key attributes, in this order. */
export function keyAttributes(keys: KeySchema): readonly KeyAttribute[] {
  return keys.range ? [keys.hash, keys.range] : [keys.hash];
}

/** The row of an item in its table. The item's keys have been checked. */
export function tableRowKey(keys: KeySchema, item: Item): RowKey {
  return { hash: part(item, keys.hash), range: part(item, keys.range), baseHash: noBytes, baseRange: noBytes };
}

/** The row of an item's entry in an index. */
export function indexRowKey(table: TableDefinition, index: IndexDefinition, item: Item): RowKey {
  const { hash: baseHash, range: baseRange } = tableRowKey(table.keys, item);
  return { hash: part(item, index.keys.hash), range: part(item, index.keys.range), baseHash, baseRange };
}

function part(item: Item, key: KeyAttribute | undefined): Uint8Array {
  const value = key && attribute(item, key.name);
  return value === undefined ? noBytes : encodeKeyValue(value);
}

/** The primary key of an item. */
export function keyOf(keys: KeySchema, item: Item): Item {
  return Object.fromEntries(
    keyAttributes(keys).flatMap(({ name }) => {
      const value = attribute(item, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The epoch second after which the item may go; null for one that stays. */
export function expiresAt(table: TableDefinition, item: Item): number | null {
  const value = table.timeToLiveAttribute && attribute(item, table.timeToLiveAttribute);
  return value && 'N' in value ? Number(value.N) : null;
}

/** Checks a request's `Key`: the key attributes and nothing else. @throws a validation error */
export function requireKey(keys: KeySchema, key: Item): void {
  const expected = keyAttributes(keys);
  const matches = expected.every(({ name, type }) => {
    const value = attribute(key, name);
    return value !== undefined && typeOf(value) === type;
  });
  if (!matches || Object.keys(key).length !== expected.length) {
    throw AwsError.validation('The provided key element does not match the schema');
  }
  requireKeySizes(keys, key);
}

/** Checks the key attributes of an item to be stored, those of the indexes included. @throws a validation error */
export function requireItemKeys(table: TableDefinition, item: Item): void {
  for (const { name, type } of keyAttributes(table.keys)) {
    const value = attribute(item, name);
    if (value === undefined) throw invalid(`Missing the key ${name} in the item`);
    if (typeOf(value) !== type) {
      throw invalid(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
    }
  }
  requireKeySizes(table.keys, item);
  for (const index of table.indexes) requireIndexKeys(index, item);
}

function requireIndexKeys(index: IndexDefinition, item: Item): void {
  for (const { name, type } of keyAttributes(index.keys)) {
    const value = attribute(item, name);
    if (value === undefined) continue;
    if (typeOf(value) !== type) {
      const types = `Expected: ${type} Actual: ${typeOf(value)}`;
      throw invalid(`Type mismatch for Index Key ${name} ${types} IndexName: ${index.name}`);
    }
    if (encodeKeyValue(value).length === 0) {
      const reason = 'A value specified for a secondary index key is not supported';
      const rule = 'The AttributeValue for a key attribute cannot contain an empty string value';
      throw AwsError.validation(
        `One or more parameter values are not valid. ${reason}. ${rule}. IndexName: ${index.name}, IndexKey: ${name}`,
      );
    }
  }
  requireSizes(index.keys, item);
}

function requireKeySizes(keys: KeySchema, item: Item): void {
  for (const { name, type } of keyAttributes(keys)) {
    const value = attribute(item, name);
    if (value === undefined || encodeKeyValue(value).length > 0) continue;
    const kind = type === 'B' ? 'binary' : 'string';
    const rule = `The AttributeValue for a key attribute cannot contain an empty ${kind} value`;
    throw AwsError.validation(`One or more parameter values are not valid. ${rule}. Key: ${name}`);
  }
  requireSizes(keys, item);
}

function requireSizes(keys: KeySchema, item: Item): void {
  if (part(item, keys.hash).length > maximumHashBytes) {
    throw invalid('Size of hashkey has exceeded the maximum size limit of2048 bytes');
  }
  if (part(item, keys.range).length > maximumRangeBytes) {
    throw invalid('Aggregated size of all range keys has exceeded the size limit of 1024 bytes');
  }
}

/** Keys are scalars: no expression looks inside them. @throws a validation error for a path that does */
export function requireScalarKeys(table: TableDefinition, paths: readonly (readonly (string | number)[])[]): void {
  const heads = new Set(paths.filter((path) => path.length > 1).map(([name]) => name));
  const keys = keyAttributes(table.keys).map(({ name }) => ({ name, kind: 'Key' }));
  const indexKeys = table.indexes.flatMap((index) => keyAttributes(index.keys));
  const all = [...keys, ...indexKeys.map(({ name }) => ({ name, kind: 'IndexKey' }))];
  const nested = all.find(({ name }) => heads.has(name));
  if (nested === undefined) return;
  const rule = "list random access '[]' and map lookup '.' are not allowed";
  throw AwsError.validation(`Key attributes must be scalars; ${rule}: ${nested.kind}: ${nested.name}`);
}

function invalid(reason: string): AwsError {
  return AwsError.validation(`One or more parameter values were invalid: ${reason}`);
}
