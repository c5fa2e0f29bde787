/** The admin API by operation; every answer in the tests is held against the OpenAPI document. */
import type { Directory } from '#shared/directory/ports.ts';
import { adminHandler } from '#shared/http/admin/admin-handler.ts';
import { type AdminOperation, adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { type TestDirectory, testDirectory } from '#test/doubles/test-directory.ts';
import { adminEvent, sampleContext } from '#test/shared/http/proxy-events.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';
import { expectDocumented } from './documented.ts';

export const scimBaseUrl = 'https://api.example.com/scim/v2';

/** Who calls, as IAM names the caller. */
export const callerArn = 'arn:aws:sts::123456789012:assumed-role/Operators/olga@example.com';

export const jsonHeaders = { 'Cache-Control': 'no-store', 'Content-Type': 'application/json' };
export const problemHeaders = { 'Cache-Control': 'no-store', 'Content-Type': 'application/problem+json' };

export type RequestParts = NonNullable<Parameters<typeof adminEvent>[2]>;

export type AdminApi = Awaited<ReturnType<typeof adminApi>>;

/** On the doubles, with the sample provider. */
export async function adminApi(parts: Partial<TestDirectory> = {}) {
  return adminApiOn(testDirectory(parts));
}

/** With the sample provider, which is not there yet. */
export async function adminApiOn<Known extends Directory>(directory: Known) {
  await directory.providers.create(sampleProvider());
  const telemetry = recordedTelemetry();
  const handler = adminHandler({ directory, scimBaseUrl, telemetry });
  /** The answer as it leaves the function. */
  const answer = async (operation: AdminOperation, request: RequestParts = {}) => {
    const { method, path } = adminRoutes[operation];
    const response = await handler(adminEvent(method, path, request), sampleContext);
    expectDocumented(operation, response);
    return response;
  };
  /** The answer with its JSON parsed. */
  const send = async (operation: AdminOperation, request: RequestParts = {}) => {
    const { body, ...response } = await answer(operation, request);
    return { ...response, body: body === '' ? undefined : JSON.parse(body) };
  };
  return { directory, telemetry, handler, answer, send };
}

/** An RFC 9457 answer, whole. */
export function problem(status: number, title: string, detail: string, more: object = {}) {
  return {
    statusCode: status,
    headers: problemHeaders,
    body: { type: 'about:blank', title, status, detail, ...more },
  };
}

/** A 400 that names what is wrong. */
export function invalid(...errors: readonly object[]) {
  return problem(400, 'Bad Request', 'The request is not what this operation takes.', { errors });
}
