/** The body of a request: bytes to text to JSON value, with an error for each way in which that can fail. */

import { maximumPayloadSize } from '#shared/scim/bulk/limits.ts';
import { ScimError } from '#shared/scim/error.ts';
import { JsonSyntaxError, parseJson } from './json-text.ts';
import { isSupported, scimMediaType } from './media-type.ts';
import { header, type ProxyEvent } from './proxy-event.ts';

/** RFC 7644 §3.1: "MUST accept … application/scim+json", "SHOULD" application/json. */
const scimRequestTypes = [scimMediaType, 'application/json'];

/**
 * The JSON value in the body of a SCIM request.
 *
 * @throws ScimError 413, 415, or 400 `invalidSyntax` that says where the mistake is
 */
export function scimBody(event: ProxyEvent): unknown {
  return jsonBody(event, scimRequestTypes);
}

/**
 * The JSON value in the body, whose Content-Type is one of `types`.
 *
 * @throws ScimError 413, 415, or 400 `invalidSyntax` that says where the mistake is
 */
export function jsonBody(event: ProxyEvent, types: readonly string[]): unknown {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length === 0) throw ScimError.invalidSyntax('The request needs a body: a JSON object.');
  if (bytes.length > maximumPayloadSize) {
    throw ScimError.payloadTooLarge(`The body is larger than ${maximumPayloadSize} bytes (maxPayloadSize).`);
  }
  if (!isSupported(header(event, 'Content-Type'), types)) {
    throw ScimError.unsupportedMediaType(`Send the body as ${types.join(' or ')}, in UTF-8.`);
  }
  if (!/^\s*(identity)?\s*$/i.test(header(event, 'Content-Encoding') ?? '')) {
    throw ScimError.unsupportedMediaType('Send the body as it is: no Content-Encoding is supported.');
  }
  try {
    return parseJson(textOf(bytes));
  } catch (cause) {
    if (cause instanceof JsonSyntaxError) throw ScimError.invalidSyntax(`The body is not JSON: ${cause.message}.`);
    throw cause;
  }
}

/** A byte order mark is taken off (RFC 8259 §8.1 lets a parser ignore one). */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw ScimError.invalidSyntax('The body is not UTF-8.');
  }
}
