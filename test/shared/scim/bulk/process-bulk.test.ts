import { describe, expect, test } from 'vitest';
import { completion, type Outcome } from '#shared/scim/bulk/bulk-response.ts';
import { parseBulkRequest, type SingleRequest } from '#shared/scim/bulk/parse-bulk-request.ts';
import { processBulk } from '#shared/scim/bulk/process-bulk.ts';
import { errorResponse, ScimError } from '#shared/scim/error.ts';

const baseUrl = 'https://example.com/v2';
const urn = 'urn:x';
const post = (bulkId: string, data: object = {}) => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: { userName: bulkId, ...data },
});
const managedBy = (bulkId: string) => ({ [urn]: { manager: { value: `bulkId:${bulkId}` } } });
const conflict = (bulkId: string) =>
  errorResponse(ScimError.conflict(`The POST with the bulkId "${bulkId}" failed, so nothing can refer to it.`));

/** Carries the operations out against a service that creates `id-<userName>` and refuses whom it is told to. */
async function carryOut(operations: readonly object[], parts: { refused?: string[]; failOnErrors?: number } = {}) {
  const { refused = [], failOnErrors } = parts;
  const performed: SingleRequest[] = [];
  const perform = async (request: SingleRequest): Promise<Outcome> => {
    performed.push(request);
    const { method, segments, data } = request;
    const text = JSON.stringify(data) ?? '';
    if (refused.some((each) => text.includes(each) || segments.includes(each))) {
      const error = ScimError.invalidValue('Refused.');
      return { status: error.status, response: errorResponse(error) };
    }
    if (method === 'DELETE') return { status: 204 };
    const id = method === 'POST' ? `id-${Object(data).userName}` : segments.at(-1);
    return {
      status: method === 'POST' ? 201 : 200,
      location: `${baseUrl}/Users/${id}`,
      version: `W/"${performed.length}"`,
    };
  };
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];
  const request = parseBulkRequest({ schemas, failOnErrors, Operations: operations });
  const response = await processBulk(request, perform, baseUrl);
  const requests = performed.map(({ method, segments }) => `${method} /${segments.join('/')}`);
  return { performed, requests, results: response.Operations, schemas: response.schemas };
}

