/** REQUEST authorizers: identity sources, the function's answer, and the cache of answers. */
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import type { InvocationResult } from '#infra/local/lambda/function.ts';
import { type AuthorizerAnswer, evaluatePolicy, parseAuthorizerAnswer } from './authorizer-policy.ts';
import type { RequestAuthorizer, RestApiDefinition, RestApiDependencies } from './definition.ts';
import { type AuthorizerContext, authorizerEvent } from './events.ts';
import { authorizerSourceArn, methodArn, type RoutedExchange } from './exchange.ts';
import { GatewayFailure } from './failure.ts';
import { headerValue } from './headers.ts';

/** The authorizers of an API. */
export type Authorizers = {
  /** @throws GatewayFailure unless the authorizer's policy allows the method */
  authorize(authorizer: RequestAuthorizer, exchange: RoutedExchange): Promise<AuthorizerContext>;
  flush(): void;
};

/** Prepares the authorizers. @throws Error naming an identity source that is not known here */
export function createAuthorizers(
  dependencies: Pick<RestApiDependencies, 'invoke' | 'now'>,
  definition: RestApiDefinition,
): Authorizers {
  for (const { authorization } of definition.resources.flatMap(({ methods }) => Object.values(methods))) {
    if (authorization.type === 'CUSTOM') authorization.authorizer.identitySources.forEach(checkIdentitySource);
  }
  const cache = new Map<string, { readonly answer: AuthorizerAnswer; readonly expiresAt: number }>();
  return {
    flush: () => cache.clear(),
    async authorize(authorizer, exchange) {
      const identity = authorizer.identitySources.map((source) => identityValue(source, exchange));
      // Not even the function is asked (Developer Guide, "configure a Lambda authorizer").
      if (identity.includes(undefined)) throw new GatewayFailure('UNAUTHORIZED', 'Unauthorized');
      const key = JSON.stringify([authorizer.id, identity]);
      const cached = cache.get(key);
      if (cached !== undefined && cached.expiresAt > dependencies.now()) {
        return requireAllowed(cached.answer, exchange, 0);
      }
      const askedAt = dependencies.now();
      const answer = await ask(dependencies, authorizer, exchange);
      // Kept whatever it says: denials are cached too.
      if (authorizer.ttlSeconds > 0) {
        cache.set(key, { answer, expiresAt: dependencies.now() + authorizer.ttlSeconds * 1000 });
      }
      return requireAllowed(answer, exchange, dependencies.now() - askedAt);
    },
  };
}

const identitySource = /^method\.request\.(header|querystring)\.(.+)$/;

function checkIdentitySource(source: string): void {
  if (!identitySource.test(source))
    throw new Error(`the identity source ${source} is not known to the local API Gateway`);
}

function identityValue(source: string, { request, target }: RoutedExchange): string | undefined {
  const [, place, name = ''] = identitySource.exec(source) ?? [];
  const value =
    place === 'header' ? headerValue(request.headers, name) : target.query.findLast(([key]) => key === name)?.[1];
  return value === '' ? undefined : value;
}

const errorPayload = z.object({ errorMessage: z.string() });

async function ask(
  { invoke }: Pick<RestApiDependencies, 'invoke'>,
  { id, functionName }: RequestAuthorizer,
  exchange: RoutedExchange,
): Promise<AuthorizerAnswer> {
  let result: InvocationResult;
  try {
    const sourceArn = authorizerSourceArn(exchange.definition, id);
    result = await invoke({ functionName, payload: JSON.stringify(authorizerEvent(exchange)), sourceArn });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const type = error.code === 'AccessDeniedException' ? 'AUTHORIZER_CONFIGURATION_ERROR' : 'AUTHORIZER_FAILURE';
    throw new GatewayFailure(type, null, `authorizer: ${error.message}`);
  }
  if (result.functionError !== undefined) {
    const message = errorPayload.safeParse(JSON.parse(result.payload)).data?.errorMessage ?? result.payload;
    if (message === 'Unauthorized') throw new GatewayFailure('UNAUTHORIZED', 'Unauthorized');
    throw new GatewayFailure('AUTHORIZER_FAILURE', null, `authorizer: ${message}`);
  }
  const answer = parseAuthorizerAnswer(result.payload);
  if (answer === undefined) {
    throw new GatewayFailure('AUTHORIZER_CONFIGURATION_ERROR', null, 'authorizer: Invalid authorizer response');
  }
  return answer;
}

function requireAllowed(
  answer: AuthorizerAnswer,
  exchange: RoutedExchange,
  integrationLatency: number,
): AuthorizerContext {
  const verdict = evaluatePolicy(answer, methodArn(exchange));
  if (verdict !== 'allowed') {
    const message = 'User is not authorized to access this resource';
    throw new GatewayFailure('ACCESS_DENIED', verdict === 'denied' ? `${message} with an explicit deny` : message);
  }
  const context = Object.entries(answer.context ?? {}).filter(([, value]) => value !== null);
  return {
    ...Object.fromEntries(context.map(([name, value]) => [name, String(value)])),
    principalId: answer.principalId,
    integrationLatency,
  };
}
