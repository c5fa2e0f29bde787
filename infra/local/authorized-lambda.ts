/**
 * Lambda with IAM around it: it assumes the function's role, and writes traces, logs and failed events with its rights.
 */
import { randomUUID } from 'node:crypto';
import { AwsError } from './aws-error.ts';
import type { FunctionDefinition } from './definitions/functions.ts';
import type { Fault, Faults } from './faults.ts';
import type { Iam } from './iam/iam.ts';
import type { Lambda, LambdaOptions, LogLine } from './lambda/function.ts';
import { environment } from './template/identifiers.ts';

const { accountId, region } = environment;

type Dependencies = { readonly iam: Iam; readonly functions: readonly FunctionDefinition[] };

/** Invocations as AWS services make them. */
export type Invocations = Pick<Lambda, 'invoke' | 'invokeAsync'>;

/**
 * @param faults met by invocations: the service `lambda`, the function's logical id as operation; `throttle`, and
 * crashes of those that
 *   are waited for
 * @returns invocations that fail when Lambda cannot assume the function's role
 */
export function authorizedInvocations({ iam, functions }: Dependencies, lambda: Lambda, faults: Faults): Invocations {
  const prepare = (name: string): Fault | undefined => {
    const definition = functions.find(({ lambdaFunction }) => [lambdaFunction.name, lambdaFunction.arn].includes(name));
    if (definition === undefined) return undefined;
    assumeRole(iam, definition);
    const fault = faults.meet('lambda', definition.logicalId);
    if (fault?.effect === 'throttle') throw new AwsError('TooManyRequestsException', 429, 'Rate Exceeded.');
    return fault;
  };
  return {
    invoke: async (name, payload) => {
      const effect = prepare(name)?.effect;
      if (effect !== 'crash-before' && effect !== 'crash-after') return lambda.invoke(name, payload);
      const requestId = effect === 'crash-after' ? (await lambda.invoke(name, payload)).requestId : randomUUID();
      lambda.kill(name);
      return { requestId, payload: '{"errorType":"Runtime.ExitError"}', functionError: 'Unhandled' };
    },
    invokeAsync: (name, payload) => {
      prepare(name);
      return lambda.invokeAsync(name, payload);
    },
  };
}

function assumeRole(iam: Iam, { roleArn, isTraced }: FunctionDefinition): void {
  const principal = { service: 'lambda.amazonaws.com' };
  iam.authorize({ principal, action: 'sts:AssumeRole', resource: roleArn });
  if (!isTraced) return;
  for (const action of ['xray:PutTraceSegments', 'xray:PutTelemetryRecords']) {
    iam.isAllowed({ principal: { roleArn }, action, resource: '*' });
  }
}

/** Lets through the log lines that the function's role may write; the others are lost, as in CloudWatch Logs. */
export function authorizedLog({ iam, functions }: Dependencies, log: (line: LogLine) => void): LambdaOptions['log'] {
  const hasStream = new Set<string>();
  return (line) => {
    const definition = functions.find(({ lambdaFunction }) => lambdaFunction.name === line.functionName);
    if (definition === undefined) return log(line);
    const principal = { roleArn: definition.roleArn };
    const group = `arn:aws:logs:${region}:${accountId}:log-group:${definition.logGroupName}`;
    const resource = `${group}:log-stream:${line.functionName}`;
    if (!hasStream.has(resource) && !iam.isAllowed({ principal, action: 'logs:CreateLogStream', resource })) return;
    hasStream.add(resource);
    if (iam.isAllowed({ principal, action: 'logs:PutLogEvents', resource })) log(line);
  };
}

/** Sends the record of a failed event with the rights of the function's role. */
export function authorizedSendMessage(
  { iam, functions }: Dependencies,
  send: (message: { queueArn: string; body: string }) => void,
): LambdaOptions['sendMessage'] {
  return ({ functionName, queueArn, body }) => {
    const definition = functions.find(({ lambdaFunction }) => lambdaFunction.name === functionName);
    if (definition === undefined) throw new Error(`there is no function ${functionName}`);
    iam.authorize({ principal: { roleArn: definition.roleArn }, action: 'sqs:SendMessage', resource: queueArn });
    send({ queueArn, body });
  };
}
