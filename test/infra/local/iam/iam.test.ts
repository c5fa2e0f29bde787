/** What IAM of the local stack allows and refuses. */
import { describe, expect, test } from 'vitest';
import { openIam } from '#infra/local/iam/iam.ts';
import { parsePolicy } from '#infra/local/iam/policy.ts';

const tableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/Directory';
const roleArn = 'arn:aws:iam::000000000000:role/Worker';
const otherRoleArn = 'arn:aws:iam::000000000000:role/Scheduler';

const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });

/** A role with one policy that has these statements. */
function iamWith(...statements: readonly object[]) {
  return openIam({
    roles: [{ arn: roleArn, permissions: parsePolicy(document(...statements), 'Policy'), managedPermissions: [] }],
    resourcePolicies: [],
  });
}

const allowGet = { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: tableArn };
const get = { principal: { roleArn }, action: 'dynamodb:GetItem', resource: tableArn };

describe('identity-based policies', () => {
  test('allow what they name, and nothing else', () => {
    const iam = iamWith(allowGet);

    iam.authorize(get);

    expect(() => iam.authorize({ ...get, action: 'dynamodb:PutItem' })).toThrow(
      `User: ${roleArn} is not authorized to perform: dynamodb:PutItem on resource: ${tableArn} ` +
        'because no policy allows the dynamodb:PutItem action',
    );
    expect(() => iam.authorize({ ...get, resource: `${tableArn}/index/gsi1` })).toThrow('table/Directory/index/gsi1');
    expect(() => iam.authorize({ ...get, principal: { roleArn: otherRoleArn } })).toThrow(otherRoleArn);
    expect(iam.denials.map(({ action }) => action)).toEqual([
      'dynamodb:PutItem',
      'dynamodb:GetItem',
      'dynamodb:GetItem',
    ]);
  });

  test('know wildcards, which inside a part of an ARN do not reach into the next', () => {
    const iam = iamWith({
      Effect: 'Allow',
      Action: 'DynamoDB:Get*',
      Resource: 'arn:aws:dynamodb:us-*-1:*:table/Dir?ctory*',
    });

    iam.authorize({ ...get, resource: `${tableArn}/index/gsi1` });

    expect(() => iam.authorize({ ...get, resource: tableArn.replace('us-east-1', 'eu-west-1') })).toThrow('eu-west-1');
    expect(() => iam.authorize({ ...get, resource: tableArn.replace('east', 'x:y:east') })).toThrow('not authorized');
  });

  test('deny first', () => {
    const iam = iamWith(allowGet, { Effect: 'Deny', Action: '*', Resource: '*' });

    expect(() => iam.authorize(get)).toThrow('with an explicit deny');
  });
});

describe('conditions', () => {
  const leadingKeys = (operator: string) => ({
    ...allowGet,
    Condition: { [operator]: { 'dynamodb:LeadingKeys': ['PROVIDERS', 'USER#*'] } },
  });

  test('ForAllValues holds when every value is among those allowed', () => {
    const iam = iamWith(leadingKeys('ForAllValues:StringLike'));

    iam.authorize({ ...get, conditionKeys: { 'dynamodb:leadingkeys': ['PROVIDERS', 'USER#1'] } });

    expect(() => iam.authorize({ ...get, conditionKeys: { 'dynamodb:leadingkeys': ['PROVIDERS', 'OTHER'] } })).toThrow(
      'not authorized',
    );
  });

  test('StringEquals compares the whole text and fails without the key', () => {
    const iam = iamWith(leadingKeys('StringEquals'));

    iam.authorize({ ...get, conditionKeys: { 'dynamodb:leadingkeys': 'PROVIDERS' } });

    expect(() => iam.authorize({ ...get, conditionKeys: { 'dynamodb:leadingkeys': 'USER#1' } })).toThrow();
    expect(() => iam.authorize(get)).toThrow();
  });

  test('Bool aws:SecureTransport is true of every request', () => {
    const iam = iamWith(allowGet, {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });

    expect(() => iam.authorize(get)).not.toThrow();
  });

  test.each([
    ['foreign operator', { IpAddress: { 'aws:SourceArn': 'x' } }, 'condition operator IpAddress of Policy/0'],
    ['property that objects inherit', { constructor: { 'aws:SourceArn': 'x' } }, 'condition operator constructor'],
    ['key', { StringEquals: { 'aws:PrincipalTag/x': 'x' } }, 'condition key aws:PrincipalTag/x of Policy/0'],
  ])('with a %s that is not evaluated are refused when the policy is read', (_, Condition, message) => {
    expect(() => iamWith({ ...allowGet, Condition })).toThrow(message);
  });

  test('policies with elements that are not evaluated are refused', () => {
    expect(() => iamWith({ Effect: 'Allow', NotAction: 'x', Resource: '*' })).toThrow('NotAction');
  });
});

