/** Reads HTTP requests to AWS: the body, and the service and access key that the signature names. */
import type { IncomingMessage } from 'node:http';
import { AwsError } from '#infra/local/aws-error.ts';

/** API reference of DynamoDB, "HTTP requests": more than the largest request of any service. */
const maximumBodyBytes = 16 * 1024 * 1024;

/** The whole body. @throws AwsError when it is too large */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maximumBodyBytes) {
      throw new AwsError('RequestEntityTooLarge', 413, `The request's body is over ${maximumBodyBytes} bytes`);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Undefined for an empty body. @throws AwsError for what is no JSON */
export function parseJson(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw AwsError.serialization(`The request's body is not JSON: ${cause instanceof Error ? cause.message : ''}`);
  }
}

/** Signature Version 4: `Credential=<access key>/<date>/<region>/<service>/aws4_request`. */
const credentialPattern = /^AWS4-HMAC-SHA256 .*Credential=([^/,\s]+)\/\d{8}\/[^/,\s]+\/([^/,\s]+)\/aws4_request/;

/** Who signed the request, for which service; the signature is not verified. @throws AwsError when there is none */
export function readCredential(request: IncomingMessage): { readonly accessKeyId: string; readonly service: string } {
  const [, accessKeyId, service] = credentialPattern.exec(request.headers.authorization ?? '') ?? [];
  if (accessKeyId === undefined || service === undefined) throw AwsError.unrecognizedClient();
  return { accessKeyId, service };
}
