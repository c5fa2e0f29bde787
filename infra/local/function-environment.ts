/**
 * What a function is told differently on one machine: where AWS answers, who it is, and the settings that need no
 * patience here.
 */

import type { FunctionDefinition } from './definitions/functions.ts';
import type { Iam } from './iam/iam.ts';
import type { LambdaFunction } from './lambda/function.ts';

type Urls = { readonly awsUrl: string; readonly scimBaseUrl: string };

/**
 * The function as it runs here. Nothing is added to what the template tells it beside the SDK's own variables: settings
 * are replaced only where the function has them.
 * @param settings further replacements, for tests
 */
export function localFunction(
  iam: Iam,
  { lambdaFunction, roleArn }: FunctionDefinition,
  { awsUrl, scimBaseUrl }: Urls,
  settings: Readonly<Record<string, string>>,
): LambdaFunction {
  const replaced: Readonly<Record<string, string>> = {
    SCIM_BASE_URL: scimBaseUrl,
    MINIMUM_SCHEDULE_LEAD_SECONDS: '0',
    MINIMUM_DEACTIVATION_DELAY_SECONDS: '1',
    ...settings,
  };
  const { accessKeyId, secretAccessKey } = iam.keys.accessKeyOf(roleArn);
  return {
    ...lambdaFunction,
    environment: {
      ...Object.fromEntries(
        Object.entries(lambdaFunction.environment).map(([name, value]) => [name, replaced[name] ?? value]),
      ),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: awsUrl,
      AWS_ENDPOINT_URL_SCHEDULER: awsUrl,
      AWS_ENDPOINT_URL_API_GATEWAY: awsUrl,
      AWS_ENDPOINT_URL_SNS: awsUrl,
    },
  };
}
