import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { environments } from '#shared/config/environment.ts';
import {
  adminEnvironment,
  deactivationEnvironment,
  reportEnvironment,
  scimEnvironment,
} from '#test/shared/config/sample-environment.ts';

const handlers: { readonly [name in keyof typeof environments]: () => Promise<{ readonly handler: unknown }> } = {
  scim: () => import('#functions/scim/handler.ts'),
  authorizer: () => import('#functions/authorizer/handler.ts'),
  'deactivate-user': () => import('#functions/deactivate-user/handler.ts'),
  sweep: () => import('#functions/sweep/handler.ts'),
  report: () => import('#functions/report/handler.ts'),
  admin: () => import('#functions/admin/handler.ts'),
};

const before = { ...process.env };

beforeEach(() => {
  vi.resetModules();
});

afterEach(() => {
  process.env = { ...before };
});

describe.each(Object.entries(handlers))('the function %s', (_name, load) => {
  test('does not start without its environment', async () => {
    await expect(load()).rejects.toThrow('The environment of this function is incomplete: TABLE_NAME is missing');
  });

  test('starts with it and exports a handler', async () => {
    const region = { AWS_REGION: 'eu-central-1' };
    Object.assign(process.env, scimEnvironment, deactivationEnvironment, reportEnvironment, adminEnvironment, region);

    expect(await load()).toMatchObject({ handler: expect.any(Function) });
  });
});
