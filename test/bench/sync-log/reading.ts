/** Reads a filled Sync Log as the admin function does: its handler, its stores, and DynamoDB spoken to over HTTP. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { adminHandler } from '#shared/http/admin/admin-handler.ts';
import { type AdminOperation, adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { functionTelemetry } from '#shared/telemetry/telemetry.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { adminEvent, sampleContext } from '#test/shared/http/proxy-events.ts';
import { storesOf } from '#test/shared/storage/stores-of.ts';

export type Query = Readonly<Record<string, string>>;

/** @param url of the local DynamoDB */
export function openReading(url: string, tableName: string) {
  const client = new DynamoDBClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
  });
  const directory = { ...testDirectory(), ...storesOf({ client, tableName }) };
  const telemetry = functionTelemetry({ namespace: 'Reprieve', write: () => {}, now: Date.now });
  const handler = adminHandler({ directory, scimBaseUrl: 'https://api.example.com/scim/v2', telemetry });
  /** @throws Error when it is not answered 200 */
  const send = async (operation: AdminOperation, request: NonNullable<Parameters<typeof adminEvent>[2]>) => {
    const { method, path } = adminRoutes[operation];
    const response = await handler(adminEvent(method, path, request), sampleContext);
    if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${response.body}`);
    return response;
  };
  return { client, send };
}

export type Reading = ReturnType<typeof openReading>;

/** An export as CSV page after page, of which none is kept. @returns how many rows and bytes it was, and in how many pages */
export async function exportCsv({ send }: Reading, query: Query) {
  const total = { rows: 0, bytes: 0, pages: 0, largestPageBytes: 0 };
  for (let next: Query | undefined = { ...query, limit: '1000' }; next !== undefined; ) {
    const { body, headers } = await send('syncLog', { query: next, headers: { Accept: 'text/csv' } });
    const bytes = Buffer.byteLength(body);
    total.rows += body.split('\r\n').length - 1 - (total.pages === 0 ? 1 : 0);
    total.bytes += bytes;
    total.pages += 1;
    total.largestPageBytes = Math.max(total.largestPageBytes, bytes);
    const [, target] = /<([^>]*)>/.exec(headers.Link ?? '') ?? [];
    next = target === undefined ? undefined : Object.fromEntries(new URL(target, 'https://localhost').searchParams);
  }
  return total;
}
