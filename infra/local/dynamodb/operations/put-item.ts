/** PutItem. */
import * as z from 'zod';
import type { Operation } from '#infra/local/dynamodb/database.ts';
import { readInput, returnConsumedCapacity } from '#infra/local/dynamodb/input.ts';
import { putMembers, putWrite } from '#infra/local/dynamodb/item-write.ts';
import { writeCall } from '#infra/local/dynamodb/write-call.ts';

const schema = z.strictObject({
  ...putMembers,
  ReturnValues: z.enum(['NONE', 'ALL_OLD']).default('NONE'),
  ReturnConsumedCapacity: returnConsumedCapacity,
});

/** API reference, "PutItem". */
export const putItem: Operation = (database, raw) => {
  const input = readInput(schema, 'PutItem', raw);
  return writeCall(database, putWrite(database, input), input);
};
