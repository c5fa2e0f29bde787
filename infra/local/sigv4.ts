/** Verifies the Signature Version 4 of a request (IAM User Guide, "create a signed AWS API request"). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from './aws-error.ts';

/** A request as it came over the wire. */
export type SignedRequest = {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
};

/** What the signature must be valid for. */
type SignatureScope = {
  readonly service: string;
  readonly region: string;
  readonly secretOf: (accessKeyId: string) => string | undefined;
  readonly now: () => number;
};

/** Signatures are valid for five minutes before and after the date they carry. */
const validMilliseconds = 5 * 60_000;

type Authorization = {
  readonly accessKeyId: string;
  /** `20260101/eu-central-1/execute-api/aws4_request` */
  readonly scope: readonly [date: string, region: string, service: string, end: string];
  readonly signedHeaders: readonly string[];
  readonly signature: string;
};

/**
 * @returns who signed
 * @throws AwsError 403: MissingAuthenticationTokenException, IncompleteSignatureException, UnrecognizedClientException,
 *   or InvalidSignatureException
 */
export function verifySigV4(request: SignedRequest, scope: SignatureScope): { accessKeyId: string } {
  const authorization = parseAuthorization(headerValues(request, 'authorization')[0]);
  const { accessKeyId, signedHeaders } = authorization;
  if (!signedHeaders.includes('host')) throw incomplete("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  const secret = scope.secretOf(accessKeyId);
  if (secret === undefined) throw AwsError.unrecognizedClient();
  const amzDate = headerValues(request, 'x-amz-date')[0];
  if (amzDate === undefined) throw incomplete("Authorization header requires existence of 'X-Amz-Date' header.");
  checkScope(authorization, scope, amzDate);
  const expected = signatureOf(request, authorization, { secret, amzDate });
  const given = Buffer.from(authorization.signature);
  if (given.length !== expected.length || !timingSafeEqual(given, Buffer.from(expected))) {
    throw invalid(
      'The request signature we calculated does not match the signature you provided. ' +
        'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  return { accessKeyId };
}

function parseAuthorization(header: string | undefined): Authorization {
  if (header === undefined) {
    throw new AwsError('MissingAuthenticationTokenException', 403, 'Missing Authentication Token');
  }
  const [algorithm, rest] = [header.slice(0, header.indexOf(' ')), header.slice(header.indexOf(' ') + 1)];
  if (algorithm !== 'AWS4-HMAC-SHA256') throw incomplete(`Unsupported AWS 'algorithm': '${algorithm}'.`);
  const parameters = new Map(rest.split(',').map((pair) => splitAt(pair.trim(), '=')));
  const required = (name: string) => {
    const value = parameters.get(name);
    if (value) return value;
    throw incomplete(`Authorization header requires '${name}' parameter.`);
  };
  const [accessKeyId = '', date, region, service, end] = required('Credential').split('/');
  if (date === undefined || region === undefined || service === undefined || end !== 'aws4_request') {
    throw incomplete('Credential must have exactly 5 slash-delimited elements, the last one aws4_request.');
  }
  return {
    accessKeyId,
    scope: [date, region, service, end],
    signedHeaders: required('SignedHeaders').split(';'),
    signature: required('Signature'),
  };
}

function checkScope({ scope: [date, region, service] }: Authorization, scope: SignatureScope, amzDate: string): void {
  if (service !== scope.service) throw invalid(`Credential should be scoped to correct service: '${scope.service}'.`);
  if (region !== scope.region) throw invalid(`Credential should be scoped to a valid region: '${scope.region}'.`);
  const signedAt = Date.parse(amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(signedAt) || !amzDate.startsWith(`${date}T`)) {
    throw invalid(`Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date: '${amzDate}'.`);
  }
  const now = scope.now();
  if (signedAt < now - validMilliseconds) {
    throw invalid(`Signature expired: ${amzDate} is now earlier than ${basicIso(now - validMilliseconds)}.`);
  }
  if (signedAt > now + validMilliseconds) {
    throw invalid(`Signature not yet current: ${amzDate} is still later than ${basicIso(now + validMilliseconds)}.`);
  }
}

function signatureOf(
  request: SignedRequest,
  { scope, signedHeaders }: Authorization,
  { secret, amzDate }: { secret: string; amzDate: string },
): string {
  const [path, query] = splitAt(request.url, '?');
  const canonicalHeaders = signedHeaders.map((name) => {
    const values = headerValues(request, name).map((value) => value.trim().replace(/\s+/g, ' '));
    return `${name}:${values.join(',')}\n`;
  });
  const canonicalRequest = [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    canonicalHeaders.join(''),
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
  const stringToSign = ['AWS4-HMAC-SHA256', amzDate, scope.join('/'), sha256(canonicalRequest)].join('\n');
  const signingKey = scope.reduce<Buffer | string>((key, part) => hmac(key, part), `AWS4${secret}`);
  return hmac(signingKey, stringToSign).toString('hex');
}

/** Dot segments resolved, empty ones dropped, and what remains encoded once more (every service but S3). */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const end = path.endsWith('/') && segments.length > 0 ? '/' : '';
  return `/${segments.map(encode).join('/')}${end}`;
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => splitAt(pair, '=').map((part) => encode(decode(part))))
    .sort(([a = '', b = ''], [c = '', d = '']) => compare(a, c) || compare(b, d))
    .map((pair) => pair.join('='))
    .join('&');
}

function headerValues({ headers }: SignedRequest, name: string): string[] {
  return headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

/** The text before and after the first separator; without one, all of it and nothing. */
function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const basicIso = (epochMilliseconds: number) => new Date(epochMilliseconds).toISOString().replace(/[-:]|\.\d{3}/g, '');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
const incomplete = (message: string) => new AwsError('IncompleteSignatureException', 403, message);
const invalid = (message: string) => new AwsError('InvalidSignatureException', 403, message);
