import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type AdminOperation, adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { adminApi, jsonHeaders } from './admin-api.ts';
import { document, documentedOperation } from './documented.ts';

const operations = Object.keys(adminRoutes) as AdminOperation[];

const answered = z.object({
  content: z.object({ 'application/json': z.object({ schema: z.object({ $ref: z.string() }) }) }),
});
const described = z.object({ properties: z.record(z.string(), z.looseObject({ type: z.string().optional() })) });

/** The members of the answer when all goes well. */
function answerMembers(operation: AdminOperation) {
  const answer = answered.safeParse(documentedOperation(operation).documented.responses['200']);
  const name = answer.data?.content['application/json'].schema.$ref.split('/').at(-1);
  const message = described.safeParse(name === undefined ? undefined : document.components.schemas[name]);
  return message.data?.properties ?? {};
}

/** Whether it answers an array, and nothing else but where the next one begins. */
function isList(operation: AdminOperation): boolean {
  const { next: _next, ...members } = answerMembers(operation);
  const types = Object.values(members).map(({ type }) => type);
  return types.length > 0 && types.every((type) => type === 'array');
}

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

  test('has every list in pages', () => {
    const lists = operations.filter((operation) => adminRoutes[operation].method === 'GET' && isList(operation));

    expect(lists).toEqual([
      'listProviders',
      'listOrganizations',
      'searchUsers',
      'userHistory',
      'listMatters',
      'listCustodians',
      'listPendingDeactivations',
      'syncLog',
      'administratorsLog',
    ]);
    for (const operation of lists) {
      const { parameters } = documentedOperation(operation).documented;
      const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
      expect(names, operation).toEqual(expect.arrayContaining(['limit', 'cursor']));
      expect(answerMembers(operation), operation).toHaveProperty('next');
    }
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
