/** Scan. */
import * as z from 'zod';
import { type Operation, requireTable } from '#infra/local/dynamodb/database.ts';
import { createPlaceholders } from '#infra/local/dynamodb/expression/placeholders.ts';
import { readInput } from '#infra/local/dynamodb/input.ts';
import { pageMembers, pageSource, pageView, readPage, startRow } from '#infra/local/dynamodb/page.ts';
import { itemPermission } from '#infra/local/dynamodb/permissions.ts';

const schema = z.strictObject(pageMembers);

/** API reference, "Scan". Partitions come in the order of their keys; in DynamoDB they come in no order. */
export const scan: Operation = (database, raw) => {
  const input = readInput(schema, 'Scan', raw);
  const table = requireTable(database, input.TableName);
  const hasExpression = input.FilterExpression !== undefined || input.ProjectionExpression !== undefined;
  const placeholders = createPlaceholders(input, hasExpression);
  const source = pageSource(table, input);
  const view = pageView(source, input, placeholders);
  placeholders.requireAllUsed();
  const after = startRow(source, input.ExclusiveStartKey);
  return {
    permissions: [itemPermission(database, 'Scan', table, [], source.index?.name)],
    run: () => readPage(database, source, { forward: true, ...(after && { after }) }, input, view),
  };
};
