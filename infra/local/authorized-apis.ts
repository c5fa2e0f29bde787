/**
 * The REST APIs with IAM around them: they call functions and write their access logs only as far as policies allow.
 */
import * as z from 'zod';
import type { AccessLogEntry, RestApi, RestApiDefinition } from './api-gateway/definition.ts';
import { createRestApi } from './api-gateway/rest-api.ts';
import type { Invocations } from './authorized-lambda.ts';
import type { Iam } from './iam/iam.ts';
import { environment } from './template/identifiers.ts';
import { parseProperties } from './template/properties.ts';
import { resourcesOfType, type Stack } from './template/read-template.ts';

const { accountId, region } = environment;

const service = 'apigateway.amazonaws.com';

const accountSchema = z.strictObject({ CloudWatchRoleArn: z.string() });

/** An API by the names under which it is called and managed. */
export type NamedApi = { readonly id: string; readonly stage: string; readonly api: RestApi };

/** @param dependencies.invocations are waited for by the first requests */
export function createApis(
  dependencies: {
    readonly iam: Iam;
    readonly stack: Stack;
    readonly invocations: Promise<Invocations>;
    readonly accessLog: (entry: AccessLogEntry) => void;
  },
  definitions: readonly RestApiDefinition[],
): readonly NamedApi[] {
  const { iam, stack, invocations } = dependencies;
  const accessLog = authorizedAccessLog(iam, stack, dependencies.accessLog);
  return definitions.map((definition) => ({
    id: definition.id,
    stage: definition.stage,
    api: createRestApi(
      {
        invoke: async ({ functionName, payload, sourceArn }) => {
          iam.authorize({
            principal: { service },
            action: 'lambda:InvokeFunction',
            resource: functionName,
            conditionKeys: { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': accountId },
          });
          return (await invocations).invoke(functionName, payload);
        },
        secretOf: iam.keys.secretOf,
        authorizeInvoke: ({ accessKeyId, action, resource }) => {
          iam.authorize({ principal: { accessKeyId }, action, resource });
          return { accessKeyId, userArn: iam.keys.ownerOf(accessKeyId) ?? '' };
        },
        now: Date.now,
        accessLog,
      },
      definition,
    ),
  }));
}

/** API Gateway writes its logs as the one role that the account has given it; without the right to, they are lost. */
function authorizedAccessLog(
  iam: Iam,
  stack: Stack,
  accessLog: (entry: AccessLogEntry) => void,
): (entry: AccessLogEntry) => void {
  const [account] = resourcesOfType(stack, 'AWS::ApiGateway::Account');
  if (account === undefined) return accessLog;
  const { CloudWatchRoleArn: roleArn } = parseProperties(account, accountSchema);
  return (entry) => {
    const resource = `arn:aws:logs:${region}:${accountId}:log-group:access-log-of-${entry.apiId}:log-stream:local`;
    if (!iam.isAllowed({ principal: { service }, action: 'sts:AssumeRole', resource: roleArn })) return;
    if (iam.isAllowed({ principal: { roleArn }, action: 'logs:PutLogEvents', resource })) accessLog(entry);
  };
}
