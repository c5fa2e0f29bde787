/** Starts dynalite, an independent DynamoDB in memory, and calls it as the AWS SDK would. */
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';

export type Outcome = { readonly error: string } | { readonly result: Readonly<Record<string, unknown>> };

const headers = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=K/20300101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=S',
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20300101T000000Z',
};

/** On any free port. */
export async function startDynalite() {
  // It comes without types: this is all of it that is used.
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const call = async (operation: string, input: object): Promise<Outcome> => {
    const target = { 'x-amz-target': `DynamoDB_20120810.${operation}` };
    const request = { method: 'POST', headers: { ...headers, ...target }, body: JSON.stringify(input) };
    const response = await fetch(`http://127.0.0.1:${port}/`, request);
    const body = (await response.json()) as Record<string, unknown>;
    return response.ok ? { result: body } : { error: String(body.__type).split('#').at(-1) ?? '' };
  };
  const createTable = async (input: { readonly TableName: string }) => {
    await call('CreateTable', input);
    const isReady = async () =>
      JSON.stringify(await call('DescribeTable', { TableName: input.TableName })).includes('"ACTIVE"');
    while (!(await isReady())) await setImmediate();
  };
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { call, createTable, close };
}
