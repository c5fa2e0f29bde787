/** Parses update expressions (developer guide, "Using update expressions in DynamoDB"). */
import { type AttributeType, typeOf } from '#infra/local/dynamodb/attribute-value.ts';
import { requireDisjoint } from './document-path.ts';
import type { Placeholders } from './placeholders.ts';
import { createReader, type ExpressionReader } from './reader.ts';
import type { UpdateAction, UpdateOperand } from './update.ts';

const clauses = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
type Clause = (typeof clauses)[number];

/** The words that messages use for the types that ADD and DELETE refuse. */
const typeWords: Partial<Record<AttributeType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  NULL: 'NULL',
  BOOL: 'BOOLEAN',
  L: 'LIST',
  M: 'MAP',
};

/** @throws a validation error */
export function parseUpdate(expression: string, placeholders: Placeholders): readonly UpdateAction[] {
  const reader = createReader('UpdateExpression', expression, placeholders);
  const seen = new Set<Clause>();
  const actions: UpdateAction[] = [];
  while (reader.peek() !== '') {
    const clause = clauses.find((candidate) => reader.accept(candidate)) ?? reader.failHere();
    if (seen.has(clause)) reader.fail(`The "${clause}" section can only be used once in an update expression;`);
    seen.add(clause);
    do actions.push(parseAction(reader, clause));
    while (reader.accept(','));
  }
  requireDisjoint(
    actions.map(({ path }) => path),
    reader.fail,
  );
  return actions;
}

function parseAction(reader: ExpressionReader, clause: Clause): UpdateAction {
  const path = reader.path();
  if (clause === 'REMOVE') return { kind: clause, path };
  if (clause === 'SET') {
    reader.expect('=');
    return { kind: clause, path, operand: parseRightSide(reader) };
  }
  if (!reader.peek().startsWith(':')) return reader.failHere();
  const value = reader.value();
  const word = typeWords[typeOf(value)];
  if (word !== undefined && !(clause === 'ADD' && word === 'NUMBER')) {
    const problem = 'Incorrect operand type for operator or function';
    reader.fail(`${problem}; operator: ${clause}, operand type: ${word}`);
  }
  return { kind: clause, path, value };
}

function parseRightSide(reader: ExpressionReader): UpdateOperand {
  if (!reader.accept('(')) return parseSum(reader);
  const operand = parseSum(reader);
  reader.expect(')');
  return operand;
}

function parseSum(reader: ExpressionReader): UpdateOperand {
  const left = parseOperand(reader);
  for (const kind of ['+', '-'] as const) {
    if (!reader.accept(kind)) continue;
    const right = parseOperand(reader);
    requireType(reader, kind, [left, right], 'N');
    return { kind, left, right };
  }
  return left;
}

function parseOperand(reader: ExpressionReader, depth = 0): UpdateOperand {
  if (reader.peek().startsWith(':')) return { kind: 'value', value: reader.value() };
  if (reader.peek(1) === '(' && /^[A-Za-z_]/.test(reader.peek())) return parseFunction(reader, depth + 1);
  return { kind: 'path', path: reader.path() };
}

function parseFunction(reader: ExpressionReader, depth: number): UpdateOperand {
  if (depth > 300) reader.fail('The expression contains too many operators or functions;');
  const name = reader.next();
  if (name !== 'if_not_exists' && name !== 'list_append') reader.fail(`Invalid function name; function: ${name}`);
  reader.expect('(');
  const operands = [parseOperand(reader, depth)];
  while (reader.accept(',')) operands.push(parseOperand(reader, depth));
  reader.expect(')');
  const [left, right] = operands;
  if (left === undefined || right === undefined || operands.length > 2) {
    const problem = 'Incorrect number of operands for operator or function';
    return reader.fail(`${problem}; operator or function: ${name}, number of operands: ${operands.length}`);
  }
  if (name === 'list_append') {
    requireType(reader, name, operands, 'L');
    return { kind: name, left, right };
  }
  if (left.kind !== 'path') {
    return reader.fail(`Operator or function requires a document path; operator or function: ${name}`);
  }
  return { kind: 'if_not_exists', path: left.path, otherwise: right };
}

function requireType(
  reader: ExpressionReader,
  name: string,
  operands: readonly UpdateOperand[],
  type: AttributeType,
): void {
  for (const operand of operands) {
    if (operand.kind !== 'value' || typeOf(operand.value) === type) continue;
    const problem = 'Incorrect operand type for operator or function';
    reader.fail(`${problem}; operator or function: ${name}, operand type: ${typeOf(operand.value)}`);
  }
}
