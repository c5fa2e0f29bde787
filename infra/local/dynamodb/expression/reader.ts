/** Cuts an expression into tokens and reads what all expressions share: document paths, names and values. */
import { AwsError } from '#infra/local/aws-error.ts';
import type { AttributeValue } from '#infra/local/dynamodb/attribute-value.ts';
import { isReserved } from '#infra/local/dynamodb/reserved-words.ts';
import type { DocumentPath } from './document-path.ts';
import type { Placeholders } from './placeholders.ts';

/** The request's member that holds the expression; errors name it. */
export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression';

/** A position in an expression that moves forward as it is read. */
export type ExpressionReader = {
  /** The token `ahead` of the position, '' behind the end. */
  readonly peek: (ahead?: number) => string;
  /** Takes the next token. */
  readonly next: () => string;
  /** Takes the next token if it is this symbol, or this keyword in any case. */
  readonly accept: (token: string) => boolean;
  /** Takes the next token. @throws a syntax error when it is another */
  readonly expect: (token: string) => void;
  readonly path: () => DocumentPath;
  readonly value: () => AttributeValue;
  /** @throws a validation error about this expression */
  readonly fail: (message: string) => never;
  /** @throws a validation error about the next token */
  readonly failHere: () => never;
};

/** Quotas, "Expression parameters". */
const maximumBytes = 4096;
const tokenPattern = /\s*(?:([A-Za-z_]\w*|#\w+|:\w+|\d+|<>|<=|>=|[()[\],.=<>+-])|$)/y;

/** @throws a validation error for an empty or overlong expression and for characters that begin no token */
export function createReader(kind: ExpressionKind, expression: string, placeholders: Placeholders): ExpressionReader {
  const fail = (message: string): never => {
    throw AwsError.validation(`Invalid ${kind}: ${message}`);
  };
  if (expression.trim() === '') fail('The expression can not be empty;');
  if (Buffer.byteLength(expression) > maximumBytes) {
    fail('Expression size has exceeded the maximum allowed size;');
  }
  const tokens = tokenize(expression, fail);
  let position = 0;
  const failHere = () => {
    const near = tokens.slice(Math.max(0, position - 1), position + 2).join(' ');
    return fail(`Syntax error; token: "${tokens[position] ?? '<EOF>'}", near: "${near}"`);
  };
  const reader: ExpressionReader = {
    peek: (ahead = 0) => tokens[position + ahead] ?? '',
    next: () => {
      const token = tokens[position] ?? failHere();
      position += 1;
      return token;
    },
    accept: (token) => {
      const found = reader.peek().toUpperCase() === token;
      if (found) position += 1;
      return found;
    },
    expect: (token) => {
      if (!reader.accept(token)) failHere();
    },
    path: () => readPath(reader, placeholders),
    value: () => {
      const placeholder = reader.next();
      const undefinedValue = 'An expression attribute value used in expression is not defined; attribute value:';
      return placeholders.value(placeholder) ?? fail(`${undefinedValue} ${placeholder}`);
    },
    fail,
    failHere,
  };
  return reader;
}

function tokenize(expression: string, fail: (message: string) => never): readonly string[] {
  const pattern = new RegExp(tokenPattern);
  const tokens: string[] = [];
  while (pattern.lastIndex < expression.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(expression);
    if (match === null) return fail(`Syntax error; token: "${expression.slice(start).trim().slice(0, 1)}"`);
    if (match[1] === undefined) break;
    tokens.push(match[1]);
  }
  return tokens;
}

function readPath(reader: ExpressionReader, placeholders: Placeholders): DocumentPath {
  const elements: (string | number)[] = [];
  const head = readName(reader, placeholders);
  for (;;) {
    if (reader.accept('.')) elements.push(readName(reader, placeholders));
    else if (reader.accept('[')) elements.push(readListIndex(reader));
    else return [head, ...elements];
  }
}

function readName(reader: ExpressionReader, placeholders: Placeholders): string {
  const token = reader.peek();
  if (token.startsWith('#')) {
    reader.next();
    const undefinedName = 'An expression attribute name used in the document path is not defined; attribute name:';
    return placeholders.name(token) ?? reader.fail(`${undefinedName} ${token}`);
  }
  if (!/^[A-Za-z_]/.test(token)) return reader.failHere();
  if (isReserved(token)) {
    reader.fail(`Attribute name is a reserved keyword; reserved keyword: ${token}`);
  }
  return reader.next();
}

function readListIndex(reader: ExpressionReader): number {
  if (!/^\d{1,9}$/.test(reader.peek())) return reader.failHere();
  const index = Number(reader.next());
  reader.expect(']');
  return index;
}
