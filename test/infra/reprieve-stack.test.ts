import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ReprieveStack } from '#infra/reprieve-stack.ts';
import { environments } from '#shared/config/environment.ts';
import { reprieveStack, reprieveTemplate } from './synthesize.ts';

let template: Template;
beforeAll(() => {
  template = reprieveTemplate();
}, 60_000);

/** Hashes of assets and deployments change with every bundle. */
function masked(value: unknown): unknown {
  const text = JSON.stringify(value)
    .replace(/[0-9a-f]{64}/g, '[asset]')
    .replace(/(Deployment[0-9A-F]{8})[0-9a-f]{32}/g, '$1[deployment]');
  return JSON.parse(text);
}

describe('the stack', () => {
  test('is as it was reviewed', () => {
    expect(masked(template.toJSON())).toMatchSnapshot();
  });

  test('keeps the logical ids that schedules and operators rely on', () => {
    const ids = Object.keys(template.toJSON().Resources);

    expect(ids).toEqual(
      expect.arrayContaining([
        ...['ScimApi', 'AdminApi', 'DirectoryTable', 'DeactivationSchedules', 'DeactivationScheduleRole'],
        ...['ScimFunction', 'AuthorizerFunction', 'DeactivateUserFunction', 'SweepFunction', 'AdminFunction'],
        ...['DeactivationScheduleDeadLetters', 'DeactivateUserDeadLetters', 'SweepSchedule'],
        ...['DeactivateUserFunctionRole', 'ReportFunction', 'SyncReportTopic', 'Auditor'],
      ]),
    );
  });

  test('says where the endpoint, the admin API, the table, the topics and the roles are, and nothing else', () => {
    const names = Object.keys(template.findOutputs('*'));

    expect(names.filter((name) => !name.endsWith('PolicyArn'))).toEqual([
      ...['SyncReportTopicArn', 'ScimBaseUrl', 'AdminUrl', 'TableName', 'AlarmTopicArn'],
    ]);
    expect(names.filter((name) => name.endsWith('PolicyArn'))).toHaveLength(4);
  });

  test('knows no account and no region', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/:\d{12}:|[a-z]{2}-[a-z]+-\d/);
  });

  test.each([
    ['scim', 'ScimFunction'],
    ['authorizer', 'AuthorizerFunction'],
    ['deactivate-user', 'DeactivateUserFunction'],
    ['sweep', 'SweepFunction'],
    ['report', 'ReportFunction'],
    ['admin', 'AdminFunction'],
  ] as const)('tells the function %s exactly what its environment schema asks for', (name, logicalId) => {
    const { Variables } = template.toJSON().Resources[logicalId].Properties.Environment;

    expect(Object.keys(Variables).sort()).toEqual(Object.keys(environments[name].shape).sort());
  });

  test('puts the values of settings where the functions read them', () => {
    const changed = reprieveTemplate({
      productPlan: 'incydr-enterprise',
      minimumDeactivationDelaySeconds: 1,
      minimumScheduleLeadSeconds: 0,
      syncLogRetentionDays: 30,
      metricsNamespace: 'Trial',
    });

    changed.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'Answers SCIM requests',
      Environment: {
        Variables: Match.objectLike({
          PRODUCT_PLAN: 'incydr-enterprise',
          MINIMUM_DEACTIVATION_DELAY_SECONDS: '1',
          MINIMUM_SCHEDULE_LEAD_SECONDS: '0',
          SYNC_LOG_RETENTION_DAYS: '30',
          METRICS_NAMESPACE: 'Trial',
        }),
      },
    });
  });

  test('leaves nothing behind when it is a trial', () => {
    const trial = reprieveTemplate({ removal: 'destroy' });
    const { ScimApiCloudWatchRoleD867A221: accountRole, ...rest } = trial.toJSON().Resources;
    const kept = Object.entries<{ DeletionPolicy?: string }>(rest).filter(
      ([id, { DeletionPolicy }]) => DeletionPolicy === 'Retain' && !id.startsWith('ScimApiAccount'),
    );

    expect(accountRole.DeletionPolicy).toBe('Retain');
    expect(kept).toEqual([]);
  });
});

describe('cdk-nag AwsSolutions', () => {
  const rulesBroken = (stack: ReprieveStack) =>
    new AwsSolutionsChecks().validateScope(stack).violations.map(({ ruleName }) => ruleName);

  test('finds nothing that is not acknowledged with a reason', () => {
    expect(rulesBroken(reprieveStack())).toEqual([]);
  });

  test('finds nothing with a topic and a log role that others have made', () => {
    const stack = reprieveStack({
      alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:on-call',
      accountLogRole: 'keep',
      syncReportEmail: 'identity@example.com',
    });

    expect(rulesBroken(stack)).toEqual([]);
  });

  test('would find a queue that somebody adds without thinking', () => {
    const stack = reprieveStack();
    new Queue(stack, 'Careless');

    expect(rulesBroken(stack)).toEqual(['AwsSolutions-SQS3', 'AwsSolutions-SQS4']);
  });
});
