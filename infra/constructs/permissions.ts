/** Which function may do what to the table and to the APIs: all of it, on one screen. */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { DirectoryTable } from './directory-table.ts';
import type { ScimApi } from './scim-api.ts';

const onTable = (table: DirectoryTable, ...operations: readonly string[]) =>
  new PolicyStatement({
    actions: operations.map((operation) => `dynamodb:${operation}`),
    resources: [table.tableArn],
  });

const onPartitions = (table: DirectoryTable, operation: string, ...partitions: readonly string[]) =>
  new PolicyStatement({
    actions: [`dynamodb:${operation}`],
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': partitions } },
  });

const onIndex = (table: DirectoryTable, index: 'gsi1' | 'gsi2') =>
  new PolicyStatement({ actions: ['dynamodb:Query'], resources: [`${table.tableArn}/index/${index}`] });

/** A transaction needs the action of each of its items (DynamoDB, "IAM and transactions"). */
export const scimStatements = (table: DirectoryTable): readonly PolicyStatement[] => [
  onTable(table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
];

/**
 * Sees the providers' partition only, and writes to two that keep account of credentials: no user's data is a
 * credential check's business.
 */
export const authorizerStatements = (table: DirectoryTable): readonly PolicyStatement[] => [
  onPartitions(table, 'GetItem', 'PROVIDERS'),
  onPartitions(table, 'UpdateItem', 'CREDENTIALS-USED', 'CREDENTIALS-REFUSED'),
];

export const deactivateUserStatements = (table: DirectoryTable): readonly PolicyStatement[] => [
  onTable(table, 'GetItem', 'PutItem', 'UpdateItem'),
];

/**
 * Finds what is overdue in the pending index, deactivates, goes on with unfinished work (of which a transfer checks that
 * the other provider is there), and counts users for the metrics.
 */
export const sweepStatements = (table: DirectoryTable): readonly PolicyStatement[] => [
  onTable(table, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
  onIndex(table, 'gsi2'),
];

/** Reads which providers there are and were, the Sync Log by provider, and what is overdue, and publishes. */
export const reportStatements = (table: DirectoryTable, topic: ITopic): readonly PolicyStatement[] => [
  onPartitions(table, 'Query', 'PROVIDERS', 'REMOVED-PROVIDERS'),
  onIndex(table, 'gsi1'),
  onIndex(table, 'gsi2'),
  new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }),
];

/**
 * Does to the table whatever administrators do, finds entries of the logs in one index and pending deactivations in the
 * other, and makes API Gateway forget the credentials it has seen.
 */
export const adminStatements = (table: DirectoryTable, scimApi: ScimApi): readonly PolicyStatement[] => [
  onTable(table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
  onIndex(table, 'gsi1'),
  onIndex(table, 'gsi2'),
  new PolicyStatement({
    actions: ['apigateway:DELETE'],
    resources: [
      Stack.of(table).formatArn({
        service: 'apigateway',
        account: '',
        resource: `/restapis/${scimApi.api.restApiId}/stages/${scimApi.stageName}/cache/authorizers`,
      }),
    ],
  }),
];
