/** CloudFormation's intrinsic functions, those that our template uses; every other one is refused by name. */
import { isObject, type Json } from './json.ts';

/**
 * What names stand for: `ref` knows parameters, pseudo parameters and resources. Both throw for names they do not know.
 */
export type Scope = {
  ref(name: string): Json;
  getAtt(logicalId: string, attribute: string): Json;
};

/**
 * The value with every intrinsic function replaced by its result.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 * @throws Error naming an intrinsic that is unknown or misused
 */
export function resolveIntrinsics(value: Json, scope: Scope): Json {
  if (Array.isArray(value)) return value.map((item: Json) => resolveIntrinsics(item, scope));
  if (!isObject(value)) return value;
  const members = Object.entries(value);
  const [first] = members;
  if (members.length === 1 && first !== undefined) {
    const [name, argument] = first;
    if (name === 'Ref') return scope.ref(text(name, argument));
    if (name.startsWith('Fn::')) return call(name, argument, scope);
  }
  return Object.fromEntries(members.map(([name, member]) => [name, resolveIntrinsics(member, scope)]));
}

function call(name: string, argument: Json, scope: Scope): Json {
  // The names inside Fn::GetAtt and Fn::Sub are looked up by the function itself.
  if (name === 'Fn::GetAtt') return getAtt(argument, scope);
  if (name === 'Fn::Sub') return substitute(argument, scope);
  const resolved = list(name, resolveIntrinsics(argument, scope));
  switch (name) {
    case 'Fn::Join':
      return list(name, resolved[1])
        .map((part) => text(name, part))
        .join(text(name, resolved[0]));
    case 'Fn::Split':
      return text(name, resolved[1]).split(text(name, resolved[0]));
    case 'Fn::Select':
      return select(resolved);
    default:
      throw new Error(`The local stack does not know the intrinsic function ${name}.`);
  }
}

function getAtt(argument: Json, scope: Scope): Json {
  const [logicalId, ...attribute] =
    typeof argument === 'string'
      ? argument.split('.')
      : list('Fn::GetAtt', argument).map((part) => text('Fn::GetAtt', part));
  return scope.getAtt(text('Fn::GetAtt', logicalId), attribute.join('.'));
}

function substitute(argument: Json, scope: Scope): string {
  const [template, given] = typeof argument === 'string' ? [argument, {}] : list('Fn::Sub', argument);
  const variables = given !== undefined && isObject(given) ? given : {};
  return text('Fn::Sub', template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const variable = variables[name];
    if (variable !== undefined) return text('Fn::Sub', resolveIntrinsics(variable, scope));
    return text('Fn::Sub', name.includes('.') ? getAtt(name, scope) : scope.ref(name));
  });
}

function select(resolved: readonly Json[]): Json {
  const selected = list('Fn::Select', resolved[1])[Number(resolved[0])];
  if (selected === undefined) throw new Error(`Fn::Select has no item ${JSON.stringify(resolved[0])}.`);
  return selected;
}

function list(name: string, value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw new Error(`${name} needs a list, got ${JSON.stringify(value)}.`);
  return value;
}

/** Numbers and booleans are text where CloudFormation joins them. */
function text(name: string, value: Json | undefined): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw new Error(`${name} needs text, got ${JSON.stringify(value)}.`);
  return value;
}
