/** Checks the credential of a SCIM request for API Gateway (AWS: Lambda authorizers of type REQUEST). */
import * as z from 'zod/mini';
import type { Composition } from '#shared/composition/composition.ts';
import { authenticate } from '#shared/directory/providers/authenticate.ts';
import { credentialLedger } from '#shared/directory/providers/credential-ledger.ts';
import { ScimError } from '#shared/scim/error.ts';

const authorizerEvent = z.object({
  /** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>` */
  methodArn: z.string().check(z.regex(/^arn:[^/]+\/[^/]+\//)),
  headers: z.nullish(z.record(z.string(), z.string())),
});

/**
 * Allows the whole stage, because API Gateway keeps the answer for every other path too; the provider, its key and its
 * strictness travel to the SCIM function as context. Only bad credentials throw `Unauthorized`, which becomes 401: a Deny
 * would be a 403, kept as long. Whatever else is thrown becomes 503, and is not kept.
 */
export function authorizerHandler({ directory, telemetry }: Composition) {
  const ledger = credentialLedger(directory);
  const authorize = async (untrusted: unknown, requestId: string) => {
    const { methodArn, headers } = authorizerEvent.parse(untrusted);
    const authorization = authorizationOf(headers ?? {});
    const { providerId, keyId, strictness } = await authenticate(directory, ledger, { authorization, requestId });
    const [api, stage] = methodArn.split('/');
    return {
      principalId: providerId,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${api}/${stage}/*` }],
      },
      context: { providerId, keyId, strictness },
      usageIdentifierKey: providerId,
    };
  };
  return async (event: unknown, context: { readonly awsRequestId: string }) =>
    telemetry.invocation(context.awsRequestId, async () => {
      try {
        return await authorize(event, context.awsRequestId);
      } catch (cause) {
        if (!(cause instanceof ScimError)) {
          telemetry.log('RequestFailed', { cause });
          throw cause;
        }
        telemetry.log('CredentialRefused');
        telemetry.count('CredentialsRefused');
        // API Gateway compares the message: this one text is 401, any other is a failure of the authorizer.
        throw new Error('Unauthorized');
      }
    });
}

function authorizationOf(headers: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
}
