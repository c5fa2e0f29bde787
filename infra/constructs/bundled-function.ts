/** Our Lambda defaults: Node 24 on arm64, a prebuilt bundle, a role and a log group of its own. */
import { join } from 'node:path';
import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { pinLogicalId } from './logical-id.ts';

export type BundledFunctionProps = {
  /** Where `buildBundles` has put the bundles. */
  readonly bundlesDirectory: string;
  /** The folder under `functions/` that the bundle was built from. */
  readonly bundle: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly logRetention: RetentionDays;
  readonly logRemoval: RemovalPolicy;
  /** Absent: the function takes what the account has left. */
  readonly reservedConcurrency?: number | undefined;
};

/**
 * May write its log and its traces, and nothing else until a statement is added. Its logical id and its role's are
 * pinned: `<id>` and `<id>Role`.
 */
export class BundledFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${id} may do`,
    });
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: props.logRetention,
      removalPolicy: props.logRemoval,
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    super(scope, id, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(props.bundlesDirectory, props.bundle)),
      handler: 'index.handler',
      description: props.description,
      environment: { ...props.environment },
      memorySize: props.memoryMegabytes,
      timeout: Duration.seconds(props.timeoutSeconds),
      role,
      logGroup,
      // The functions write one JSON object per line themselves; Lambda's own lines then match.
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      ...(props.reservedConcurrency !== undefined && { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
    pinLogicalId(this, id);
    pinLogicalId(role, `${id}Role`);
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray knows no resources to limit PutTraceSegments and PutTelemetryRecords to.',
    });
  }
}
