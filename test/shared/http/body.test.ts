import { describe, expect, test } from 'vitest';
import { scimBody } from '#shared/http/body.ts';
import { proxyEvent } from '#shared/http/proxy-event.ts';
import { maximumPayloadSize } from '#shared/scim/bulk/limits.ts';
import { ScimError } from '#shared/scim/error.ts';
import { type EventParts, scimEvent } from './proxy-events.ts';

const read = (parts: EventParts) => scimBody(proxyEvent.parse(scimEvent('POST', '/v2/Users', parts)));
const base64 = (bytes: Uint8Array | string) => ({ body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true });

describe('RFC 7644 §3.1 media types', () => {
  test.each([
    'application/scim+json',
    'application/json',
    'APPLICATION/SCIM+JSON; charset=UTF-8',
    'application/scim+json;charset="utf-8"',
    'application/json; charset=utf8; v=2',
  ])('%j is read', (contentType) => {
    expect(read({ headers: { 'CONTENT-type': contentType }, body: '{"a":1}' })).toEqual({ a: 1 });
  });

  test.each([
    'text/plain',
    'application/xml',
    'application/json; charset=latin1',
    'application/json, text/html',
    'json',
    '',
    null,
  ])('%j is 415', (contentType) => {
    expect(() => read({ contentType, body: '{}' })).toThrow(
      ScimError.unsupportedMediaType('Send the body as application/scim+json or application/json, in UTF-8.'),
    );
  });
});

describe('RFC 9110 §8.4 Content-Encoding', () => {
  test.each(['identity', 'Identity', ' ', ''])('%j is read', (encoding) => {
    expect(read({ headers: { 'content-encoding': encoding }, body: '{"a":1}' })).toEqual({ a: 1 });
  });

  test.each(['gzip', 'br', 'identity, gzip', 'deflate'])('%s is 415', (encoding) => {
    expect(() => read({ headers: { 'Content-Encoding': encoding }, body: '{}' })).toThrow(
      ScimError.unsupportedMediaType('Send the body as it is: no Content-Encoding is supported.'),
    );
  });
});

describe('the bytes', () => {
  test('are decoded when API Gateway has encoded them', () => {
    expect(read(base64('{"a":"é"}'))).toEqual({ a: 'é' });
  });

  test('may start with a byte order mark', () => {
    expect(read(base64('\uFEFF{"a":1}'))).toEqual({ a: 1 });
    expect(read({ body: '\uFEFF{"a":1}' })).toEqual({ a: 1 });
  });

  test('that are not UTF-8 are 400', () => {
    expect(() => read(base64(Uint8Array.of(0x22, 0xff, 0x22)))).toThrow(
      ScimError.invalidSyntax('The body is not UTF-8.'),
    );
  });

  test('are one megabyte at most', () => {
    const padded = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;

    expect(read({ body: padded(maximumPayloadSize) })).toHaveLength(maximumPayloadSize - 2);
    expect(() => read({ body: padded(maximumPayloadSize + 1) })).toThrow(
      ScimError.payloadTooLarge('The body is larger than 1000000 bytes (maxPayloadSize).'),
    );
  });
});

test('a body that is missing or is no JSON is 400, which says where', () => {
  expect(() => read({})).toThrow(ScimError.invalidSyntax('The request needs a body: a JSON object.'));
  expect(() => read({ body: '{"active":True}' })).toThrow(
    ScimError.invalidSyntax('The body is not JSON: line 1, column 11: expected value.'),
  );
});
