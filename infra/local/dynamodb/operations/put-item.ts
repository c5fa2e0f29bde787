/** PutItem. */
import * as z from 'zod';
import type { Operation } from '../database.ts';
import { readInput, returnConsumedCapacity } from '../input.ts';
import { putMembers, putWrite } from '../item-write.ts';
import { writeCall } from '../write-call.ts';

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
