/** Effects: each one gone, each adjacent pair the other way round, and whoever has effects made to do nothing. */
import { child, children, descendants, isFunction, type Syntax, word } from '../syntax.ts';
import { heading, type Operator, replace, textOf } from './operator.ts';

/** By the names that the use cases and the adapters give to their ports. */
const ports = new Set([
  'client',
  'credentialCache',
  'directory',
  'events',
  'holds',
  'log',
  'matters',
  'providers',
  'schedules',
  'syncLog',
  'table',
  'telemetry',
  'users',
]);

/** Asking one of these twice, or in another order, is no effect. */
const questions = new Set(['now', 'newId', 'randomBytes']);

const leaving = new Set(['ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement']);

export const effectDropped: Operator = (node, place) => {
  const expression = child(node, 'expression');
  if (node.type !== 'ExpressionStatement' || expression === undefined) return [];
  const acts = [
    'AwaitExpression',
    'CallExpression',
    'AssignmentExpression',
    'UpdateExpression',
    'OptionalChainingExpression',
  ];
  return acts.includes(expression.type)
    ? [{ ...replace('effect-dropped', node, ';'), label: heading(place, node) }]
    : [];
};

export const effectsSwapped: Operator = (node, place) => {
  const statements = children(node, node.type === 'Module' ? 'body' : 'stmts');
  return statements.flatMap((first, index) => {
    const second = statements[index + 1];
    if (second === undefined || leaving.has(second.type) || !hasEffect(first) || !hasEffect(second)) return [];
    if (isOnlyTold(first) && isOnlyTold(second)) return [];
    if (uses(second, declaredNames(first))) return [];
    const between = place.source.slice(first.end, second.start);
    const text = textOf(place, second) + between + textOf(place, first);
    const label = `${heading(place, first)} ⇄ ${heading(place, second)}`;
    return [{ operator: 'effects-swapped', start: first.start, end: second.end, text, label }];
  });
};

/** The sweep, the worker, a use case, or any part of them that acts. */
export const actorRemoved: Operator = (node, { around }) => {
  if (node.type === 'VariableDeclarator' && word(child(node, 'id')) === 'handler') {
    const init = child(node, 'init');
    return init?.type === 'CallExpression' ? [replace('actor-removed', init, 'async () => undefined')] : [];
  }
  const body = isFunction(node) ? child(node, 'body') : undefined;
  if (body === undefined || around.length === 0 || !hasEffect(body)) return [];
  const text = body.type === 'BlockStatement' ? '{}' : 'undefined';
  return [{ ...replace('actor-removed', body, text), label: text }];
};

export const catchDropped: Operator = (node, place) => {
  const callee = child(node, 'callee');
  if (node.type === 'CallExpression' && word(child(callee, 'property')) === 'catch') {
    const called = child(callee, 'object');
    return [{ ...replace('catch-dropped', node, textOf(place, called)), label: heading(place, called) }];
  }
  const block = child(node, 'block');
  if (node.type !== 'TryStatement' || child(node, 'handler') === undefined) return [];
  return [
    { ...replace('catch-dropped', node, textOf(place, block)), label: heading(place, children(block, 'stmts')[0]) },
  ];
};

/** Of the node itself, not of functions that it only defines. */
function hasEffect(node: Syntax): boolean {
  return !isFunction(node) && descendants(node, (inner) => !isFunction(inner)).some(isEffect);
}

function isEffect(node: Syntax): boolean {
  if (node.type === 'AwaitExpression') return true;
  if (node.type === 'ForOfStatement') return node.fields.await === true;
  if (node.type !== 'CallExpression') return false;
  const path = memberPath(child(node, 'callee'));
  const called = path.at(-1) ?? '';
  const isGiven = children(node, 'arguments').some((argument) => ports.has(word(argument) ?? ''));
  return isGiven || (path.slice(0, -1).some((name) => ports.has(name)) && !questions.has(called));
}

/** Two counts, or a count and a log line, have no order. */
function isOnlyTold(statement: Syntax): boolean {
  const call = child(statement, 'expression');
  if (statement.type !== 'ExpressionStatement' || call?.type !== 'CallExpression') return false;
  const names = [
    ...memberPath(child(call, 'callee')),
    ...children(call, 'arguments').map((argument) => word(argument)),
  ];
  return names.includes('telemetry');
}

/** `directory.users.get` as its names. */
function memberPath(node: Syntax | undefined): string[] {
  if (node?.type === 'Identifier') return [word(node) ?? ''];
  if (node?.type === 'OptionalChainingExpression') return memberPath(child(node, 'base'));
  return node?.type === 'MemberExpression'
    ? [...memberPath(child(node, 'object')), word(child(node, 'property')) ?? '']
    : [];
}

function declaredNames(statement: Syntax): ReadonlySet<string> {
  const names = children(statement, 'declarations').flatMap((declarator) => {
    const id = child(declarator, 'id');
    return id === undefined ? [] : identifiers(id);
  });
  return new Set(names);
}

function uses(statement: Syntax, names: ReadonlySet<string>): boolean {
  return identifiers(statement).some((name) => names.has(name));
}

function identifiers(node: Syntax): string[] {
  return descendants(node).flatMap(({ type, fields: { value } }) =>
    type === 'Identifier' && typeof value === 'string' ? [value] : [],
  );
}
