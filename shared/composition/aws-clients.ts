/**
 * The settings of every AWS client: the SDK itself waits for ever, and a function must not (it answers within seconds).
 */
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/**
 * Two attempts at 1.5 s each leave room for the use case's own retries. Connections are kept alive by the SDK's
 * default.
 */
export const clientSettings = {
  maxAttempts: 2,
  requestHandler: {
    connectionTimeout: 500,
    requestTimeout: 1500,
    // Without it the SDK only warns.
    throwOnRequestTimeout: true,
  },
} as const satisfies DynamoDBClientConfig;

/** For what is written for the record only, while a client waits for the answer: once, and not for long. */
export const impatientSettings = {
  maxAttempts: 1,
  requestHandler: { ...clientSettings.requestHandler, connectionTimeout: 250, requestTimeout: 500 },
} as const satisfies DynamoDBClientConfig;
