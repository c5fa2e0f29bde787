/** Parses condition, filter and key condition expressions (developer guide, "Operators and functions"). */
import type { Comparator, Condition, Operand } from './condition.ts';
import {
  requireBounds,
  requireDistinct,
  requireOrdered,
  requirePrefix,
  requireSized,
  requireTypeName,
} from './operand-checks.ts';
import type { Placeholders } from './placeholders.ts';
import { createReader, type ExpressionKind, type ExpressionReader } from './reader.ts';

/** Quotas, "Operators and functions in an expression". */
const maximumOperators = 300;
/** Quotas, "Maximum number of operands in IN". */
const maximumCandidates = 100;
const comparators: readonly Comparator[] = ['=', '<>', '<', '<=', '>', '>='];
const operandCounts: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};

type Parser = { readonly reader: ExpressionReader; readonly countOperator: () => void };

/** @throws a validation error */
export function parseCondition(kind: ExpressionKind, expression: string, placeholders: Placeholders): Condition {
  const reader = createReader(kind, expression, placeholders);
  let operators = 0;
  const countOperator = () => {
    operators += 1;
    if (operators > maximumOperators) reader.fail('The expression contains too many operators or functions;');
  };
  const condition = parseOr({ reader, countOperator });
  if (reader.peek() !== '') reader.failHere();
  return condition;
}

function parseOr(parser: Parser): Condition {
  let left = parseAnd(parser);
  while (parser.reader.accept('OR')) {
    parser.countOperator();
    left = { kind: 'or', left, right: parseAnd(parser) };
  }
  return left;
}

function parseAnd(parser: Parser): Condition {
  let left = parseNot(parser);
  while (parser.reader.accept('AND')) {
    parser.countOperator();
    left = { kind: 'and', left, right: parseNot(parser) };
  }
  return left;
}

function parseNot(parser: Parser): Condition {
  const { reader, countOperator } = parser;
  if (reader.accept('NOT')) {
    countOperator();
    return { kind: 'not', condition: parseNot(parser) };
  }
  return reader.peek() === '(' ? parseParentheses(parser) : parseTerm(parser);
}

function parseParentheses(parser: Parser): Condition {
  const { reader, countOperator } = parser;
  requireNeededParentheses(reader);
  countOperator();
  reader.expect('(');
  const condition = parseOr(parser);
  reader.expect(')');
  return condition;
}

function requireNeededParentheses(reader: ExpressionReader): void {
  if (reader.peek(1) === '(' && closing(reader, 1) + 1 === closing(reader, 0)) {
    reader.fail('The expression has redundant parentheses;');
  }
}

/** How far ahead the parenthesis closes that opens `from` tokens ahead. */
function closing(reader: ExpressionReader, from: number): number {
  let depth = 0;
  for (let ahead = from; reader.peek(ahead) !== ''; ahead += 1) {
    if (reader.peek(ahead) === '(') depth += 1;
    if (reader.peek(ahead) === ')') depth -= 1;
    if (depth === 0) return ahead;
  }
  return Number.NaN;
}

function parseTerm(parser: Parser): Condition {
  const { reader, countOperator } = parser;
  countOperator();
  const name = reader.peek();
  if (isCall(reader) && name !== 'size') return parseFunction(reader, name);
  const operand = parseOperand(reader);
  if (reader.accept('BETWEEN')) {
    const lower = parseOperand(reader);
    reader.expect('AND');
    const upper = parseOperand(reader);
    requireBounds(lower, upper, reader.fail);
    return { kind: 'between', operand, lower, upper };
  }
  if (reader.accept('IN')) return { kind: 'in', operand, candidates: parseCandidates(reader) };
  const comparator = comparators.find((candidate) => candidate === reader.peek());
  if (comparator === undefined) return operand.kind === 'size' ? failMisused(reader, 'size') : reader.failHere();
  reader.next();
  const right = parseOperand(reader);
  requireDistinct(comparator, operand, right, reader.fail);
  requireOrdered(comparator, [operand, right], reader.fail);
  return { kind: 'compare', comparator, left: operand, right };
}

function parseCandidates(reader: ExpressionReader): readonly Operand[] {
  reader.expect('(');
  const candidates = [parseOperand(reader)];
  while (reader.accept(',')) candidates.push(parseOperand(reader));
  reader.expect(')');
  if (candidates.length > maximumCandidates) {
    reader.fail(`The IN operator is provided with too many operands; number of operands: ${candidates.length}`);
  }
  return candidates;
}

function parseOperand(reader: ExpressionReader): Operand {
  if (reader.peek().startsWith(':')) return { kind: 'value', value: reader.value() };
  const name = reader.peek();
  if (!isCall(reader)) return { kind: 'path', path: reader.path() };
  const [operand] = parseArguments(reader, name);
  if (name !== 'size' || operand === undefined || operand.kind === 'size') return failMisused(reader, name);
  requireSized(operand, reader.fail);
  return { kind: 'size', of: operand };
}

function isCall(reader: ExpressionReader): boolean {
  return /^[A-Za-z_]/.test(reader.peek()) && reader.peek(1) === '(';
}

function failMisused(reader: ExpressionReader, name: string): never {
  return reader.fail(`The function is not allowed to be used this way in an expression; function: ${name}`);
}

function parseArguments(reader: ExpressionReader, name: string): readonly Operand[] {
  const count = Object.hasOwn(operandCounts, name) ? operandCounts[name] : undefined;
  if (count === undefined) reader.fail(`Invalid function name; function: ${name}`);
  reader.next();
  reader.expect('(');
  const operands = [parseOperand(reader)];
  while (reader.accept(',')) operands.push(parseOperand(reader));
  reader.expect(')');
  if (operands.length !== count) {
    const problem = 'Incorrect number of operands for operator or function';
    reader.fail(`${problem}; operator or function: ${name}, number of operands: ${operands.length}`);
  }
  return operands;
}

function parseFunction(reader: ExpressionReader, name: string): Condition {
  const [operand, part] = parseArguments(reader, name);
  if (operand === undefined) return reader.failHere();
  if (part === undefined) {
    if (operand.kind !== 'path') {
      return reader.fail(`Operator or function requires a document path; operator or function: ${name}`);
    }
    return { kind: 'exists', path: operand.path, expected: name === 'attribute_exists' };
  }
  requireDistinct(name, operand, part, reader.fail);
  if (name === 'attribute_type') return { kind: name, operand, type: requireTypeName(part, reader.fail) };
  if (name === 'contains') return { kind: name, operand, part };
  requirePrefix([operand, part], reader.fail);
  return { kind: 'begins_with', operand, part };
}
