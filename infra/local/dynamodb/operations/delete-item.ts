/** DeleteItem. */
import * as z from 'zod';
import type { Operation } from '../database.ts';
import { readInput, returnConsumedCapacity } from '../input.ts';
import { deleteMembers, deleteWrite } from '../item-write.ts';
import { writeCall } from '../write-call.ts';

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
