import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSettings, settingNames } from '#infra/config.ts';

describe('the settings of a deployment', () => {
  test('have a default each, and some may be left out', () => {
    expect(readSettings({})).toEqual({
      productPlan: 'incydr-basic',
      minimumDeactivationDelaySeconds: 60,
      minimumScheduleLeadSeconds: 60,
      sweepPatienceSeconds: 90,
      syncLogRetentionDays: 90,
      syncLogValues: 'values',
      syncReport: 'daily',
      logRetentionDays: 90,
      removal: 'retain',
      requestsPerSecond: 180,
      burstRequests: 400,
      authorizerCacheSeconds: 60,
      accountLogRole: 'set',
      metricsNamespace: 'Reprieve',
      overdueAlarmSeconds: 180,
      pendingShareAlarmPercent: 5,
      pendingShareAlarmMinimum: 20,
    });
  });

  test('are all in the table of docs/operations.md', () => {
    const operations = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
    const [, section = ''] = /^## Settings$(.*?)^## /ms.exec(operations) ?? [];
    const documented = [...section.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []);

    expect(documented.sort()).toEqual([...settingNames].sort());
  });

  test('are read from the context of the app, as text and as numbers', () => {
    const settings = readSettings({ 'reprieve:requestsPerSecond': '50', 'reprieve:burstRequests': 75 });

    expect(settings).toMatchObject({ requestsPerSecond: 50, burstRequests: 75 });
  });

  test('leave the context of others alone', () => {
    expect(readSettings({ 'aws:cdk:enable-path-metadata': true, '@aws-cdk/core:checkSecretUsage': true })).toEqual(
      readSettings({}),
    );
  });

  test('that do not exist are refused by name, all of them at once', () => {
    expect(() => readSettings({ 'reprieve:requestPerSecond': 5, 'reprieve:email': 'ops@example.com' })).toThrow(
      'reprieve:requestPerSecond: is not a setting; reprieve:email: is not a setting. ' +
        'The settings are listed in infra/config.ts.',
    );
  });

  test.each([
    ['requestsPerSecond', 'many', 'must be a whole number from 1 to 10000'],
    ['requestsPerSecond', 0, 'must be a whole number from 1 to 10000'],
    ['requestsPerSecond', 1.5, 'must be a whole number from 1 to 10000'],
    ['requestsPerSecond', '', 'must be a whole number from 1 to 10000'],
    ['authorizerCacheSeconds', 61, 'must be a whole number from 0 to 60'],
    ['logRetentionDays', 91, 'must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120,'],
    ['alarmTopicArn', 'my-topic', 'must be the ARN of an SNS topic'],
    ['alarmEmail', 'nobody', 'must be an e-mail address'],
    ['syncReport', 'weekly', 'Invalid option: expected one of "daily"|"errors-only"|"never"'],
    ['syncReportEmail', 'nobody', 'must be an e-mail address'],
    ['metricsNamespace', 'AWS/Lambda', 'must be letters, digits and ._-/#:, and not begin with AWS/'],
    ['productPlan', 'gold', 'Invalid option: expected one of "incydr-basic"'],
    ['removal', 'keep', 'Invalid option: expected one of "retain"|"destroy"'],
  ])('%s cannot be %j', (name, value, problem) => {
    expect(() => readSettings({ [`reprieve:${name}`]: value })).toThrow(`reprieve:${name}: ${problem}`);
  });

  test('an e-mail address for a topic that is not the stack’s is refused, not forgotten', () => {
    const context = {
      'reprieve:alarmTopicArn': 'arn:aws:sns:eu-west-1:111122223333:on-call',
      'reprieve:alarmEmail': 'ops@example.com',
    };

    expect(() => readSettings(context)).toThrow('reprieve:alarmEmail: subscribes to a topic that the stack makes');
  });

  test('an e-mail address for a report that there is not is refused, not forgotten', () => {
    const context = { 'reprieve:syncReport': 'never', 'reprieve:syncReportEmail': 'identity@example.com' };

    expect(() => readSettings(context)).toThrow('reprieve:syncReportEmail: subscribes to a report that there is not');
  });
});
