/** HTTP headers and query parameters as API Gateway hands them on: one map of last values, one of all values. */

/** Names and values in the order sent. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** Last values and all values by name. */
type ValueMaps = {
  readonly single: Readonly<Record<string, string>>;
  readonly multi: Readonly<Record<string, string[]>>;
};

/** Groups pairs by name; the spelling that came first stands for all that `sameName` holds to be the same. */
export function valueMaps(pairs: Pairs, sameName: (name: string) => string = (name) => name): ValueMaps {
  const groups = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of pairs) {
    const group = groups.get(sameName(name)) ?? { name, values: [] };
    group.values.push(value);
    groups.set(sameName(name), group);
  }
  const entries = [...groups.values()];
  return {
    single: Object.fromEntries(entries.map(({ name, values }) => [name, values.at(-1) ?? ''])),
    multi: Object.fromEntries(entries.map(({ name, values }) => [name, values])),
  };
}

/** The last value of a header, whatever its case; undefined when it was not sent. */
export function headerValue(headers: Pairs, name: string): string | undefined {
  return headers.findLast(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** Headers between the client and API Gateway only (Developer Guide, "important notes"). */
const droppedFromRequests = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'max-forwards',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What an integration is told of the headers: without those of the connection, with those that API Gateway adds. */
export function forwardedHeaders(
  headers: Pairs,
  { sourceIp, requestId }: { sourceIp: string; requestId: string },
): Pairs {
  const kept = headers.filter(([name]) => {
    const folded = name.toLowerCase();
    return !droppedFromRequests.has(folded) && !folded.startsWith('x-forwarded-') && folded !== 'x-amzn-trace-id';
  });
  // Each hop adds the address that it was called from.
  const hops = [
    ...headers.filter(([name]) => name.toLowerCase() === 'x-forwarded-for').map(([, value]) => value),
    sourceIp,
  ];
  return [
    ...kept,
    ['X-Amzn-Trace-Id', `Root=1-${requestId.slice(0, 8)}-${requestId.replaceAll('-', '').slice(8)}`],
    ['X-Forwarded-For', hops.join(', ')],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ];
}

/** Response headers of an integration that leave under another name (Developer Guide, "important notes"). */
const remapped = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'upgrade',
  'user-agent',
  'via',
  'warning',
  'www-authenticate',
  'x-amzn-requestid',
]);

/** An integration's headers as the client sees them: `Date` becomes `x-amzn-Remapped-Date`. */
export function remapResponseHeaders(headers: Pairs): Pairs {
  return headers
    .filter(([name]) => name.toLowerCase() !== 'transfer-encoding')
    .map(([name, value]) => [remapped.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, value] as const);
}
