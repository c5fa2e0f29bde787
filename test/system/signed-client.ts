/** The admin API for a client that is none of ours: signed by an off-the-shelf Signature Version 4 client. */
import { AwsClient } from 'aws4fetch';
import * as z from 'zod';
import type { System } from './system.ts';

type Credentials = { readonly secretAccessKey?: string; readonly accessKeyId?: string };

const json = z.looseObject({ id: z.string().optional() });

/** Signs as the operator does, unless told otherwise. */
export function signedClient({ stack }: System, credentials: Credentials = {}) {
  const { accessKeyId, secretAccessKey, region } = stack.endpoint.operator;
  // Each request is to be answered as it is, not repeated.
  const aws = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service: 'execute-api',
    retries: 0,
    ...credentials,
  });
  const url = (path: string) => `${stack.endpoint.adminUrl}${path}`;
  return {
    url,
    sign: (path: string) => aws.sign(url(path)),
    fetch: (path: string, init: RequestInit = {}) => aws.fetch(url(path), init),
    send: async (method: string, path: string, content?: object, headers: Readonly<Record<string, string>> = {}) => {
      const response = await aws.fetch(url(path), {
        method,
        headers: { ...(content && { 'content-type': 'application/json' }), ...headers },
        ...(content && { body: JSON.stringify(content) }),
      });
      const body = json.parse(JSON.parse((await response.text()) || '{}'));
      return { status: response.status, headers: response.headers, body };
    },
  };
}
