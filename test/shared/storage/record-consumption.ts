/** Records what the calls of a client cost, as DynamoDB says it. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

export type RecordedCall = { readonly operation: string; readonly items: number; readonly units: number };

const capacity = z.object({ CapacityUnits: z.number() });

const exchange = z.object({
  input: z.object({ TransactItems: z.array(z.unknown()).optional() }),
  output: z.object({
    Item: z.unknown().optional(),
    Count: z.number().optional(),
    Responses: z.record(z.string(), z.array(z.unknown())).optional(),
    ConsumedCapacity: z.union([capacity, z.array(capacity)]),
  }),
});

/** From now until the end; in the order of the replies. */
export function recordConsumption(client: DynamoDBClient): { end(): RecordedCall[] } {
  const calls: RecordedCall[] = [];
  const name = 'recordConsumption';
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      const { input, output } = exchange.parse({ input: args.input, output: result.output });
      const { TransactItems: writes } = input;
      const { Item, Count, Responses = {}, ConsumedCapacity } = output;
      calls.push({
        operation: (context.commandName ?? '').replace(/Command$/, ''),
        items: writes?.length ?? Count ?? (Item === undefined ? Object.values(Responses).flat().length : 1),
        units: [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0),
      });
      return result;
    },
    { step: 'initialize', name, override: true },
  );
  return {
    end: () => {
      client.middlewareStack.remove(name);
      return calls;
    },
  };
}
