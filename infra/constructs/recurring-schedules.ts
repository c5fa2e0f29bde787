/** What starts a function again and again: schedules of EventBridge Scheduler, and the role that they run as. */
import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { pinLogicalId } from './logical-id.ts';

export type RecurringSchedule = {
  readonly description: string;
  /** `rate(…)` or `cron(…)`, in UTC. */
  readonly expression: string;
  /** What the function is told. */
  readonly input?: object;
  readonly retryPolicy: CfnSchedule.RetryPolicyProperty;
};

/**
 * In the default group, out of reach of what may delete the schedules of pending deactivations. The logical ids of the
 * schedules and of their role, `<id>Role`, are pinned.
 */
export class RecurringSchedules extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly target: IFunction; readonly schedules: Readonly<Record<string, RecurringSchedule>> },
  ) {
    super(scope, id);
    const role = this.addRole(props.target);
    pinLogicalId(role, `${id}Role`);
    for (const [name, { description, expression, input, retryPolicy }] of Object.entries(props.schedules)) {
      const schedule = new CfnSchedule(this, name, {
        description,
        groupName: 'default',
        scheduleExpression: expression,
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: props.target.functionArn,
          roleArn: role.roleArn,
          retryPolicy,
          ...(input !== undefined && { input: JSON.stringify(input) }),
        },
      });
      // Its first run must find the permission in place.
      schedule.node.addDependency(role);
      schedule.overrideLogicalId(name);
    }
  }

  private addRole(target: IFunction): Role {
    const role = new Role(this, 'Role', {
      description: `What the recurring schedules of ${target.node.id} may do`,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Aws.ACCOUNT_ID,
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'scheduler',
              resource: 'schedule-group',
              resourceName: 'default',
            }),
          },
        },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }));
    return role;
  }
}
