/** Where pending deactivations wait: a schedule group, the role of its schedules, and what catches their failures. */
import { Aws, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { pinLogicalId } from './logical-id.ts';

/**
 * The schedules themselves are made at run time, one for each pending deactivation, and live up to 30 days: the logical
 * ids of the group, its role and its queue are pinned, and so must the worker's be.
 */
export class DeactivationSchedules extends Construct {
  readonly group: ScheduleGroup;
  /** What EventBridge Scheduler runs a schedule as. */
  readonly role: Role;
  /** Events that EventBridge Scheduler could not hand to the worker. */
  readonly deadLetters: DeadLetterQueue;
  /** Events that the worker took and could not carry out. */
  readonly workerDeadLetters: DeadLetterQueue;
  readonly worker: IFunction;

  constructor(scope: Construct, id: string, { worker }: { readonly worker: IFunction }) {
    super(scope, id);
    this.worker = worker;
    this.group = new ScheduleGroup(this, 'Group', {
      scheduleGroupName: `${Stack.of(this).stackName}-deactivations`,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.deadLetters = new DeadLetterQueue(this, 'DeactivationScheduleDeadLetters');
    this.workerDeadLetters = new DeadLetterQueue(this, 'DeactivateUserDeadLetters');
    this.role = new Role(this, 'Role', {
      description: 'What the schedules of pending deactivations may do',
      // The group, never one schedule: EventBridge Scheduler checks CreateSchedule with the group's ARN ("Confused
      // deputy prevention in EventBridge Scheduler").
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': this.group.scheduleGroupArn },
        },
      }),
    });
    this.role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [worker.functionArn] }));
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
    );
    this.catchWorkerFailures();
    pinLogicalId(this.group, 'DeactivationSchedules');
    pinLogicalId(this.role, 'DeactivationScheduleRole');
  }

  /** Lets a function create and delete schedules of the group. */
  grantManage(manager: IFunction): void {
    this.grant(manager, 'scheduler:CreateSchedule', 'scheduler:DeleteSchedule');
    manager.addToRolePolicy(
      new PolicyStatement({
        actions: ['iam:PassRole'],
        resources: [this.role.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      }),
    );
  }

  /** Lets a function delete schedules of the group. */
  grantDelete(canceller: IFunction): void {
    this.grant(canceller, 'scheduler:DeleteSchedule');
  }

  private grant(grantee: IFunction, ...actions: string[]): void {
    const { stackName } = Stack.of(this);
    grantee.addToRolePolicy(new PolicyStatement({ actions, resources: [this.scheduleArns()] }));
    // As cdk-nag spells the ARN.
    const schedules = `arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/${stackName}-deactivations/*`;
    Validations.of(grantee.role ?? grantee).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${schedules}]`,
      reason: 'Each pending deactivation has a schedule with a name of its own; the group holds nothing else.',
    });
  }

  /**
   * EventBridge Scheduler only hears that Lambda has accepted an event; what happens then is Lambda's to repeat and to
   * report.
   */
  private catchWorkerFailures(): void {
    this.worker.configureAsyncInvoke({
      retryAttempts: 2,
      // The sweep has long taken over by then, and a person should know.
      maxEventAge: Duration.minutes(15),
      onFailure: { bind: () => ({ destination: this.workerDeadLetters.queueArn }) },
    });
    this.worker.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.workerDeadLetters.queueArn] }),
    );
  }

  private scheduleArns(): string {
    return Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${this.group.scheduleGroupName}/*`,
    });
  }
}
