/** ScimError against the tables of RFC 7644 §3.12. */
import { describe, expect, test } from 'vitest';
import { errorResponse, ScimError } from '#shared/scim/error.ts';

describe('RFC 7644 table 9 and RFC 9865 §2: SCIM detail error keywords', () => {
  test.each([
    ['invalidFilter', 400],
    ['tooMany', 400],
    ['uniqueness', 409],
    ['mutability', 400],
    ['invalidSyntax', 400],
    ['invalidPath', 400],
    ['noTarget', 400],
    ['invalidValue', 400],
    ['invalidVers', 400],
    ['sensitive', 403],
    ['invalidCursor', 400],
    ['expiredCursor', 400],
    ['invalidCount', 400],
  ] as const)('%s answers %i', (scimType, status) => {
    const error = ScimError[scimType]('what went wrong');

    expect(error).toMatchObject({
      status,
      scimType,
      detail: 'what went wrong',
      message: 'what went wrong',
      headers: {},
    });
    expect(errorResponse(error)).toStrictEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      scimType,
      detail: 'what went wrong',
    });
  });
});

describe('RFC 7644 table 8: statuses without a keyword', () => {
  test.each([
    ['unauthorized', 401, { 'WWW-Authenticate': 'Basic realm="SCIM", Bearer realm="SCIM"' }],
    ['forbidden', 403, {}],
    ['notFound', 404, {}],
    ['notAcceptable', 406, {}],
    ['preconditionFailed', 412, {}],
    ['payloadTooLarge', 413, {}],
    ['unsupportedMediaType', 415, {}],
    ['notImplemented', 501, {}],
  ] as const)('%s answers %i', (factory, status, headers) => {
    const error = ScimError[factory]('what went wrong');

    expect(error.headers).toStrictEqual(headers);
    expect(errorResponse(error)).toStrictEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      detail: 'what went wrong',
    });
  });

  test('methodNotAllowed names the methods that are allowed', () => {
    const error = ScimError.methodNotAllowed('what went wrong', ['GET', 'PUT']);

    expect(error).toMatchObject({ status: 405, headers: { Allow: 'GET, PUT' } });
  });

  test('serviceUnavailable says when to try again', () => {
    const error = ScimError.serviceUnavailable('what went wrong', 2);

    expect(error).toMatchObject({ status: 503, headers: { 'Retry-After': '2' } });
  });

  test('internalError tells the client nothing of ours', () => {
    const { status, detail } = errorResponse(ScimError.internalError());

    expect({ status, detail }).toStrictEqual({
      status: '500',
      detail: 'The service provider could not process the request.',
    });
  });

  test('is recognized as an Error named ScimError', () => {
    const error = ScimError.notFound('what went wrong');

    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe('ScimError: what went wrong');
  });
});
