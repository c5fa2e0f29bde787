/** Filter text to `Filter` (RFC 7644 §3.4.2.2): recursive descent, linear in the length of the text. */
import type { ScimError } from '#shared/scim/error.ts';
import { type AttributePath, parseAttributePath } from '#shared/scim/path/attribute-path.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { goesOnAfterBracket, jsonNumber, unquotedValue } from './client-deviations.ts';
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
type Parser = { readonly lexer: Lexer; readonly strictness: Strictness; depth: number; terms: number };

const operators: ReadonlyMap<string, CompareOp | 'pr'> = new Map([...compareOps, 'pr' as const].map((op) => [op, op]));

/** What most often stands where a filter could go on or end. */
const quotationHint = ' (a value with spaces, brackets or parentheses needs quotation marks)';

const operatorNames = [...operators.keys()].join(', ');

/**
 * Accepts any white space; of a lenient provider also what client-deviations.ts has beside figure 1. `not` binds tighter
 * than `and`, `and` tighter than `or`.
 * @throws ScimError invalidFilter, with the position
 */
export function parseFilter(text: string, strictness: Strictness = 'lenient'): Filter {
  const parser = startParser(text, 0, strictness);
  const filter = parseOr(parser);
  requireToken(parser.lexer, 'end', `"and", "or" or the end${quotationHint}`);
  return filter;
}

/**
 * The filter of a value path: from the bracket at `open` to the one that closes it.
 * @returns `end`: the position after the closing bracket
 * @throws ScimError invalidFilter, with the position
 */
export function parseValueFilter(
  text: string,
  open: number,
  strictness: Strictness,
): { readonly filter: Filter; readonly end: number } {
  const parser = startParser(text, open + 1, strictness);
  const filter = parseOr(parser);
  requireToken(parser.lexer, ']', `"and", "or" or "]"${quotationHint}`);
  return { filter, end: parser.lexer.end };
}

function startParser(text: string, position: number, strictness: Strictness): Parser {
  if (text.length > maximumFilterLength) {
    throw syntaxError(`a filter has at most ${maximumFilterLength} characters`, maximumFilterLength);
  }
  return { lexer: startLexer(text, position), strictness, depth: 0, terms: 0 };
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
  const path = parseName(parser);
  return isAt(lexer, '[') ? parseValuePath(parser, path) : parseExpression(parser, path);
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
  const { lexer, strictness } = parser;
  const filter = parseEnclosed(parser, ']');
  if (strictness === 'strict' || !isAt(lexer, 'word') || !goesOnAfterBracket(lexer.value)) {
    return { kind: 'valuePath', path, filter };
  }
  const subAttribute = parseAttributePath(lexer.value.slice(1));
  const isName = subAttribute?.urn === undefined && subAttribute?.subAttribute === undefined;
  if (subAttribute === undefined || !isName) throw expected(lexer, 'the name of a sub-attribute after the dot');
  advance(lexer);
  return {
    kind: 'valuePath',
    path,
    filter: { kind: 'and', left: filter, right: parseExpression(parser, subAttribute) },
  };
}

function parseName({ lexer, strictness }: Parser): AttributePath {
  const path = isAt(lexer, 'word') ? parseAttributePath(lexer.value, strictness) : undefined;
  if (path === undefined) throw expected(lexer, 'the name of an attribute, "not" or "("');
  advance(lexer);
  return path;
}

function parseExpression({ lexer, strictness }: Parser, path: AttributePath): Comparison | Presence {
  if (!isAt(lexer, 'word')) throw expected(lexer, `one of the operators ${operatorNames}`);
  const op = operators.get(lexer.value) ?? operators.get(lexer.value.toLowerCase());
  if (op === undefined) throw unsupportedOperator(lexer);
  advance(lexer);
  if (op === 'pr') return { kind: 'present', path };
  const value = isAt(lexer, 'word') ? parseLiteral(lexer, strictness) : lexer.value;
  if (!isAt(lexer, 'word')) requireToken(lexer, 'string', `a value after ${op}`);
  if (typeof value === 'string' && !value.isWellFormed()) {
    throw syntaxError('the value is not well-formed Unicode', lexer.start);
  }
  advance(lexer);
  return { kind: 'compare', path, op, value };
}

/** `false / null / true / number` of figure 1, which are JSON's. */
function parseLiteral(lexer: Lexer, strictness: Strictness): CompValue {
  const word = lexer.value;
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  if (strictness === 'lenient') return unquotedValue(word);
  if (jsonNumber.test(word)) return Number(word);
  throw expected(lexer, 'a value: text in quotation marks, a number, true, false or null');
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
