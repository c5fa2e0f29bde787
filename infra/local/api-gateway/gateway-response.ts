/** Renders gateway responses: the template's status, headers and body templates, or API Gateway's defaults. */
import type { GatewayHttpResponse, GatewayResponseDefinition, RestApiDefinition } from './definition.ts';
import type { GatewayFailure } from './failure.ts';
import { headerValue, type Pairs } from './headers.ts';

/** What templates and parameters may refer to, by the name after `context.`. */
export type ResponseContext = Readonly<Record<string, string | undefined>>;

/** The `$context` variables that are known here; any other in a template is refused when the API is created. */
const contextVariables = [
  'apiId',
  'error.message',
  'error.messageString',
  'error.responseType',
  'extendedRequestId',
  'httpMethod',
  'identity.sourceIp',
  'path',
  'requestId',
  'requestTime',
  'requestTimeEpoch',
  'resourcePath',
  'stage',
] as const;

const variablePattern = /\$context\.([\w.]*\w)|\$\{context\.([\w.]+)\}/g;
const knownVariables: ReadonlySet<string> = new Set(contextVariables);

/** @throws Error naming what in a gateway response the local API Gateway does not know */
export function checkGatewayResponses({ name, gatewayResponses }: RestApiDefinition): void {
  for (const [type, { responseParameters, responseTemplates }] of Object.entries(gatewayResponses)) {
    const unknown = (what: string) => new Error(`gateway response ${type} of ${name} has an unknown ${what}`);
    for (const template of Object.values(responseTemplates)) {
      const rest = template.replace(variablePattern, (_, plain, braced) => {
        if (!knownVariables.has(plain ?? braced)) throw unknown(`variable $context.${plain ?? braced}`);
        return '';
      });
      if (/[$#]/.test(rest)) throw unknown(`expression in its template: ${template}`);
    }
    for (const [target, source] of Object.entries(responseParameters)) {
      if (!/^gatewayresponse\.header\.[\w-]+$/.test(target)) throw unknown(`parameter ${target}`);
      const variable = /^context\.(.+)$/.exec(source)?.[1];
      const isKnown = variable === undefined ? sourcePattern.test(source) : knownVariables.has(variable);
      if (!isKnown) throw unknown(`source of ${target}: ${source}`);
    }
  }
}

const sourcePattern = /^'.*'$|^method\.request\.header\.[\w-]+$/;

/** The response to a failure. */
export function gatewayResponse(
  { gatewayResponses }: RestApiDefinition,
  failure: GatewayFailure,
  { context, headers }: { context: ResponseContext; headers: Pairs },
): GatewayHttpResponse {
  const group = failure.defaultStatus < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const definition = gatewayResponses[failure.type] ?? gatewayResponses[group];
  const errorContext: ResponseContext = {
    ...context,
    'error.message': failure.publicMessage ?? '',
    'error.messageString': JSON.stringify(failure.publicMessage),
    'error.responseType': failure.type,
  };
  const [contentType, template] = selectTemplate(definition, failure, headerValue(headers, 'accept') ?? '');
  const body = template.replace(variablePattern, (_, plain, braced) => errorContext[plain ?? braced] ?? '');
  const parameters = parameterHeaders(definition, errorContext, headers);
  const defaults: Pairs = [
    ['Content-Type', contentType],
    ['x-amzn-ErrorType', failure.errorType],
  ];
  return {
    status: definition?.statusCode ?? failure.defaultStatus,
    headers: [...defaults.filter(([name]) => headerValue(parameters, name) === undefined), ...parameters],
    body: Buffer.from(body),
  };
}

function selectTemplate(
  definition: GatewayResponseDefinition | undefined,
  { type }: GatewayFailure,
  accept: string,
): readonly [contentType: string, template: string] {
  const templates = Object.entries(definition?.responseTemplates ?? {});
  const chosen =
    templates.find(([contentType]) => accept.includes(contentType)) ??
    templates.find(([contentType]) => contentType === 'application/json') ??
    templates[0];
  // Refusals by IAM and authorizers spell the member with a capital letter.
  const member = type === 'ACCESS_DENIED' ? 'Message' : 'message';
  return chosen ?? ['application/json', `{"${member}":$context.error.messageString}`];
}

function parameterHeaders(
  definition: GatewayResponseDefinition | undefined,
  context: ResponseContext,
  headers: Pairs,
): Pairs {
  return Object.entries(definition?.responseParameters ?? {}).flatMap(([target, source]) => {
    const value = parameterValue(source, context, headers);
    return value === undefined ? [] : [[target.slice('gatewayresponse.header.'.length), value] as const];
  });
}

function parameterValue(source: string, context: ResponseContext, headers: Pairs): string | undefined {
  if (source.startsWith("'")) return source.slice(1, -1);
  if (source.startsWith('context.')) return context[source.slice('context.'.length)];
  return headerValue(headers, source.slice('method.request.header.'.length));
}
