/** Watches a deployment: the alarms, whom they tell, and the dashboard. */
import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmTopic } from './alarm-topic.ts';
import { type AlarmDefinition, type AlarmThresholds, alarmDefinitions } from './alarms.ts';
import { addDashboard } from './dashboard.ts';
import type { Monitored } from './monitored.ts';

export type MonitoringProps = {
  readonly monitored: Monitored;
  readonly thresholds: AlarmThresholds;
  /** A topic that is there already; absent: one is made. */
  readonly alarmTopicArn?: string | undefined;
  readonly alarmEmail?: string | undefined;
};

/** Tells the topic when an alarm goes off and when it is over. */
export class Monitoring extends Construct {
  /** The topic that the alarms tell. */
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    this.topic =
      props.alarmTopicArn === undefined
        ? new AlarmTopic(this, 'Topic', { email: props.alarmEmail })
        : Topic.fromTopicArn(this, 'Topic', props.alarmTopicArn);
    const alarms = alarmDefinitions(props.monitored, props.thresholds).map((each) => this.addAlarm(each));
    addDashboard(this, Stack.of(this).stackName, props.monitored, alarms);
  }

  private addAlarm({ name, meaning, metric, threshold, below }: AlarmDefinition): Alarm {
    const alarm = new Alarm(this, name, {
      alarmName: `${Stack.of(this).stackName}-${name}`,
      alarmDescription: `${meaning} What to do: docs/operations.md#${name}`,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const tell = new SnsAction(this.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    return alarm;
  }
}
