/** Cuts filters and PATCH paths into tokens in one pass over their characters (RFC 7644 §3.4.2.2 figure 1). */
import { ScimError } from '#shared/scim/error.ts';

/** `word`: a name, an operator, or a value without quotation marks; what it is depends on where it stands. */
export type TokenKind = '(' | ')' | '[' | ']' | 'string' | 'word' | 'end';

/** Stands on one token; `advance` moves it to the next. */
export type Lexer = {
  readonly text: string;
  kind: TokenKind;
  /** Of a word: its text. Of a string: its value, unescaped. */
  value: string;
  start: number;
  /** After the last character of the token. */
  end: number;
};

const quotationMark = 0x22;
const backslash = 0x5c;

/** Stands on the first token from the position on. */
export function startLexer(text: string, position: number): Lexer {
  const lexer: Lexer = { text, kind: 'end', value: '', start: position, end: position };
  advance(lexer);
  return lexer;
}

export function advance(lexer: Lexer): void {
  const { text } = lexer;
  let start = lexer.end;
  while (isSpace(text.charCodeAt(start))) start += 1;
  lexer.start = start;
  lexer.end = start + 1;
  switch (text.charCodeAt(start)) {
    case 0x28:
      lexer.kind = '(';
      return;
    case 0x29:
      lexer.kind = ')';
      return;
    case 0x5b:
      lexer.kind = '[';
      return;
    case 0x5d:
      lexer.kind = ']';
      return;
    case quotationMark:
      readString(lexer);
      return;
    default:
      readWord(lexer);
  }
}

/** An `invalidFilter` that says where in the text it is. */
export function syntaxError(problem: string, position: number): ScimError {
  return ScimError.invalidFilter(`The filter is invalid at character ${position + 1}: ${problem}.`);
}

/** A JSON string (RFC 8259 §7). */
function readString(lexer: Lexer): void {
  const { text, start } = lexer;
  let end = start + 1;
  let isEscaped = false;
  for (; ; end += 1) {
    const code = text.charCodeAt(end);
    if (code === quotationMark) break;
    if (code === backslash) {
      isEscaped = true;
      end += 1;
    } else if (code < 0x20) {
      throw syntaxError('a control character in a string must be escaped', end);
    }
    if (end >= text.length) throw syntaxError('the string that starts here has no closing quotation mark', start);
  }
  lexer.kind = 'string';
  lexer.end = end + 1;
  lexer.value = isEscaped ? unescapeString(text.slice(start, end + 1), start) : text.slice(start + 1, end);
}

function unescapeString(literal: string, position: number): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    // JSON.parse throws nothing but a SyntaxError, and only escapes are left to be wrong.
    throw syntaxError('the string that starts here has an invalid escape', position);
  }
}

/** Nothing of a word is left at the end of the text. */
function readWord(lexer: Lexer): void {
  const { text, start } = lexer;
  let end = start;
  while (end < text.length && !isDelimiter(text.charCodeAt(end))) end += 1;
  lexer.kind = end === start ? 'end' : 'word';
  lexer.end = end;
  lexer.value = text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** `( ) [ ]`, a quotation mark, or a space. */
function isDelimiter(code: number): boolean {
  if (code > 0x5d) return false;
  return (
    code === 0x20 ||
    code === quotationMark ||
    (code < 0x2a ? code >= 0x28 || isSpace(code) : code === 0x5b || code === 0x5d)
  );
}
