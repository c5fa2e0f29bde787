/** The tables of a template, as CreateTable and UpdateTimeToLive of the local DynamoDB are told of them. */
import * as z from 'zod';
import { notActedOn, parseProperties } from '#infra/local/template/properties.ts';
import { resourcesOfType, type Stack } from '#infra/local/template/read-template.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const tableSchema = z.strictObject({
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.strictObject({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .optional(),
  KeySchema: keySchema,
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: z.literal(true) }).optional(),
  // One replica, where the stack stands.
  Replicas: z.array(z.unknown()).length(1),
  SSESpecification: notActedOn,
  StreamSpecification: notActedOn,
  TableName: notActedOn,
});

/** The inputs of the two operations that make a table. */
export type TableDefinition = {
  readonly createTable: { readonly TableName: string; readonly [member: string]: unknown };
  readonly updateTimeToLive?: { readonly TableName: string; readonly TimeToLiveSpecification: unknown };
};

/** @throws Error naming a property that the local stack does not know */
export function readTables(stack: Stack): readonly TableDefinition[] {
  return resourcesOfType(stack, 'AWS::DynamoDB::GlobalTable').map((resource) => {
    const { AttributeDefinitions, BillingMode, GlobalSecondaryIndexes, KeySchema, TimeToLiveSpecification } =
      parseProperties(resource, tableSchema);
    const TableName = resource.ref;
    const indexes = GlobalSecondaryIndexes && { GlobalSecondaryIndexes };
    return {
      createTable: { TableName, AttributeDefinitions, BillingMode, KeySchema, ...indexes },
      ...(TimeToLiveSpecification && { updateTimeToLive: { TableName, TimeToLiveSpecification } }),
    };
  });
}
