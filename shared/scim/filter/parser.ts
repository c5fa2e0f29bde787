/** Filter text to `Filter` (RFC 7644 §3.4.2.2): recursive descent, linear in the length of the text. */
import type { ScimError } from '#shared/scim/error.ts';
import { type AttributePath, parseAttributePath } from '#shared/scim/path/attribute-path.ts';
import { advance, type Lexer, startLexer, syntaxError, type TokenKind } from './lexer.ts';
import { type CompareOp, type Comparison, type CompValue, compareOps, type Filter, type Presence } from './types.ts';

/** In characters; a request line that API Gateway accepts is shorter. */
export const maximumFilterLength = 16_384;

/** Parentheses and brackets open at one time. */
export const maximumFilterDepth = 32;

/** Attribute expressions in one filter. */
export const maximumFilterTerms = 500;

/** An error shows no more characters of an unknown operator. */
const maximumOperatorShown = 20;

/** Inside what brackets a term stands, and how many terms came before: what the limits count. */
type Parser = { readonly lexer: Lexer; depth: number; terms: number };

const operators: ReadonlyMap<string, CompareOp | 'pr'> = new Map([...compareOps, 'pr' as const].map((op) => [op, op]));

/** What most often stands where a filter could go on or end. */
const quotationHint = ' (a value with spaces, brackets or parentheses needs quotation marks)';

const operatorNames = [...operators.keys()].join(', ');

/**
 * Accepts besides figure 1: any white space; values without quotation marks (`userName eq jdoe@example.com`);
 * `emails[type eq "work"].value eq "x"`, see `ValuePath`. `not` binds tighter than `and`, `and` tighter than `or`.
 * @throws ScimError invalidFilter, with the position
 */
export function parseFilter(text: string): Filter {
  const parser = startParser(text, 0);
  const filter = parseOr(parser);
  requireToken(parser.lexer, 'end', `"and", "or" or the end${quotationHint}`);
  return filter;
}

/**
 * The filter of a value path: from the bracket at `open` to the one that closes it.
 * @returns `end`: the position after the closing bracket
 * @throws ScimError invalidFilter, with the position
 */
export function parseValueFilter(text: string, open: number): { readonly filter: Filter; readonly end: number } {
  const parser = startParser(text, open + 1);
  const filter = parseOr(parser);
  requireToken(parser.lexer, ']', `"and", "or" or "]"${quotationHint}`);
  return { filter, end: parser.lexer.end };
}

function startParser(text: string, position: number): Parser {
  if (text.length > maximumFilterLength) {
    throw syntaxError(`a filter has at most ${maximumFilterLength} characters`, maximumFilterLength);
  }
  return { lexer: startLexer(text, position), depth: 0, terms: 0 };
}

function parseOr(parser: Parser): Filter {
  let left = parseAnd(parser);
  while (skipWord(parser.lexer, 'or')) left = { kind: 'or', left, right: parseAnd(parser) };
  return left;
}

function parseAnd(parser: Parser): Filter {
  let left = parseTerm(parser);
  while (skipWord(parser.lexer, 'and')) left = { kind: 'and', left, right: parseTerm(parser) };
  return left;
}

function parseTerm(parser: Parser): Filter {
  const { lexer } = parser;
  if (isAt(lexer, '(')) return parseEnclosed(parser, ')');
  if (skipWord(lexer, 'not')) {
    requireToken(lexer, '(', '"(" after "not"');
    return { kind: 'not', filter: parseEnclosed(parser, ')') };
  }
  parser.terms += 1;
  if (parser.terms > maximumFilterTerms) {
    throw syntaxError(`a filter has at most ${maximumFilterTerms} attribute expressions`, lexer.start);
  }
  const path = parseName(lexer);
  return isAt(lexer, '[') ? parseValuePath(parser, path) : parseExpression(lexer, path);
}

/** From an opening parenthesis or bracket to the closing one. */
function parseEnclosed(parser: Parser, close: ')' | ']'): Filter {
  const { lexer } = parser;
  parser.depth += 1;
  if (parser.depth > maximumFilterDepth) {
    throw syntaxError(`parentheses and brackets are nested more than ${maximumFilterDepth} deep`, lexer.start);
  }
  advance(lexer);
  const filter = parseOr(parser);
  requireToken(lexer, close, `"and", "or" or "${close}"${quotationHint}`);
  advance(lexer);
  parser.depth -= 1;
  return filter;
}

function parseValuePath(parser: Parser, path: AttributePath): Filter {
  const { lexer } = parser;
  const filter = parseEnclosed(parser, ']');
  if (!isAt(lexer, 'word') || !lexer.value.startsWith('.')) return { kind: 'valuePath', path, filter };
  const subAttribute = parseAttributePath(lexer.value.slice(1));
  if (subAttribute === undefined) throw expected(lexer, 'the name of a sub-attribute after the dot');
  advance(lexer);
  return {
    kind: 'valuePath',
    path,
    filter: { kind: 'and', left: filter, right: parseExpression(lexer, subAttribute) },
  };
}

function parseName(lexer: Lexer): AttributePath {
  const path = isAt(lexer, 'word') ? parseAttributePath(lexer.value) : undefined;
  if (path === undefined) throw expected(lexer, 'the name of an attribute, "not" or "("');
  advance(lexer);
  return path;
}

function parseExpression(lexer: Lexer, path: AttributePath): Comparison | Presence {
  if (!isAt(lexer, 'word')) throw expected(lexer, `one of the operators ${operatorNames}`);
  const op = operators.get(lexer.value.toLowerCase());
  if (op === undefined) throw unsupportedOperator(lexer);
  advance(lexer);
  if (op === 'pr') return { kind: 'present', path };
  const value = isAt(lexer, 'word') ? literal(lexer.value) : lexer.value;
  if (!isAt(lexer, 'word')) requireToken(lexer, 'string', `a value after ${op}`);
  advance(lexer);
  return { kind: 'compare', path, op, value };
}

/**
 * A number only if nothing is lost by it: `externalId eq 007` and `userName eq 1.0` mean these characters.
 * An attribute of a numeric type reads them as numbers all the same.
 */
function literal(word: string): CompValue {
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  const number = Number(word);
  return Number.isFinite(number) && String(number) === word ? number : word;
}

function skipWord(lexer: Lexer, word: 'and' | 'or' | 'not'): boolean {
  if (!isAt(lexer, 'word') || lexer.value.length !== word.length || lexer.value.toLowerCase() !== word) return false;
  advance(lexer);
  return true;
}

/** A function, because the compiler would take a comparison to hold after the next `advance`. */
function isAt(lexer: Lexer, kind: TokenKind): boolean {
  return lexer.kind === kind;
}

function requireToken(lexer: Lexer, kind: TokenKind, description: string): void {
  if (!isAt(lexer, kind)) throw expected(lexer, description);
}

/** RFC 7644 §3.4.2.2: the description identifies the operator that the client used. */
function unsupportedOperator(lexer: Lexer): ScimError {
  const name = lexer.value.slice(0, maximumOperatorShown);
  return syntaxError(`the operator "${name}" is not supported; use one of ${operatorNames}`, lexer.start);
}

/** Does not say what was found instead: it can be part of a value, and values are personal data. */
function expected(lexer: Lexer, description: string): ScimError {
  return syntaxError(`expected ${description}`, lexer.start);
}
