/** Random calls of one table, on few enough items that they meet each other. */
import fc from 'fast-check';
import { condition, expressionMembers, flat, otherAttributes, projection, update } from './expressions.ts';

export type Call = { readonly operation: string; readonly input: Readonly<Record<string, unknown>> };

const partition = fc.constantFrom('A', 'B');
const sortText = fc.constantFrom('1', '10', '2', 'é');
const key = fc.record({ pk: partition.map((S) => ({ S })), sk: sortText.map((S) => ({ S })) });
const wrongKey = fc.constantFrom<object>(
  { pk: { S: 'A' } },
  { pk: { S: 'A' }, sk: { N: '1' } },
  { pk: { S: 'A' }, sk: { S: '' } },
  { pk: { S: 'A' }, sk: { S: '1' }, x1: { S: 'a' } },
);
const anyKey: fc.Arbitrary<object> = fc.oneof({ weight: 30, arbitrary: key }, wrongKey);
const indexKeys = fc.record(
  {
    gsi1pk: fc.constantFrom('g', 'h').map((S) => ({ S })),
    gsi1sk: fc.constantFrom('1', '2', '3').map((S) => ({ S })),
    gsi2pk: fc.oneof({ weight: 20, arbitrary: fc.constant({ S: 'p' }) }, fc.constant({ N: '1' })),
    gsi2sk: fc.constantFrom('1', '-1', '-2', '-10', '1.5', '10', '9').map((N) => ({ N })),
  },
  { requiredKeys: [] },
);
const item = fc.tuple(otherAttributes, indexKeys, anyKey).map((parts) => Object.assign({}, ...parts) as object);
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, arbitrary);

const put = fc.record({ item, condition: sometimes(condition), old: fc.boolean() }).map((draw) => ({
  operation: 'PutItem',
  input: {
    Item: draw.item,
    ...(draw.old && { ReturnValues: 'ALL_OLD' }),
    ...expressionMembers({ ConditionExpression: draw.condition }),
  },
}));
const remove = fc.record({ key: anyKey, condition: sometimes(condition) }).map((draw) => ({
  operation: 'DeleteItem',
  input: {
    Key: draw.key,
    ReturnValues: 'ALL_OLD',
    ...expressionMembers({ ConditionExpression: draw.condition }),
  },
}));
const returnValues = fc.constantFrom('NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW');
const updateItem = fc
  .record({ key: anyKey, update: sometimes(update), condition: sometimes(condition), returnValues })
  .map((draw) => ({
    operation: 'UpdateItem',
    input: {
      Key: draw.key,
      ReturnValues: draw.returnValues,
      ...expressionMembers({ UpdateExpression: draw.update, ConditionExpression: draw.condition }),
    },
  }));
const get = fc.record({ key: anyKey, projection: sometimes(projection) }).map((draw) => ({
  operation: 'GetItem',
  input: { Key: draw.key, ConsistentRead: true, ...expressionMembers({ ProjectionExpression: draw.projection }) },
}));

const rightSortTerm = fc.oneof(
  fc
    .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), sortText)
    .map(([sign, S]) => ({ text: `sk ${sign} ?`, values: [{ S }] })),
  sortText.map((S) => ({ text: 'begins_with(sk, ?)', values: [{ S }] })),
  fc.tuple(sortText, sortText).map(([a, b]) => ({ text: 'sk BETWEEN ? AND ?', values: [{ S: a }, { S: b }] })),
);
const wrongSortTerm = fc.oneof(
  flat.map((value) => ({ text: 'sk > ?', values: [value] })),
  fc
    .constantFrom('sk <> ?', 'x1 = ?', 'attribute_exists(sk) AND ? = x1', 'sk IN (?)')
    .map((text) => ({ text, values: [{ S: 'a' }] })),
);
const sortTerm = fc.oneof({ weight: 7, arbitrary: rightSortTerm }, wrongSortTerm);
const keyCondition = fc.tuple(partition, sometimes(sortTerm)).map(([S, range]) => ({
  text: range ? `pk = ? AND ${range.text}` : 'pk = ?',
  values: [{ S }, ...(range?.values ?? [])],
}));
const query = fc
  .record({
    keyCondition,
    filter: rarely(condition),
    projection: rarely(projection),
    forward: fc.boolean(),
    limit: sometimes(fc.integer({ min: 1, max: 3 })),
    start: rarely(key),
    count: fc.boolean(),
  })
  .map((draw) => ({
    operation: 'Query',
    input: {
      ScanIndexForward: draw.forward,
      ...(draw.limit && { Limit: draw.limit }),
      ...(draw.start && { ExclusiveStartKey: draw.start }),
      ...(draw.count && !draw.projection && { Select: 'COUNT' }),
      ...expressionMembers({
        KeyConditionExpression: draw.keyCondition,
        FilterExpression: draw.filter,
        ProjectionExpression: draw.projection,
      }),
    },
  }));
