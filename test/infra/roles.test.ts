import { beforeAll, describe, expect, test } from 'vitest';
import { reprieveTemplate } from './synthesize.ts';

type Statement = { Action: string | string[]; Resource: unknown; Condition?: unknown; Effect: string };
type Resource = { Type: string; Properties: Record<string, unknown> };

let resources: Record<string, Resource>;
let statements: Record<string, Statement[]>;

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

beforeAll(() => {
  resources = reprieveTemplate().toJSON().Resources;
  statements = {};
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== 'AWS::IAM::Policy') continue;
    const { PolicyDocument, Roles } = Properties as {
      PolicyDocument: { Statement: Statement[] };
      Roles: { Ref: string }[];
    };
    for (const { Ref } of Roles) statements[Ref] = [...(statements[Ref] ?? []), ...PolicyDocument.Statement];
  }
}, 60_000);

/** What a role may do beside its log and its traces: action, and the end of the resource. */
function permissions(role: string): string[] {
  return (statements[role] ?? [])
    .flatMap(({ Action, Resource }) =>
      list(Action).flatMap((action) => list(Resource).map((resource) => `${action} ${nameOf(resource)}`)),
    )
    .filter((permission) => !/^(logs|xray):/.test(permission))
    .sort();
}

function nameOf(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const text = JSON.stringify(resource);
  const [, logicalId] = /"Fn::GetAtt":\["(\w+)","Arn"\]|^\{"Ref":"(\w+)"\}$/.exec(text)?.filter(Boolean) ?? [];
  const [, ending] = /"([^"]*)"\]\]\}$/.exec(text) ?? [];
  return `${logicalId ?? ''}${ending ?? ''}`;
}

/** The condition of the first statement that allows an action and nothing else. */
function conditionOf(role: string, action: string): unknown {
  return statements[role]?.find(({ Action }) => Action === action)?.Condition;
}

const onlyPartitions = (...keys: string[]) => ({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': keys } });

const onTable = (...operations: string[]) => operations.map((each) => `dynamodb:${each} DirectoryTable`);

describe('the role of', () => {
  test('the SCIM function reads and writes the table, and manages the schedules of its group', () => {
    expect(permissions('ScimFunctionRole')).toEqual([
      ...onTable('BatchGetItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
      'iam:PassRole DeactivationScheduleRole',
      'scheduler:CreateSchedule :schedule/Reprieve-deactivations/*',
      'scheduler:DeleteSchedule :schedule/Reprieve-deactivations/*',
    ]);
  });

  test('the SCIM function can be passed on to EventBridge Scheduler only', () => {
    const passRole = statements.ScimFunctionRole?.find(({ Action }) => Action === 'iam:PassRole');

    expect(passRole?.Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } });
  });

  test('the authorizer reads providers, keeps account of credentials, and has nothing else of the table', () => {
    const role = 'AuthorizerFunctionRole';

    expect(permissions(role)).toEqual(onTable('GetItem', 'UpdateItem'));
    expect(conditionOf(role, 'dynamodb:GetItem')).toEqual(onlyPartitions('PROVIDERS'));
    expect(conditionOf(role, 'dynamodb:UpdateItem')).toEqual(onlyPartitions('CREDENTIALS-USED', 'CREDENTIALS-REFUSED'));
  });

  test('the worker deletes nothing, and may say that it failed', () => {
    expect(permissions('DeactivateUserFunctionRole')).toEqual([
      ...onTable('GetItem', 'PutItem', 'UpdateItem'),
      'sqs:SendMessage DeactivateUserDeadLetters',
    ]);
  });

  test('the sweep sees the pending index, changes users, and deletes schedules but creates none', () => {
    expect(permissions('SweepFunctionRole')).toEqual(
      [
        ...onTable('ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
        'dynamodb:Query DirectoryTable/index/gsi2',
        'scheduler:DeleteSchedule :schedule/Reprieve-deactivations/*',
      ].sort(),
    );
  });

  test('the report sees the Sync Log by provider and what is overdue, changes nothing, and publishes to its topic', () => {
    expect(permissions('ReportFunctionRole')).toEqual([
      'dynamodb:Query DirectoryTable',
      'dynamodb:Query DirectoryTable/index/gsi1',
      'dynamodb:Query DirectoryTable/index/gsi2',
      'sns:Publish SyncReportTopic',
    ]);
    expect(conditionOf('ReportFunctionRole', 'dynamodb:Query')).toEqual(
      onlyPartitions('PROVIDERS', 'REMOVED-PROVIDERS'),
    );
  });

  test('the admin function reads and writes the table, deletes schedules, and can flush the authorizer cache', () => {
    expect(permissions('AdminFunctionRole')).toEqual(
      [
        'apigateway:DELETE /stages/scim/cache/authorizers',
        ...onTable('BatchGetItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
        'dynamodb:Query DirectoryTable/index/gsi1',
        'dynamodb:Query DirectoryTable/index/gsi2',
        'scheduler:DeleteSchedule :schedule/Reprieve-deactivations/*',
      ].sort(),
    );
  });

  test('a deactivation’s schedule invokes the worker, or says that it could not', () => {
    expect(permissions('DeactivationScheduleRole')).toEqual([
      'lambda:InvokeFunction DeactivateUserFunction',
      'sqs:SendMessage DeactivationScheduleDeadLetters',
    ]);
  });

  test('the sweep’s schedule invokes the sweep', () => {
    expect(permissions('SweepScheduleRole')).toEqual(['lambda:InvokeFunction SweepFunction']);
  });

  test('the report’s schedules invoke the report', () => {
    expect(permissions('SyncReportScheduleRole')).toEqual(['lambda:InvokeFunction ReportFunction']);
  });
});

describe('no role', () => {
  test('may do anything on every resource, traces aside', () => {
    const unlimited = Object.values(statements)
      .flat()
      .filter(({ Resource }) => list(Resource).includes('*'))
      .flatMap(({ Action }) => list(Action));

    expect(new Set(unlimited)).toEqual(new Set(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']));
  });

  test('may do every action of a service', () => {
    const actions = Object.values(statements)
      .flat()
      .flatMap(({ Action }) => list(Action));

    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  test('has a managed policy, except the one with which API Gateway writes logs for the whole account', () => {
    const managed = Object.entries(resources)
      .filter(([, { Type, Properties }]) => Type === 'AWS::IAM::Role' && Properties.ManagedPolicyArns !== undefined)
      .map(([id]) => id);

    expect(managed).toEqual([expect.stringMatching(/^ScimApiCloudWatchRole/)]);
  });

  test('of EventBridge Scheduler can be used from outside its schedule group', () => {
    const trustOf = (id: string) => {
      const document = resources[id]?.Properties.AssumeRolePolicyDocument as { Statement: Statement[] } | undefined;
      return document?.Statement.map(({ Condition }) => Condition);
    };
    const account = { Ref: 'AWS::AccountId' };
    const from = (group: unknown) => [{ StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': group } }];
    const parts = ['arn:', { Ref: 'AWS::Partition' }, ':scheduler:', { Ref: 'AWS::Region' }, ':', account];
    const defaultGroup = { 'Fn::Join': ['', [...parts, ':schedule-group/default']] };

    expect(trustOf('DeactivationScheduleRole')).toEqual(from({ 'Fn::GetAtt': ['DeactivationSchedules', 'Arn'] }));
    expect(trustOf('SweepScheduleRole')).toEqual(from(defaultGroup));
    expect(trustOf('SyncReportScheduleRole')).toEqual(from(defaultGroup));
  });
});
