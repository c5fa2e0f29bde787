/** Profile, region and keys as the AWS CLI finds them, where the AWS SDK for JavaScript would find others. */

export type AwsSettings = {
  readonly profile?: string;
  /** Absent: that of the profile. */
  readonly region?: string;
  /** Absent: as the profile says, or the machine. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
};

/** Options before the environment; a profile that is an option before keys in the environment, they before AWS_PROFILE. */
export function awsSettings(
  options: { readonly profile?: string | undefined; readonly region?: string | undefined },
  environment: Readonly<Record<string, string | undefined>>,
): AwsSettings {
  const profile = options.profile || environment.AWS_PROFILE || environment.AWS_DEFAULT_PROFILE;
  const region = options.region || environment.AWS_REGION || environment.AWS_DEFAULT_REGION;
  const credentials = options.profile ? undefined : keysOf(environment);
  return { ...(profile && { profile }), ...(region && { region }), ...(credentials && { credentials }) };
}

function keysOf(environment: Readonly<Record<string, string | undefined>>): AwsSettings['credentials'] {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
}
