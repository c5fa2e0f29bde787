/** UpdateTimeToLive and DescribeTimeToLive. */
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import { type Operation, requireTable } from '#infra/local/dynamodb/database.ts';
import { readInput, tableName } from '#infra/local/dynamodb/input.ts';
import { tablePermission } from '#infra/local/dynamodb/permissions.ts';
import { expiresAt, type TableDefinition, tableRowKey } from '#infra/local/dynamodb/table-definition.ts';

const updateSchema = z.strictObject({
  TableName: tableName,
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string().min(1).max(255), Enabled: z.boolean() }),
});
const describeSchema = z.strictObject({ TableName: tableName });

/** API reference, "UpdateTimeToLive". In force at once. */
export const updateTimeToLive: Operation = (database, raw) => {
  const { TableName, TimeToLiveSpecification: specification } = readInput(updateSchema, 'UpdateTimeToLive', raw);
  return {
    permissions: [tablePermission(database, 'UpdateTimeToLive', TableName)],
    run: () => {
      const { timeToLiveAttribute, ...table } = requireTable(database, TableName);
      if (specification.Enabled === (timeToLiveAttribute !== undefined)) {
        throw AwsError.validation(`TimeToLive is already ${specification.Enabled ? 'enabled' : 'disabled'}`);
      }
      const changed: TableDefinition = specification.Enabled
        ? { ...table, timeToLiveAttribute: specification.AttributeName }
        : table;
      database.store.transaction(() => {
        database.store.saveTable(changed);
        for (const { item, size } of [...database.store.rows(table.source, { forward: true })]) {
          const key = tableRowKey(table.keys, item);
          database.store.putRow(table.source, { key, item, size }, expiresAt(changed, item));
        }
      });
      database.tables.set(TableName, changed);
      return { TimeToLiveSpecification: specification };
    },
  };
};

/** API reference, "DescribeTimeToLive". */
export const describeTimeToLive: Operation = (database, raw) => {
  const { TableName } = readInput(describeSchema, 'DescribeTimeToLive', raw);
  return {
    permissions: [tablePermission(database, 'DescribeTimeToLive', TableName)],
    run: () => {
      const { timeToLiveAttribute } = requireTable(database, TableName);
      const enabled = { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLiveAttribute };
      return { TimeToLiveDescription: timeToLiveAttribute ? enabled : { TimeToLiveStatus: 'DISABLED' } };
    },
  };
};
