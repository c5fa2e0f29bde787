/** The HTTP server that stands for AWS: it authorizes calls, meets planted faults and runs the services. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from './aws-error.ts';
import { dynamoDbProtocol, type HttpResponse, type Protocol, restProtocol } from './aws-server/protocol.ts';
import { readBody, readCredential } from './aws-server/request.ts';
import type { Authorize, RestService, ServiceCall } from './aws-server/service.ts';
import type { DynamoDb } from './dynamodb/open-dynamo-db.ts';
import type { Fault, Faults } from './faults.ts';

export type AwsServerOptions = {
  readonly services: {
    readonly dynamodb?: DynamoDb;
    readonly scheduler?: RestService;
    readonly apigateway?: RestService;
    readonly sns?: Protocol;
  };
  /** Absent: every signed call is allowed. */
  readonly authorize?: Authorize;
  readonly faults?: Faults;
  /** Absent: any free port of the loopback interface. */
  readonly port?: number;
  /** Told about what went wrong on our side; absent: it is printed. */
  readonly onInternalError?: (error: unknown) => void;
};

export type AwsServer = {
  /** For `AWS_ENDPOINT_URL_DYNAMODB` and its like. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** Longer than clients keep an idle connection, so that none is closed as it is used again. */
const keepAliveTimeout = 120_000;

/** Serves until it is closed. Services are found by the service name in the signature's credential scope. */
export async function startAwsServer(options: AwsServerOptions): Promise<AwsServer> {
  const { dynamodb, sns, ...rest } = options.services;
  const protocols = new Map<string, Protocol>(dynamodb ? [['dynamodb', dynamoDbProtocol(dynamodb)]] : []);
  if (sns) protocols.set('sns', sns);
  for (const [name, service] of Object.entries(rest)) if (service) protocols.set(name, restProtocol(service));
  const onInternalError = options.onInternalError ?? console.error;
  const server = createServer({ keepAliveTimeout }, (request, response) => {
    answer({ ...options, onInternalError }, protocols, request)
      .then((result) => send(response, result))
      .catch((error) => {
        onInternalError(error);
        response.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** What a request is answered with; undefined drops the connection. */
async function answer(
  options: AwsServerOptions & Required<Pick<AwsServerOptions, 'onInternalError'>>,
  protocols: ReadonlyMap<string, Protocol>,
  request: IncomingMessage,
): Promise<HttpResponse | undefined> {
  let protocol = restProtocol(() => {
    throw AwsError.unknownOperation('The request is for no service of the local stack');
  });
  try {
    const body = await readBody(request);
    const { accessKeyId, service } = readCredential(request);
    protocol = protocols.get(service) ?? protocol;
    const call = protocol.read(request, body);
    for (const permission of call.permissions) await options.authorize?.({ accessKeyId, ...permission });
    return await runCall(call, protocol, options.faults?.meet(service, call.operation));
  } catch (error) {
    if (!(error instanceof AwsError)) options.onInternalError(error);
    return protocol.error(error instanceof AwsError ? error : AwsError.internal());
  }
}

async function runCall(
  call: ServiceCall<HttpResponse>,
  protocol: Protocol,
  fault: Fault | undefined,
): Promise<HttpResponse | undefined> {
  if (fault === undefined) return await call.run();
  switch (fault.effect) {
    case 'delay':
      await sleep(fault.milliseconds ?? 0);
      return await call.run();
    case 'time-out':
      await sleep(fault.milliseconds ?? 0);
      return undefined;
    case 'crash-before':
      return undefined;
    case 'fail-after':
    case 'crash-after':
      await call.run();
      return undefined;
    default:
      throw protocol.faultError(fault, call);
  }
}

function send(response: ServerResponse, result: HttpResponse | undefined): void {
  if (result === undefined) {
    response.destroy();
    return;
  }
  const headers = { ...result.headers, 'x-amzn-requestid': randomUUID() };
  response.writeHead(result.status, headers).end(result.body);
}
