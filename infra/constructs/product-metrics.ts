/** The metrics that the functions write, as CloudWatch metrics of this deployment. */
import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { type MetricName, metrics } from '#shared/config/metric-names.ts';

export type ProductMetric = (name: MetricName, options?: MetricOptions) => Metric;

/** Said again by every sweep: adding them up would count the same users once a minute. */
const levels: readonly MetricName[] = ['Users', 'PendingDeactivations'];

/**
 * Counts are added up, of everything else the greatest value is taken, over five minutes, unless `options` say
 * otherwise.
 */
export function productMetrics(namespace: string): ProductMetric {
  return (name, options) =>
    new Metric({
      namespace,
      metricName: name,
      statistic: metrics[name].unit === 'Count' && !levels.includes(name) ? 'Sum' : 'Maximum',
      period: Duration.minutes(5),
      ...options,
    });
}
