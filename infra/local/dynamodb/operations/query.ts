/** Query. */
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import { type Operation, requireTable } from '#infra/local/dynamodb/database.ts';
import { parseCondition } from '#infra/local/dynamodb/expression/condition-parser.ts';
import { type KeyRange, keyRange } from '#infra/local/dynamodb/expression/key-condition.ts';
import { createPlaceholders } from '#infra/local/dynamodb/expression/placeholders.ts';
import { readInput } from '#infra/local/dynamodb/input.ts';
import {
  type PageSource,
  pageMembers,
  pageSource,
  pageView,
  readPage,
  requireNoKeysInFilter,
  startRow,
} from '#infra/local/dynamodb/page.ts';
import { keyText } from '#infra/local/dynamodb/permissions.ts';
import { encodeKeyValue, type RowKey } from '#infra/local/dynamodb/table-definition.ts';

const schema = z.strictObject({
  ...pageMembers,
  KeyConditionExpression: z.string(),
  ScanIndexForward: z.boolean().default(true),
});

/** API reference, "Query". */
export const query: Operation = (database, raw) => {
  const input = readInput(schema, 'Query', raw);
  const table = requireTable(database, input.TableName);
  const placeholders = createPlaceholders(input, true);
  const condition = parseCondition('KeyConditionExpression', input.KeyConditionExpression, placeholders);
  const source = pageSource(table, input);
  const view = pageView(source, input, placeholders);
  placeholders.requireAllUsed();
  const range = keyRange(condition, source.keys);
  requireNoKeysInFilter(source, view);
  const after = startRow(source, input.ExclusiveStartKey);
  requireStartInside(source, range, after);
  const resource = source.index ? `table/${table.name}/index/${source.index.name}` : `table/${table.name}`;
  const { hash, ...bounds } = range;
  return {
    permissions: [{ action: 'dynamodb:Query', resource: database.arn(resource), leadingKeys: [keyText(hash)] }],
    run: () => {
      const rows = { ...bounds, hash: encodeKeyValue(hash), forward: input.ScanIndexForward, ...(after && { after }) };
      return readPage(database, source, rows, input, view);
    },
  };
};

function requireStartInside({ keys }: PageSource, range: KeyRange, start: RowKey | undefined): void {
  if (start === undefined) return;
  const { hash, lower, upper } = range;
  if (Buffer.compare(start.hash, encodeKeyValue(hash)) !== 0) {
    throw AwsError.validation('The provided starting key is outside query boundaries based on provided conditions');
  }
  const isBelow = lower && Buffer.compare(start.range, lower.range) < (lower.inclusive ? 0 : 1);
  const isAbove = upper && Buffer.compare(start.range, upper.range) > (upper.inclusive ? 0 : -1);
  if (keys.range && (isBelow || isAbove)) {
    throw AwsError.validation('The provided starting key does not match the range key predicate');
  }
}
