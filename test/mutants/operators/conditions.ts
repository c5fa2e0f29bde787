/** Conditions: each clause dropped, each guard and each predicate forced to one side. */
import { child, children, type Syntax, word } from '../syntax.ts';
import { type Edit, type Operator, replace, textOf } from './operator.ts';

const chainOperators = ['&&', '||', '??'];
const comparisonOperators = ['===', '!==', '<', '<=', '>', '>=', 'in', 'instanceof'];
const predicateMethods = ['filter', 'find', 'findLast', 'findIndex', 'some', 'every'];

/** Of `a && b && c`: each operand gone once. */
export const clauseDropped: Operator = (node, place) => {
  const operator = word(node, 'operator');
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (node.type !== 'BinaryExpression' || operator === undefined || !chainOperators.includes(operator)) return [];
  const isChain = left?.type === 'BinaryExpression' && word(left, 'operator') === operator;
  const kept = isChain ? [left] : [left, right];
  return kept.map((side) => replace('clause-dropped', node, textOf(place, side)));
};

/** A loop is only made never to run: one that never ends would be found, but slowly. */
export const guardForced: Operator = (node, place) => {
  const test = child(node, 'test');
  if (test === undefined) return [];
  if (node.type === 'IfStatement') return forced('guard-forced', test);
  if (node.type === 'WhileStatement' || node.type === 'DoWhileStatement' || node.type === 'ForStatement') {
    return [replace('guard-forced', test, 'false')];
  }
  if (node.type !== 'ConditionalExpression') return [];
  const sides = [child(node, 'consequent'), child(node, 'alternate')];
  return sides.map((side) => replace('side-forced', node, textOf(place, side)));
};

/** What a function or a constant says of the world is made to say always the same. */
export const claimForced: Operator = (node, { around }) => {
  const parent = around.at(-1);
  const isClaimed =
    parent?.type === 'ReturnStatement' || parent?.type === 'VariableDeclarator' || isBodyOf(node, parent);
  return isClaimed && isClaim(node) ? forced('claim-forced', node) : [];
};

export const predicateForced: Operator = (node) => {
  const method = word(child(child(node, 'callee'), 'property'));
  const [predicate, ...rest] = children(node, 'arguments');
  if (node.type !== 'CallExpression' || predicate === undefined || rest.length > 0) return [];
  return method !== undefined && predicateMethods.includes(method)
    ? [replace('predicate-forced', predicate, '() => true')]
    : [];
};

function forced(operator: string, node: Syntax): Edit[] {
  return ['true', 'false'].map((text) => replace(operator, node, text));
}

function isBodyOf(node: Syntax, parent: Syntax | undefined): boolean {
  return parent?.type === 'ArrowFunctionExpression' && child(parent, 'body') === node;
}

function isClaim(node: Syntax): boolean {
  const operator = word(node, 'operator') ?? '';
  if (node.type === 'UnaryExpression') return operator === '!';
  return node.type === 'BinaryExpression' && comparisonOperators.includes(operator);
}
