/** Starts the sweep once a minute. */
import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { pinLogicalId } from './logical-id.ts';

/** In the default group, out of reach of what may delete the schedules of pending deactivations. */
export class SweepSchedule extends Construct {
  constructor(scope: Construct, id: string, { sweep }: { readonly sweep: IFunction }) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      description: 'What the schedule of the sweep may do',
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
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [sweep.functionArn] }));
    const schedule = new CfnSchedule(this, 'Resource', {
      description: 'Carries out the deactivations that are overdue',
      groupName: 'default',
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: sweep.functionArn,
        roleArn: role.roleArn,
        // A missed run is made good by the next one, a minute later.
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
      },
    });
    // Its first run must find the permission in place.
    schedule.node.addDependency(role);
    pinLogicalId(this, 'SweepSchedule');
    pinLogicalId(role, 'SweepScheduleRole');
  }
}
