/** DeleteItem. */
import * as z from 'zod';
import type { Operation } from '#infra/local/dynamodb/database.ts';
import { readInput, returnConsumedCapacity } from '#infra/local/dynamodb/input.ts';
import { deleteMembers, deleteWrite } from '#infra/local/dynamodb/item-write.ts';
import { writeCall } from '#infra/local/dynamodb/write-call.ts';

const schema = z.strictObject({
  ...deleteMembers,
  ReturnValues: z.enum(['NONE', 'ALL_OLD']).default('NONE'),
  ReturnConsumedCapacity: returnConsumedCapacity,
});

/** API reference, "DeleteItem". */
export const deleteItem: Operation = (database, raw) => {
  const input = readInput(schema, 'DeleteItem', raw);
  return writeCall(database, deleteWrite(database, input), input);
};
