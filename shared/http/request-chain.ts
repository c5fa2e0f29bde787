/** The one middy chain: every API Gateway request to a function passes through it, and leaves it with a response. */
import middy from '@middy/core';
import { Unavailable } from '#shared/directory/errors.ts';
import type { FunctionTelemetry } from '#shared/telemetry/telemetry.ts';
import { type ProxyEvent, type ProxyResponse, proxyEvent } from './proxy-event.ts';

/** Lambda's: the request id, and the time that is left. */
type Context = middy.Request['context'];

export type RequestHandler = (event: unknown, context: Context) => Promise<ProxyResponse>;

/** Time kept for the answer: API Gateway's own, when a function runs out of it, is a bare 504. */
const reservedMilliseconds = 300;

type Internal = { startedAt?: number };
type Request = middy.Request<unknown, ProxyResponse, Error, Context, Internal>;
type Middleware = middy.MiddlewareObj<unknown, ProxyResponse, Error, Context, Internal>;

export type RequestSteps = {
  readonly telemetry: FunctionTelemetry;
  /** May throw: `errorResponse` says what becomes of it. */
  readonly answer: (event: ProxyEvent) => Promise<ProxyResponse>;
  /** Must not throw. */
  readonly errorResponse: (error: unknown) => ProxyResponse;
  /** Is told of every response. */
  readonly report: (response: ProxyResponse, durationMilliseconds: number) => void;
};

/**
 * The handler of a Lambda function behind an API Gateway proxy integration. The answer to HEAD is that to GET: API
 * Gateway measures the body for Content-Length, and sends none.
 */
export function requestChain({ telemetry, answer, errorResponse, report }: RequestSteps): RequestHandler {
  const answerEvent = async (untrusted: unknown) => {
    const event = proxyEvent.parse(untrusted);
    telemetry.annotate({ method: event.httpMethod, requestId: event.requestContext.requestId });
    return answer(event);
  };
  const timeouts = {
    timeoutEarlyInMillis: reservedMilliseconds,
    timeoutEarlyResponse: () => {
      throw new Unavailable('The function ran out of time.');
    },
  };
  // middy runs what follows the handler from the last to the first.
  const chain = middy<unknown, ProxyResponse, Error, Context, Internal>(answerEvent, timeouts)
    .use(reportResponse(report))
    .use(respondToError(errorResponse));
  return (event, context) => telemetry.invocation(context.awsRequestId, async () => chain(event, context));
}

function reportResponse(report: RequestSteps['report']): Middleware {
  const reportOnce = ({ response, internal }: Request) => {
    if (response) report(response, Math.round(performance.now() - (internal.startedAt ?? 0)));
  };
  return {
    before: (request) => {
      request.internal.startedAt = performance.now();
    },
    after: reportOnce,
    onError: reportOnce,
  };
}

function respondToError(errorResponse: RequestSteps['errorResponse']): Middleware {
  return {
    onError: (request) => {
      request.response = errorResponse(request.error);
    },
  };
}
