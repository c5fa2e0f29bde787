import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { apiGatewayCredentialCache } from '#shared/composition/api-gateway-credential-cache.ts';
import { Unavailable } from '#shared/directory/errors.ts';

let server: Server | undefined;

afterEach(() => {
  server?.close();
  vi.unstubAllEnvs();
});

/** A control plane that gives every request the same answer. */
async function controlPlane(status: number, body = '') {
  const requests: IncomingMessage[] = [];
  server = createServer((request, response) => {
    requests.push(request);
    response.writeHead(status).end(body);
  });
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  const address = listening.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { endpoint: `http://127.0.0.1:${port}`, requests };
}

const settings = {
  credentials: {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    sessionToken: 't',
  },
  region: 'eu-central-1',
  apiId: 'a1b2c3d4e5',
  stageName: 'scim',
};

describe('flushing the cache of the authorizer', () => {
  test('is one DELETE, signed for API Gateway with the credentials of the function', async () => {
    const { endpoint, requests } = await controlPlane(202);

    await apiGatewayCredentialCache({ ...settings, endpoint }).flush();

    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'DELETE /restapis/a1b2c3d4e5/stages/scim/cache/authorizers',
    ]);
    expect(requests[0]?.headers).toMatchObject({
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/apigateway\/aws4_request, SignedHeaders=host;/,
      ),
      'x-amz-security-token': 't',
    });
  });

  test('finds region and credentials when it is called, as an SDK client holds them', async () => {
    const { endpoint, requests } = await controlPlane(202);

    await apiGatewayCredentialCache({
      ...settings,
      endpoint,
      region: async () => 'us-east-1',
      credentials: async () => settings.credentials,
    }).flush();

    expect(requests[0]?.headers.authorization).toContain('/us-east-1/apigateway/');
  });

  test('goes where AWS_ENDPOINT_URL_API_GATEWAY points, as the SDK does', async () => {
    const { endpoint, requests } = await controlPlane(202);
    vi.stubEnv('AWS_ENDPOINT_URL_API_GATEWAY', endpoint);

    await apiGatewayCredentialCache(settings).flush();

    expect(requests).toHaveLength(1);
  });

  test('says what API Gateway answered when it refuses', async () => {
    const { endpoint } = await controlPlane(403, '{"message":"not authorized to perform: apigateway:DELETE"}');

    const flushing = apiGatewayCredentialCache({ ...settings, endpoint }).flush();

    await expect(flushing).rejects.toThrow(Unavailable);
    await expect(flushing).rejects.toHaveProperty(
      'cause.message',
      '403 {"message":"not authorized to perform: apigateway:DELETE"}',
    );
  });

  test('is unavailable when nothing answers', async () => {
    const { endpoint } = await controlPlane(202);
    server?.close();

    await expect(apiGatewayCredentialCache({ ...settings, endpoint }).flush()).rejects.toThrow(Unavailable);
  });
});