describe('RFC 7644 §3.7.3 results', () => {
  test('have location, method, bulkId, version and status, and no body when all is well', async () => {
    const { results, schemas } = await carryOut([
      post('a'),
      { method: 'PUT', path: '/Users/7 8', version: 'W/"4"', data: {} },
      { method: 'DELETE', path: '/Users/9', bulkId: 'z' },
    ]);

    expect(schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:BulkResponse']);
    expect(results).toStrictEqual([
      { location: `${baseUrl}/Users/id-a`, method: 'POST', bulkId: 'a', version: 'W/"1"', status: '201' },
      { location: `${baseUrl}/Users/7%208`, method: 'PUT', version: 'W/"2"', status: '200' },
      { location: `${baseUrl}/Users/9`, method: 'DELETE', bulkId: 'z', status: '204' },
    ]);
  });

  test('hand version and data on as they came', async () => {
    const { performed } = await carryOut([{ method: 'PATCH', path: '/Users/7', version: 'W/"4"', data: [1] }]);

    expect(performed).toEqual([{ method: 'PATCH', segments: ['Users', '7'], version: 'W/"4"', data: [1] }]);
  });

  test('of failures hold the error; only a POST has no location then', async () => {
    const refused = errorResponse(ScimError.invalidValue('Refused.'));

    const { results } = await carryOut([post('a'), { method: 'DELETE', path: '/Users/7' }, { path: '/Users/8' }, {}], {
      refused: ['"a"', '7'],
    });

    expect(results).toStrictEqual([
      { method: 'POST', bulkId: 'a', status: '400', response: refused },
      { location: `${baseUrl}/Users/7`, method: 'DELETE', status: '400', response: refused },
      {
        location: `${baseUrl}/Users/8`,
        status: '400',
        response: expect.objectContaining({ scimType: 'invalidSyntax' }),
      },
      { status: '400', response: expect.objectContaining({ scimType: 'invalidSyntax' }) },
    ]);
  });

  test('are those of all operations unless failOnErrors ends the request', async () => {
    const operations = ['a', 'b', 'c', 'd'].map((name) => post(name));
    const statuses = async (failOnErrors?: number) => {
      const { results } = await carryOut(operations, {
        refused: ['"a"', '"c"'],
        ...(failOnErrors && { failOnErrors }),
      });
      return results.map(({ status }) => status);
    };

    expect(await statuses()).toEqual(['400', '201', '400', '201']);
    expect(await statuses(3)).toEqual(['400', '201', '400', '201']);
    expect(await statuses(2)).toEqual(['400', '201', '400']);
    expect(await statuses(1)).toEqual(['400']);
  });
});

describe('RFC 7644 §3.7.2 bulkIds', () => {
  test('are replaced in data and in paths by the ids of what was created', async () => {
    const { performed, results } = await carryOut([
      post('a'),
      post('b', managedBy('a')),
      { method: 'PATCH', path: '/Users/bulkId:b', data: { Operations: [{ op: 'add', value: 'bulkId:a' }] } },
      { method: 'DELETE', path: '/Users/bulkId%3Aa' },
    ]);

    expect(performed.slice(1)).toEqual([
      { method: 'POST', segments: ['Users'], data: { userName: 'b', [urn]: { manager: { value: 'id-a' } } } },
      { method: 'PATCH', segments: ['Users', 'id-b'], data: { Operations: [{ op: 'add', value: 'id-a' }] } },
      { method: 'DELETE', segments: ['Users', 'id-a'] },
    ]);
    expect(results[2]).toMatchObject({ location: `${baseUrl}/Users/id-b`, status: '200' });
  });

  test('that come later are created first, and only they; results keep the order of the request', async () => {
    const { requests, results } = await carryOut([
      { method: 'DELETE', path: '/Users/1' },
      { method: 'PUT', path: '/Users/bulkId:a', data: {} },
      { method: 'DELETE', path: '/Users/2' },
      post('a', managedBy('b')),
      post('b'),
    ]);

    expect(requests).toEqual(['DELETE /Users/1', 'POST /Users', 'POST /Users', 'PUT /Users/id-a', 'DELETE /Users/2']);
    expect(results.map(({ method, bulkId }) => bulkId ?? method)).toEqual(['DELETE', 'PUT', 'DELETE', 'a', 'b']);
  });

  test('that no POST has are 400, without a request', async () => {
    const { performed, results } = await carryOut([post('a', managedBy('z'))]);

    expect(performed).toEqual([]);
    expect(results).toStrictEqual([
      {
        method: 'POST',
        bulkId: 'a',
        status: '400',
        response: errorResponse(ScimError.invalidValue('No POST of the request has the bulkId "z".')),
      },
    ]);
  });

  test('of other methods, and of POSTs that cannot be carried out, are none to refer to', async () => {
    const { results } = await carryOut([
      { method: 'PUT', path: '/Users/7', bulkId: 'a', data: {} },
      { ...post('b'), data: undefined },
      post('c', managedBy('a')),
      post('d', managedBy('b')),
    ]);

    expect(results.slice(2)).toMatchObject([
      { status: '400', response: { detail: 'No POST of the request has the bulkId "a".' } },
      { status: '400', response: { detail: 'No POST of the request has the bulkId "b".' } },
    ]);
  });

  test('that two POSTs have stand for what the first creates', async () => {
    const { requests, results } = await carryOut([{ method: 'DELETE', path: '/Users/bulkId:a' }, post('a'), post('a')]);

    expect(requests).toEqual(['POST /Users', 'DELETE /Users/id-a']);
    expect(results.map(({ status }) => status)).toEqual(['204', '201', '400']);
  });

  test('of a POST that failed are 409, without a request', async () => {
    const { performed, results } = await carryOut([post('b', managedBy('a')), post('a')], { refused: ['"a"'] });

    expect(performed).toHaveLength(1);
    expect(results).toStrictEqual([
      { method: 'POST', bulkId: 'b', status: '409', response: conflict('a') },
      expect.objectContaining({ bulkId: 'a', status: '400' }),
    ]);
  });

  test('of a POST whose failure ends the request leave what refers to it unprocessed', async () => {
    const { results } = await carryOut([post('b', managedBy('a')), post('a')], { refused: ['"a"'], failOnErrors: 1 });

    expect(results.map(({ bulkId }) => bulkId)).toEqual(['a']);
  });
});

describe('RFC 7644 §3.7.1 circular references', () => {
  const completingPatch = (id: string, managerId: string) => ({
    method: 'PATCH',
    segments: ['Users', id],
    data: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'add', value: { [urn]: { manager: { value: managerId } } } }],
    },
  });

  test('of three are resolved: one is created without its reference and patched with it', async () => {
    const { performed, results } = await carryOut([
      post('a', managedBy('b')),
      post('b', managedBy('c')),
      post('c', managedBy('a')),
      post('d'),
    ]);

    expect(performed).toStrictEqual([
      { method: 'POST', segments: ['Users'], data: { userName: 'c', [urn]: {} } },
      { method: 'POST', segments: ['Users'], data: { userName: 'b', [urn]: { manager: { value: 'id-c' } } } },
      { method: 'POST', segments: ['Users'], data: { userName: 'a', [urn]: { manager: { value: 'id-b' } } } },
      completingPatch('id-c', 'id-a'),
      { method: 'POST', segments: ['Users'], data: { userName: 'd' } },
    ]);
    expect(results.map(({ bulkId, status, version }) => [bulkId, status, version])).toEqual([
      ['a', '201', 'W/"3"'],
      ['b', '201', 'W/"2"'],
      ['c', '201', 'W/"4"'],
      ['d', '201', 'W/"5"'],
    ]);
  });

  test('to oneself are resolved, too', async () => {
    const { performed } = await carryOut([post('a', managedBy('a'))]);

    expect(performed.at(-1)).toEqual(completingPatch('id-a', 'id-a'));
  });

  test('leave the version of the creation where the completion tells none', () => {
    expect(completion({ status: 200 })).toStrictEqual({});
  });

  test('through what failed are 409, and tell that the resource is there', async () => {
    const { results } = await carryOut([post('a', managedBy('b')), post('b', managedBy('a'))], { refused: ['"a"'] });

    expect(results).toStrictEqual([
      expect.objectContaining({ bulkId: 'a', status: '400' }),
      {
        location: `${baseUrl}/Users/id-b`,
        method: 'POST',
        bulkId: 'b',
        version: 'W/"1"',
        status: '409',
        response: {
          ...conflict('a'),
          detail: `The resource was created, but without what refers to one that came later. ${conflict('a').detail}`,
        },
      },
    ]);
  });

  test('that cannot be patched in tell that the resource is there', async () => {
    const { results } = await carryOut([post('a', managedBy('b')), post('b', managedBy('a'))], {
      refused: ['PatchOp'],
    });

    expect(results).toMatchObject([
      { bulkId: 'a', status: '201' },
      { bulkId: 'b', status: '400', location: `${baseUrl}/Users/id-b`, response: { scimType: 'invalidValue' } },
    ]);
  });

  test('in data that has no attributes are left to the request to refuse', async () => {
    const { performed } = await carryOut([{ ...post('a'), data: ['bulkId:a'] }], { refused: ['bulkId:a'] });

    expect(performed).toEqual([{ method: 'POST', segments: ['Users'], data: ['bulkId:a'] }]);
  });
});
