/** The template that the app synthesizes is understood whole: every resource, every property, every policy. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readFunctions } from '#infra/local/definitions/functions.ts';
import { readRestApis } from '#infra/local/definitions/rest-apis.ts';
import { readScheduleGroups, readSchedules } from '#infra/local/definitions/schedules.ts';
import { readTables } from '#infra/local/definitions/tables.ts';
import { readTopics } from '#infra/local/definitions/topics.ts';
import { readPolicies } from '#infra/local/iam/read-policies.ts';
import { synthesize } from '#infra/local/synthesize.ts';
import { type Assembly, readAssembly } from '#infra/local/template/assembly.ts';
import { readTemplate } from '#infra/local/template/read-template.ts';
import { reprieveTemplate } from '#test/infra/synthesize.ts';

let stack: Assembly['stack'];
let assets: Assembly['assets'];
beforeAll(async () => {
  ({ stack, assets } = readAssembly(await synthesize('.local/cdk.out', () => undefined)));
});

test('functions come with their bundle, their environment and what becomes of events given up', () => {
  const functions = readFunctions({ stack, assets });

  expect(functions.map(({ logicalId }) => logicalId).sort()).toEqual([
    'AdminFunction',
    'AuthorizerFunction',
    'DeactivateUserFunction',
    'ReportFunction',
    'ScimFunction',
    'SweepFunction',
  ]);
  for (const { lambdaFunction } of functions) {
    expect(existsSync(join(lambdaFunction.codeDirectory, 'index.mjs'))).toBe(true);
    expect(lambdaFunction.environment.TABLE_NAME).toBe('Reprieve-DirectoryTable');
  }
  const worker = functions.find(({ logicalId }) => logicalId === 'DeactivateUserFunction')?.lambdaFunction;
  expect(worker?.onFailureArn).toBe('arn:aws:sqs:us-east-1:000000000000:Reprieve-DeactivateUserDeadLetters');
});

test('APIs come with their paths, their authorization and their gateway responses', () => {
  const [scim, admin] = readRestApis(stack);

  expect(scim?.stage).toBe('scim');
  expect(scim?.resources.map(({ path, methods }) => [path, Object.keys(methods)])).toEqual([
    ['/', ['ANY']],
    ['/{proxy+}', ['ANY']],
  ]);
  expect(scim?.resources[0]?.methods.ANY?.authorization).toMatchObject({
    type: 'CUSTOM',
    authorizer: {
      functionName: 'arn:aws:lambda:us-east-1:000000000000:function:Reprieve-AuthorizerFunction',
      identitySources: ['method.request.header.Authorization'],
    },
  });
  expect(scim?.gatewayResponses.UNAUTHORIZED).toMatchObject({ statusCode: 401 });
  expect(admin?.stage).toBe('admin');
  expect(admin?.resources.find(({ path }) => path === '/providers/{providerId}')?.methods.PATCH?.authorization).toEqual(
    {
      type: 'AWS_IAM',
    },
  );
});

test('tables, schedules and policies are read whole', () => {
  expect(readTables(stack).map(({ createTable }) => createTable.TableName)).toEqual(['Reprieve-DirectoryTable']);
  expect(readSchedules(stack).map(({ ScheduleExpression }) => ScheduleExpression)).toEqual([
    ...['rate(1 minute)', 'cron(10 0 * * ? *)', 'cron(10 * * * ? *)'],
  ]);
  expect(readTopics(stack)).toEqual([
    'arn:aws:sns:us-east-1:000000000000:Reprieve-SyncReportTopic',
    expect.stringMatching(/:Reprieve-MonitoringTopic\w+$/),
  ]);
  expect(readScheduleGroups(stack)).toEqual(['Reprieve-deactivations']);
  expect(readPolicies(stack).roles.length).toBeGreaterThan(5);
});

test('so is the template of a deployment with other settings', () => {
  const settings = {
    accountLogRole: 'keep',
    alarmEmail: 'on-call@example.com',
    authorizerCacheSeconds: 0,
    removal: 'destroy',
    scimReservedConcurrency: 5,
    syncReport: 'never',
  };

  const other = readTemplate(reprieveTemplate(settings).toJSON(), 'Reprieve');

  expect(readRestApis(other).map(({ stage }) => stage)).toEqual(['scim', 'admin']);
  expect(readTables(other)).toHaveLength(1);
  expect(readPolicies(other).roles.length).toBeGreaterThan(5);
});
