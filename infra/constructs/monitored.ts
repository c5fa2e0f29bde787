/** What the alarms and the dashboard look at, and the AWS metrics that both of them show. */
import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { DeactivationSchedules } from './deactivation-schedules.ts';
import type { DirectoryTable } from './directory-table.ts';
import type { ProductMetric } from './product-metrics.ts';

export type Monitored = {
  readonly metric: ProductMetric;
  readonly table: DirectoryTable;
  readonly scimApi: RestApi;
  readonly adminApi: RestApi;
  readonly schedules: DeactivationSchedules;
  /** Absent in a deployment without a sync report. */
  readonly report: IFunction | undefined;
  /** All of them. */
  readonly functions: readonly IFunction[];
};

const fiveMinutes = Duration.minutes(5);

/** @param id starts the id of each metric, by which the expression tells them from others in the same graph */
function sum(id: string, label: string, metrics: readonly IMetric[]): MathExpression {
  return new MathExpression({
    expression: `SUM(METRICS("${id}"))`,
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`${id}${index}`, metric])),
    label,
    period: fiveMinutes,
  });
}

/** Invocations refused because no concurrency was left, of all functions. */
export function functionThrottles({ functions }: Monitored): MathExpression {
  return sum(
    'functions',
    'Function throttles',
    functions.map((each) => each.metricThrottles({ statistic: 'Sum', period: fiveMinutes })),
  );
}

/**
 * Requests that DynamoDB throttled; a throttled index throttles the writes of its table too, and is counted by itself.
 */
export function tableThrottles({ table }: Monitored): MathExpression {
  const places = [{}, { GlobalSecondaryIndexName: 'gsi1' }, { GlobalSecondaryIndexName: 'gsi2' }];
  const metrics = ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((metricName) =>
    places.map(
      (place) =>
        new Metric({
          namespace: 'AWS/DynamoDB',
          metricName,
          dimensionsMap: { TableName: table.tableName, ...place },
          statistic: 'Sum',
          period: fiveMinutes,
        }),
    ),
  );
  return sum('table', 'Table throttles', metrics);
}

/**
 * Deactivations that EventBridge Scheduler gave up on, and those that it could not even write to the dead-letter queue.
 */
export function droppedSchedules({ schedules: { group } }: Monitored): MathExpression {
  const options = { statistic: 'Sum', period: fiveMinutes };
  return sum('schedules', 'Schedules dropped', [
    group.metricDropped(options),
    group.metricFailedToBeSentToDLQ(undefined, options),
  ]);
}
