/** The environment variables that Lambda itself gives to an instance. */
import type { LambdaFunction } from './function.ts';

/** The log stream's name identifies the instance, as in CloudWatch Logs. */
export function instanceEnvironment(lambdaFunction: LambdaFunction, sessionToken: string): Record<string, string> {
  const region = lambdaFunction.arn.split(':')[3] ?? '';
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...lambdaFunction.environment,
    // Temporary credentials carry a token; here it tells which instance made a call.
    AWS_SESSION_TOKEN: sessionToken,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: lambdaFunction.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambdaFunction.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${lambdaFunction.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `[$LATEST]${sessionToken}`,
    LAMBDA_TASK_ROOT: lambdaFunction.codeDirectory,
    _HANDLER: lambdaFunction.handler,
  };
}