describe('resource-based policies', () => {
  const trust = parsePolicy(
    document({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '000000000000', 'aws:SourceArn': 'arn:aws:scheduler:::group' },
      },
    }),
    'Trust',
  );
  const iam = openIam({
    roles: [{ arn: otherRoleArn, permissions: [], managedPermissions: [] }],
    resourcePolicies: [{ resourceArn: otherRoleArn, statements: trust }],
  });
  const assume = {
    principal: { service: 'scheduler.amazonaws.com' },
    action: 'sts:AssumeRole',
    resource: otherRoleArn,
    conditionKeys: { 'aws:sourceaccount': '000000000000', 'aws:sourcearn': 'arn:aws:scheduler:::group' },
  };

  test('a role is assumed by the service that it trusts, on behalf of the source that it trusts', () => {
    expect(() => iam.authorize(assume)).not.toThrow();
    expect(() =>
      iam.authorize({ ...assume, conditionKeys: { ...assume.conditionKeys, 'aws:sourcearn': 'x' } }),
    ).toThrow();
    expect(() => iam.authorize({ ...assume, principal: { service: 'lambda.amazonaws.com' } })).toThrow(
      'User: lambda.amazonaws.com is not authorized to perform: sts:AssumeRole',
    );
  });
});

test('a policy of a resource allows the roles that it names, and can deny everybody', () => {
  const principal = (AWS: string, Effect: string) => ({ Effect, Action: 'sqs:*', Resource: '*', Principal: { AWS } });
  const queueArn = 'arn:aws:sqs:us-east-1:000000000000:DeadLetters';
  const send = { principal: { roleArn }, action: 'sqs:SendMessage', resource: queueArn };
  const iamFor = (...statements: readonly object[]) =>
    openIam({
      roles: [],
      resourcePolicies: [{ resourceArn: queueArn, statements: parsePolicy(document(...statements), 'QueuePolicy') }],
    });

  expect(() => iamFor(principal(roleArn, 'Allow')).authorize(send)).not.toThrow();
  expect(() => iamFor(principal(otherRoleArn, 'Allow')).authorize(send)).toThrow('no policy allows');
  expect(() => iamFor(principal(roleArn, 'Allow'), principal('*', 'Deny')).authorize(send)).toThrow('explicit deny');
});

describe('access keys', () => {
  test('stand for their role; the operator may do everything; others are unknown', () => {
    const iam = iamWith(allowGet);
    const { operatorKey, accessKeyOf, secretOf } = iam.keys;
    const key = accessKeyOf(roleArn);

    iam.authorize({ ...get, principal: { accessKeyId: key.accessKeyId } });
    iam.authorize({ ...get, principal: { accessKeyId: operatorKey.accessKeyId }, action: 'anything:Else' });

    expect(secretOf(key.accessKeyId)).toBe(key.secretAccessKey);
    expect(() => iam.authorize({ ...get, principal: { accessKeyId: 'AKIANOBODY' } })).toThrow('security token');
  });
});

describe('account of what statements were good for', () => {
  test('lists the actions that no request has needed, by statement', () => {
    const iam = iamWith(allowGet);

    iam.authorize(get);

    expect(iam.unusedPermissions()).toEqual([{ statementId: 'Policy/0', action: 'dynamodb:Query' }]);
  });

  test('a dropped statement allows nothing until it is put back', () => {
    const iam = iamWith({ ...allowGet, Sid: 'Read' });

    const putBack = iam.drop('Policy/Read');

    expect(() => iam.authorize(get)).toThrow('dynamodb:GetItem');
    putBack();
    expect(() => iam.authorize(get)).not.toThrow();
  });
});
