/** The HTTP server in front of the REST APIs: reads requests within limits, always answers, closes gracefully. */
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { GatewayHttpResponse, GatewayRequest, RestApi, RestApiServer } from './definition.ts';
import { parseTarget } from './request-target.ts';
import { maximumRequestBytes } from './rest-api.ts';

/** More than the quota is read, so that a client that sends before it listens gets its 413; then it is cut off. */
const maximumDrainedBytes = 4 * maximumRequestBytes;

/** Line and headers of a request: 10,240 bytes on AWS, counted there without the headers' names. */
const maximumHeaderBytes = 16_384;

/**
 * Listens on 127.0.0.1; port 0 takes a free one. The first segment of the path names the stage.
 * @throws the error of `listen`, EADDRINUSE for one
 */
export async function serveRestApis(options: {
  port: number;
  apis: ReadonlyMap<string, RestApi>;
}): Promise<RestApiServer> {
  let closing: Promise<void> | undefined;
  const server = createServer({ maxHeaderSize: maximumHeaderBytes }, (message, response) => {
    void answer(options.apis, message, response, () => closing !== undefined);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy();
    const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400;
    const body = JSON.stringify({ message: STATUS_CODES[status] });
    const head = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`;
    return socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n\r\n${body}`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close(graceMilliseconds = 5_000) {
      closing ??= closeGracefully(server, graceMilliseconds);
      return closing;
    },
  };
}

/** Requests under way are answered; whoever still holds a connection after the grace period is cut off. */
async function closeGracefully(server: Server, graceMilliseconds: number): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cutOff);
}

async function answer(
  apis: ReadonlyMap<string, RestApi>,
  message: IncomingMessage,
  response: ServerResponse,
  isClosing: () => boolean,
): Promise<void> {
  // Node takes the socket from a message whose reading was given up.
  const { socket } = message;
  const body = await readBody(message);
  if (body === undefined) return void socket.destroy();
  const { status, headers, body: content } = await dispatch(apis, requestOf(message, body));
  for (const [name, value] of headers) response.appendHeader(name, value);
  if (status !== 204 && status !== 304) response.setHeader('Content-Length', content.length);
  if (isClosing()) response.setHeader('Connection', 'close');
  response.writeHead(status).end(content);
}

function dispatch(apis: ReadonlyMap<string, RestApi>, request: GatewayRequest): Promise<GatewayHttpResponse> {
  // What is wrong with the rest of the target is for the stage's API to say.
  const stage = parseTarget(request.url.split('?')[0] ?? '')?.stage ?? '';
  return apis.get(stage)?.handle(request) ?? Promise.resolve(forbidden());
}

/** What every host of API Gateway says to a path whose first segment is no stage. */
function forbidden(): GatewayHttpResponse {
  const headers = [
    ['Content-Type', 'application/json'],
    ['x-amzn-ErrorType', 'ForbiddenException'],
  ] as const;
  return { status: 403, headers, body: Buffer.from('{"message":"Forbidden"}') };
}

/** Keeps little more than the quota; undefined when the client went away or sends without end. */
async function readBody(message: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of message) {
      const bytes = Buffer.from(chunk);
      if (size <= maximumRequestBytes) chunks.push(bytes);
      size += bytes.length;
      if (size > maximumDrainedBytes) return undefined;
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

function requestOf(message: IncomingMessage, body: Uint8Array): GatewayRequest {
  const { rawHeaders } = message;
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return {
    method: message.method ?? '',
    url: message.url ?? '',
    headers,
    body,
    sourceIp: message.socket.remoteAddress ?? '',
  };
}
