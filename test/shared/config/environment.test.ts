import { describe, expect, test } from 'vitest';
import { environments, readEnvironment } from '#shared/config/environment.ts';
import { scimEnvironment } from './sample-environment.ts';

describe('reading the environment', () => {
  test('gives numbers as numbers and leaves everything else out', () => {
    const environment = readEnvironment(environments.scim, { ...scimEnvironment, PATH: '/usr/bin' });

    expect(environment).toEqual({
      ...scimEnvironment,
      MINIMUM_SCHEDULE_LEAD_SECONDS: 60,
      MINIMUM_DEACTIVATION_DELAY_SECONDS: 60,
      SYNC_LOG_RETENTION_DAYS: 90,
    });
  });

  test('names everything that is missing or unusable at once, without its value', () => {
    const { TABLE_NAME: _, ...env } = { ...scimEnvironment, SYNC_LOG_RETENTION_DAYS: '0', PRODUCT_PLAN: 'gold' };

    expect(() => readEnvironment(environments.scim, env)).toThrow(
      /^The environment of this function is incomplete: TABLE_NAME is missing; PRODUCT_PLAN: (?!.*gold).*; SYNC_LOG_RETENTION_DAYS: must be at least 1$/,
    );
  });

  test.each([
    ['SCIM_BASE_URL', 'https://api.example.com/scim/v2/'],
    ['SCIM_BASE_URL', 'api.example.com/scim/v2'],
    ['MINIMUM_SCHEDULE_LEAD_SECONDS', '-1'],
    ['MINIMUM_SCHEDULE_LEAD_SECONDS', '60s'],
    ['MINIMUM_SCHEDULE_LEAD_SECONDS', ''],
    ['TABLE_NAME', ''],
  ])('refuses %s=%j', (name, value) => {
    expect(() => readEnvironment(environments.scim, { ...scimEnvironment, [name]: value })).toThrow(`${name}: `);
  });
});
