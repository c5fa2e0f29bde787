import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { adminApi, jsonHeaders } from './admin-api.ts';
import { document } from './documented.ts';

describe('the OpenAPI document', () => {
  test('is valid by the schema of OpenAPI 3.1', async () => {
    const validator = new Validator();

    const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(document)));

    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  test('is answered, with the stage that it was asked for as its server', async () => {
    const { send } = await adminApi();

    expect(await send('openApi')).toEqual({
      statusCode: 200,
      headers: jsonHeaders,
      body: JSON.parse(JSON.stringify(document)),
    });
  });

  test('has an operation for each route, and no other', () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );

    expect(documented.sort()).toEqual(
      Object.values(adminRoutes)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  test('refers to every message that it describes', () => {
    const text = JSON.stringify(document);

    const unused = Object.keys(document.components.schemas).filter(
      (name) => !text.includes(`"#/components/schemas/${name}"`),
    );

    expect(unused).toEqual([]);
  });

  test('says what each parameter in a path is', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(methods)) {
        expect(operation).toMatchObject({
          parameters: expect.arrayContaining(names.map((name) => expect.objectContaining({ name, in: 'path' }))),
        });
      }
    }
  });
});
