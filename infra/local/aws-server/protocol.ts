/** How the AWS server is spoken to: AWS JSON 1.0 for DynamoDB, REST JSON for others; SNS has its own (../sns). */
import type { IncomingMessage } from 'node:http';
import { AwsError } from '#infra/local/aws-error.ts';
import type { DynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import type { Fault } from '#infra/local/faults.ts';
import { parseJson } from './request.ts';
import type { RestResponse, RestService, ServiceCall } from './service.ts';

export type HttpResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** How one service is spoken to. */
export type Protocol = {
  readonly read: (request: IncomingMessage, body: string) => ServiceCall<HttpResponse>;
  readonly error: (error: AwsError) => HttpResponse;
  /** The service's own error for a fault that it answers. */
  readonly faultError: (fault: Fault, call: ServiceCall<HttpResponse>) => AwsError;
};

const json10 = 'application/x-amz-json-1.0';
const targetPrefix = 'DynamoDB_20120810.';

/** AWS JSON 1.0: the operation in `x-amz-target`, the error's name in `__type`. */
export function dynamoDbProtocol(dynamoDb: DynamoDb): Protocol {
  const answer = (status: number, body: object) => {
    return { status, headers: { 'content-type': json10 }, body: JSON.stringify(body) };
  };
  return {
    read: (request, body) => {
      const target = String(request.headers['x-amz-target'] ?? '');
      if (!target.startsWith(targetPrefix)) throw AwsError.unknownOperation(`Unknown target '${target}'`);
      const operation = target.slice(targetPrefix.length);
      const call = dynamoDb.read(operation, parseJson(body));
      return {
        operation,
        permissions: call.permissions.map(({ action, resource, leadingKeys }) => {
          return { action, resource, conditionKeys: { 'dynamodb:LeadingKeys': leadingKeys } };
        }),
        run: async () => answer(200, await call.run()),
      };
    },
    error: ({ code, status, message, fields }) => {
      // DynamoDB answers client errors with 400, whatever the status is elsewhere.
      return answer(status >= 500 ? status : 400, {
        __type: `com.amazonaws.dynamodb.v20120810#${code}`,
        message,
        ...fields,
      });
    },
    faultError: ({ effect }, { operation, permissions }) => {
      if (effect === 'throttle') {
        const message = 'The level of configured provisioned throughput for the table was exceeded.';
        return new AwsError('ProvisionedThroughputExceededException', 400, message);
      }
      if (effect === 'fail-before') return AwsError.internal();
      if (!operation.startsWith('Transact')) {
        return new AwsError('TransactionConflictException', 400, 'Transaction is ongoing for the item');
      }
      const reasons = permissions.map((_, index) => ({ Code: index === 0 ? 'TransactionConflict' : 'None' }));
      const codes = reasons.map(({ Code }) => Code).join(', ');
      const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
      return new AwsError('TransactionCanceledException', 400, message, { CancellationReasons: reasons });
    },
  };
}

/** REST JSON: the operation in method and path, the error's name in `x-amzn-errortype`. */
export function restProtocol(service: RestService): Protocol {
  return {
    read: (request, body) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const path = url.pathname.split('/').slice(1).map(decodeSegment);
      const call = service({ method: request.method ?? 'GET', path, query: url.searchParams, body: parseJson(body) });
      return { ...call, run: async () => restAnswer(await call.run()) };
    },
    error: ({ code, status, message, fields }) => {
      const answer = restAnswer({ status, body: { Message: message, ...fields } });
      return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': code } };
    },
    faultError: ({ effect }) => {
      if (effect === 'throttle') return new AwsError('ThrottlingException', 429, 'Rate exceeded');
      if (effect === 'conflict') return new AwsError('ConflictException', 409, 'The resource is being changed');
      return new AwsError('InternalServerException', 500, 'Internal server error');
    },
  };
}

function restAnswer({ status = 200, body }: RestResponse): HttpResponse {
  if (body === undefined) return { status, headers: {}, body: '' };
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw AwsError.validation(`The path has a segment that is not percent-encoded: ${segment}`);
  }
}
