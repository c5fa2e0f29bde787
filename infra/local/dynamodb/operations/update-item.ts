/** UpdateItem. */
import * as z from 'zod';
import type { Operation } from '#infra/local/dynamodb/database.ts';
import { readInput, returnConsumedCapacity } from '#infra/local/dynamodb/input.ts';
import { updateMembers, updateWrite } from '#infra/local/dynamodb/item-write.ts';
import { writeCall } from '#infra/local/dynamodb/write-call.ts';

const schema = z.strictObject({
  ...updateMembers,
  ReturnValues: z.enum(['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW']).default('NONE'),
  ReturnConsumedCapacity: returnConsumedCapacity,
});

/** API reference, "UpdateItem". */
export const updateItem: Operation = (database, raw) => {
  const input = readInput(schema, 'UpdateItem', raw);
  return writeCall(database, updateWrite(database, input), input);
};
