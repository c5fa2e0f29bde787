/**
 * JSON text to value (RFC 8259), with what `JSON.parse` lacks: where the mistake is, a limit to the nesting, and no name
 * twice in one object.
 */

/** No SCIM message nests deeper than about ten levels. */
export const maximumDepth = 32;

/** Why a text is not JSON that can be taken, and where; shows nothing of the text itself. */
export class JsonSyntaxError extends Error {
  override name = 'JsonSyntaxError';
}

const space = /[\t\n\r ]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 §7 forbids exactly these in a string
const string = /"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\x00-\x1f]*)*"/y;
const literal = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

type Kind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'literal' | 'junk' | 'end';
type Token = { readonly kind: Kind; readonly text: string; readonly at: number };

/** What is open around a token: an array, or an object with the names that it has had so far. */
type Bracket = { readonly kind: Kind; readonly names: Set<string> };

type State =
  | 'value'
  | 'value or "]"'
  | 'name or "}"'
  | 'name'
  | '":"'
  | '"," or the closing bracket'
  | 'end of the text';

/** The next state by the state and the kind of token; a value and a closing bracket lead to what `afterValue` says. */
const transitions: { readonly [state in State]: { readonly [kind in Kind]?: State | 'afterValue' } } = {
  value: { '{': 'name or "}"', '[': 'value or "]"', string: 'afterValue', literal: 'afterValue' },
  'value or "]"': {
    '{': 'name or "}"',
    '[': 'value or "]"',
    ']': 'afterValue',
    string: 'afterValue',
    literal: 'afterValue',
  },
  'name or "}"': { '}': 'afterValue', string: '":"' },
  name: { string: '":"' },
  '":"': { ':': 'value' },
  '"," or the closing bracket': { ',': 'value', '}': 'afterValue', ']': 'afterValue' },
  'end of the text': {},
};

/**
 * A name that stands twice in one object is refused: readers differ in which of the two counts (RFC 8259 §4).
 *
 * @throws JsonSyntaxError
 */
export function parseJson(text: string): unknown {
  assertJson(text);
  return JSON.parse(text);
}

function assertJson(text: string): void {
  const open: Bracket[] = [];
  let state: State = 'value';
  let token = tokenAt(text, 0);
  while (token.kind !== 'end' || state !== 'end of the text') {
    const next = step(state, token, open);
    if (next === undefined) throw new JsonSyntaxError(`${place(text, token.at)}: expected ${state}`);
    if (open.length > maximumDepth) {
      throw new JsonSyntaxError(`${place(text, token.at)}: nested deeper than ${maximumDepth} levels`);
    }
    const flaw = flawOf(token) ?? (next === '":"' ? nameFlawOf(token, open) : undefined);
    if (flaw !== undefined) throw new JsonSyntaxError(`${place(text, token.at)}: ${flaw}`);
    state = next;
    token = tokenAt(text, token.at + token.text.length);
  }
}

/** Moves on by one token, and keeps `open` up to date; `undefined` when the token does not belong there. */
function step(state: State, { kind }: Token, open: Bracket[]): State | undefined {
  const next = transitions[state][kind];
  const around = open.at(-1)?.kind;
  if ((kind === '}' && around !== '{') || (kind === ']' && around !== '[')) return undefined;
  if (kind === '{' || kind === '[') open.push({ kind, names: new Set() });
  if (kind === '}' || kind === ']') open.pop();
  if (next === 'afterValue') return open.length === 0 ? 'end of the text' : '"," or the closing bracket';
  return kind === ',' && next !== undefined && around === '{' ? 'name' : next;
}

/** JSON that the grammar allows and that could not be stored as it came. */
function flawOf({ kind, text }: Token): string | undefined {
  if (kind === 'string' && text.includes('\\u') && !String(JSON.parse(text)).isWellFormed()) {
    return 'half of a surrogate pair is no character';
  }
  return kind === 'literal' && Math.abs(Number(text)) === Number.POSITIVE_INFINITY
    ? 'the number is too large'
    : undefined;
}

/** How much of a name a message shows. */
const shownCharacters = 80;

/** A name that the object has already, in any case and however each of the two is escaped; notes it otherwise. */
function nameFlawOf({ text }: Token, open: readonly Bracket[]): string | undefined {
  const name: string = JSON.parse(text);
  const names = open.at(-1)?.names;
  // RFC 7643 §2.1: attribute names ignore case.
  const folded = name.toLowerCase();
  if (names?.has(folded))
    return `the name ${JSON.stringify(name.slice(0, shownCharacters))} stands twice in one object`;
  names?.add(folded);
  return undefined;
}

/** The token at or after `from`. */
function tokenAt(text: string, from: number): Token {
  const at = from + matchLength(space, text, from);
  const mark = text[at];
  if (mark === undefined) return { kind: 'end', text: '', at };
  if (mark === '{' || mark === '}' || mark === '[' || mark === ']' || mark === ':' || mark === ',') {
    return { kind: mark, text: mark, at };
  }
  const kind = mark === '"' ? 'string' : 'literal';
  const length = matchLength(kind === 'string' ? string : literal, text, at);
  return length === 0 ? { kind: 'junk', text: mark, at } : { kind, text: text.slice(at, at + length), at };
}

function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function place(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
