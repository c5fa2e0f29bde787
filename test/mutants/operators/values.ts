/** Values and expressions, for code that has no effects: literals, comparisons, arithmetic, chaining, blocks. */
import { child, children, isFunction, type Syntax, word } from '../syntax.ts';
import { type Operator, replace, textOf } from './operator.ts';

const otherOperators: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '&&': ['||'],
  '||': ['&&'],
};

const otherMethods: Readonly<Record<string, string>> = {
  endsWith: 'startsWith',
  every: 'some',
  max: 'min',
  min: 'max',
  some: 'every',
  startsWith: 'endsWith',
  toLowerCase: 'toUpperCase',
  toUpperCase: 'toLowerCase',
};

/** Calls that give back their own object, changed. */
const shapingMethods = ['filter', 'reverse', 'slice', 'sort', 'toReversed', 'toSorted', 'trim', 'flat', 'normalize'];

export const operatorChanged: Operator = (node, place) => {
  const [left, right] = [textOf(place, child(node, 'left')), textOf(place, child(node, 'right'))];
  const operator = word(node, 'operator') ?? '';
  if (node.type === 'UnaryExpression' && (operator === '!' || operator === '-')) {
    return [replace('operator-changed', node, textOf(place, child(node, 'argument')))];
  }
  if (node.type === 'UpdateExpression') {
    return [replace('operator-changed', node, textOf(place, node).replace(operator, operator === '++' ? '--' : '++'))];
  }
  if (node.type === 'AssignmentExpression' && (operator === '+=' || operator === '-=')) {
    return [replace('operator-changed', node, `${left} ${operator === '+=' ? '-=' : '+='} ${right}`)];
  }
  if (node.type !== 'BinaryExpression') return [];
  return (otherOperators[operator] ?? []).map((other) =>
    replace('operator-changed', node, `${left} ${other} ${right}`),
  );
};

export const literalChanged: Operator = (node, { source, around }) => {
  const parent = around.at(-1);
  const text = source.slice(node.start, node.end);
  const change = (to: string) => (to === text ? [] : [replace('literal-changed', node, to)]);
  if (node.type === 'BooleanLiteral') return change(text === 'true' ? 'false' : 'true');
  if (node.type === 'NumericLiteral') return change(text === '0' ? '1' : `(${text} + 1)`);
  if (isName(node, parent)) return [];
  if (node.type === 'StringLiteral') return change(node.end - node.start > 2 ? "''" : "'mutant'");
  if (node.type === 'TemplateLiteral' && parent?.type !== 'TaggedTemplateExpression') return change('``');
  if (node.type === 'ArrayExpression') return change('[]');
  if (node.type === 'ObjectExpression') return change('{}');
  return [];
};

export const resultDropped: Operator = (node) => {
  const argument = child(node, 'argument');
  return node.type === 'ReturnStatement' && argument !== undefined && word(argument) !== 'undefined'
    ? [replace('result-dropped', argument, 'undefined')]
    : [];
};

export const chainingDropped: Operator = (node, place) => {
  if (node.type !== 'OptionalChainingExpression' || node.fields.optional !== true) return [];
  const base = child(node, 'base');
  const before = child(base, 'object') ?? child(base, 'callee');
  if (before === undefined) return [];
  const rest = place.source.slice(before.end, node.end);
  const plain = /^\s*\?\.[[(]/.test(rest) ? rest.replace('?.', '') : rest.replace('?.', '.');
  return [replace('chaining-dropped', node, textOf(place, before) + plain)];
};

export const methodChanged: Operator = (node, place) => {
  const callee = child(node, 'callee');
  const property = child(callee, 'property');
  const method = word(property) ?? '';
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || property === undefined) return [];
  const other = Object.hasOwn(otherMethods, method) ? otherMethods[method] : undefined;
  return [
    ...(other === undefined ? [] : [replace('method-changed', property, other)]),
    ...(shapingMethods.includes(method)
      ? [replace('method-dropped', node, textOf(place, child(callee, 'object')))]
      : []),
  ];
};

export const blockEmptied: Operator = (node, { around }) => {
  const parent = around.at(-1);
  const isBlock = node.type === 'BlockStatement' && children(node, 'stmts').length > 0;
  const isOwn =
    parent !== undefined && (isFunction(parent) || /^(If|While|For|ForOf|Class|Constructor)/.test(parent.type));
  if (isBlock && isOwn) return [replace('block-emptied', node, '{}')];
  return node.type === 'SwitchCase' && children(node, 'consequent').length > 0 ? caseEmptied(node) : [];
};

function caseEmptied(node: Syntax) {
  const [first, last] = [children(node, 'consequent').at(0), children(node, 'consequent').at(-1)];
  return first && last ? [{ operator: 'case-emptied', start: first.start, end: last.end, text: 'break;' }] : [];
}

/** A string that names a module or a member is no value. */
function isName(node: Syntax, parent: Syntax | undefined): boolean {
  if (parent?.type === 'Import' || parent?.type === 'ExportAllDeclaration' || parent?.type === 'ExportNamedDeclaration')
    return true;
  return parent?.type === 'KeyValueProperty' && child(parent, 'key') === node;
}