const indexCondition = fc.constantFrom(
  { index: 'gsi1', text: 'gsi1pk = ?', values: [{ S: 'g' }] },
  { index: 'gsi1', text: 'gsi1pk = ? AND gsi1sk >= ?', values: [{ S: 'h' }, { S: '2' }] },
  { index: 'gsi2', text: 'gsi2pk = ?', values: [{ S: 'p' }] },
  { index: 'gsi2', text: 'gsi2pk = ? AND gsi2sk BETWEEN ? AND ?', values: [{ S: 'p' }, { N: '-2.5' }, { N: '9.5' }] },
  { index: 'gsi2', text: 'gsi2pk = ? AND begins_with(gsi2sk, ?)', values: [{ S: 'p' }, { N: '1' }] },
  { index: 'gsi9', text: 'gsi2pk = ?', values: [{ S: 'p' }] },
);
const indexQuery = fc.record({ by: indexCondition, filter: rarely(condition) }).map((draw) => ({
  operation: 'Query',
  input: {
    IndexName: draw.by.index,
    ...expressionMembers({ KeyConditionExpression: draw.by, FilterExpression: draw.filter }),
  },
}));
const scan = fc
  .record({ filter: sometimes(condition), index: fc.constantFrom(undefined, 'gsi1', 'gsi2') })
  .map((draw) => ({
    operation: 'Scan',
    input: { ...(draw.index && { IndexName: draw.index }), ...expressionMembers({ FilterExpression: draw.filter }) },
  }));
const keys = fc.array(anyKey, { minLength: 1, maxLength: 4 });
const batchGet = fc.record({ keys, projection: sometimes(projection) }).map((draw) => ({
  operation: 'BatchGetItem',
  input: { Keys: draw.keys, ConsistentRead: true, ...expressionMembers({ ProjectionExpression: draw.projection }) },
}));
const writeRequest: fc.Arbitrary<object> = fc.oneof(
  item.map((Item) => ({ PutRequest: { Item } })),
  anyKey.map((Key) => ({ DeleteRequest: { Key } })),
);
const batchWrite = fc.array(writeRequest, { minLength: 1, maxLength: 4 }).map((requests) => ({
  operation: 'BatchWriteItem',
  input: { requests },
}));

/** One random call; batches do not name their table yet. */
const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 5, arbitrary: put },
  { weight: 6, arbitrary: updateItem },
  { weight: 2, arbitrary: remove },
  { weight: 3, arbitrary: get },
  { weight: 4, arbitrary: query },
  { weight: 2, arbitrary: indexQuery },
  { weight: 2, arbitrary: scan },
  { weight: 1, arbitrary: batchGet },
  { weight: 1, arbitrary: batchWrite },
);

/** A history of calls. */
export const history = fc.noBias(fc.array(call, { minLength: 1, maxLength: 200, size: 'max' }));

/** The call's input for the named table. */
export function inputFor(table: string, { operation, input }: Call): object {
  if (operation === 'BatchGetItem') return { RequestItems: { [table]: input } };
  if (operation === 'BatchWriteItem') return { RequestItems: { [table]: input.requests } };
  return { TableName: table, ...input };
}
