import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { BundledFunction, type BundledFunctionProps } from '#infra/constructs/bundled-function.ts';
import { cdkContext, placeholderBundles } from '#test/infra/synthesize.ts';

function templateWith(props: Partial<BundledFunctionProps> = {}): Template {
  const stack = new Stack(new App({ context: cdkContext }), 'Test');
  new BundledFunction(stack, 'GreetFunction', {
    bundlesDirectory: placeholderBundles(),
    bundle: 'scim',
    description: 'Greets',
    environment: { GREETING: 'hello' },
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    logRetention: 90,
    logRemoval: RemovalPolicy.RETAIN,
    ...props,
  });
  return Template.fromStack(stack);
}

describe('a bundled function', () => {
  test('runs its bundle on Node 24 and arm64, traced, with a log group and a role of its own', () => {
    const { GreetFunction } = templateWith().toJSON().Resources;

    expect(GreetFunction.Properties).toMatchObject({
      Architectures: ['arm64'],
      Description: 'Greets',
      Environment: { Variables: { GREETING: 'hello' } },
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.stringMatching(/^GreetFunctionLog/) } },
      MemorySize: 512,
      Role: { 'Fn::GetAtt': ['GreetFunctionRole', 'Arn'] },
      Runtime: 'nodejs24.x',
      Timeout: 10,
      TracingConfig: { Mode: 'Active' },
    });
    expect(GreetFunction.Properties).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('keeps its log for the time that is set, and after the stack is gone', () => {
    const [log] = Object.values(templateWith().findResources('AWS::Logs::LogGroup'));

    expect(log).toMatchObject({ Properties: { RetentionInDays: 90 }, DeletionPolicy: 'Retain' });
  });

  test('may write its log and its traces, and nothing else', () => {
    const [policy] = Object.values(templateWith().findResources('AWS::IAM::Policy'));

    expect(policy?.Properties.PolicyDocument.Statement).toEqual([
      {
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^GreetFunctionLog/), 'Arn'] },
      },
      { Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], Effect: 'Allow', Resource: '*' },
    ]);
    expect(policy?.Properties.Roles).toEqual([{ Ref: 'GreetFunctionRole' }]);
  });

  test('takes no more concurrency than is reserved for it', () => {
    const { GreetFunction } = templateWith({ reservedConcurrency: 20 }).toJSON().Resources;

    expect(GreetFunction.Properties.ReservedConcurrentExecutions).toBe(20);
  });
});
