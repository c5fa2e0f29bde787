/** The Lambda functions of a template, as the local Lambda is told of them. */
import * as z from 'zod';
import type { LambdaFunction } from '#infra/local/lambda/function.ts';
import type { Assembly } from '#infra/local/template/assembly.ts';
import { arnOf, notActedOn, parseProperties } from '#infra/local/template/properties.ts';
import { type Resource, resourcesOfType } from '#infra/local/template/read-template.ts';

/** A function, and what Lambda does around it with the rights of its role. */
export type FunctionDefinition = {
  readonly logicalId: string;
  /** Its environment is what the template says, before the local stack adds endpoints and credentials. */
  readonly lambdaFunction: LambdaFunction;
  readonly roleArn: string;
  readonly logGroupName: string;
  readonly isTraced: boolean;
};

const functionSchema = z.strictObject({
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }),
  Handler: z.string(),
  LoggingConfig: z.strictObject({ LogFormat: z.literal('JSON'), LogGroup: z.string() }),
  MemorySize: z.number(),
  ReservedConcurrentExecutions: z.number().optional(),
  Role: z.string(),
  Runtime: z.literal('nodejs24.x'),
  Timeout: z.number(),
  TracingConfig: z.strictObject({ Mode: z.enum(['Active', 'PassThrough']) }).optional(),
  FunctionName: notActedOn,
  Architectures: notActedOn,
  Description: notActedOn,
  Tags: notActedOn,
});

const eventInvokeSchema = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }).optional(),
  MaximumEventAgeInSeconds: z.number().optional(),
  MaximumRetryAttempts: z.number().optional(),
});

/** @throws Error naming a property or an asset that the local stack does not know */
export function readFunctions({ stack, assets }: Assembly): readonly FunctionDefinition[] {
  const eventInvokeConfigs = resourcesOfType(stack, 'AWS::Lambda::EventInvokeConfig').map((resource) =>
    parseProperties(resource, eventInvokeSchema),
  );
  return resourcesOfType(stack, 'AWS::Lambda::Function').map((resource) =>
    readFunction(
      resource,
      assets,
      eventInvokeConfigs.find(({ FunctionName }) => FunctionName === resource.ref),
    ),
  );
}

function readFunction(
  resource: Resource,
  assets: Assembly['assets'],
  eventInvoke: z.infer<typeof eventInvokeSchema> | undefined,
): FunctionDefinition {
  const properties = parseProperties(resource, functionSchema);
  const codeDirectory = assets.get(properties.Code.S3Key);
  if (codeDirectory === undefined) throw new Error(`The code of ${resource.logicalId} is not in the asset manifest.`);
  const { DestinationConfig, MaximumEventAgeInSeconds, MaximumRetryAttempts } = eventInvoke ?? {};
  const { ReservedConcurrentExecutions } = properties;
  return {
    logicalId: resource.logicalId,
    lambdaFunction: {
      name: resource.ref,
      arn: arnOf(resource),
      codeDirectory,
      handler: properties.Handler,
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      environment: properties.Environment.Variables,
      ...(DestinationConfig && { onFailureArn: DestinationConfig.OnFailure.Destination }),
      ...(MaximumRetryAttempts !== undefined && { maximumRetryAttempts: MaximumRetryAttempts }),
      ...(MaximumEventAgeInSeconds !== undefined && { maximumEventAgeSeconds: MaximumEventAgeInSeconds }),
      ...(ReservedConcurrentExecutions !== undefined && { reservedConcurrency: ReservedConcurrentExecutions }),
    },
    roleArn: properties.Role,
    logGroupName: properties.LoggingConfig.LogGroup,
    isTraced: properties.TracingConfig?.Mode === 'Active',
  };
}
