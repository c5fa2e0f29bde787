/** The table that holds users, providers and the Sync Log. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { pinLogicalId } from './logical-id.ts';

export type DirectoryTableProps = {
  /** `retain` keeps the table when the stack is deleted, and refuses every other deletion too. */
  readonly removal: 'retain' | 'destroy';
};

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * On demand, point-in-time recovery, encrypted with DynamoDB's own key. A TableV2 with both of its indexes and its
 * stream from the start, because CloudFormation cannot convert a table's type later and changes one index per update.
 */
export class DirectoryTable extends TableV2 {
  constructor(scope: Construct, id: string, { removal }: DirectoryTableProps) {
    super(scope, id, {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      globalSecondaryIndexes: [
        {
          indexName: 'gsi1',
          partitionKey: text('gsi1pk'),
          sortKey: text('gsi1sk'),
          projectionType: ProjectionType.ALL,
        },
        {
          indexName: 'gsi2',
          partitionKey: text('gsi2pk'),
          sortKey: text('gsi2sk'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
      timeToLiveAttribute: 'expiresAt',
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: removal === 'retain',
      removalPolicy: removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    pinLogicalId(this, 'DirectoryTable');
  }
}
