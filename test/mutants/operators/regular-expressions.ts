/** Regular expressions: each anchor, quantifier and alternative gone, each class turned round. */
import { word } from '../syntax.ts';
import { type Operator, replace } from './operator.ts';

/** An escaped character, a class, or one character: a piece is never cut in two. */
const pieces = /\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|\(\?(?:<?[=!]|:|<\w+>)?|[\s\S]/gu;

const turned: Readonly<Record<string, string>> = {
  '\\d': '\\D',
  '\\D': '\\d',
  '\\w': '\\W',
  '\\W': '\\w',
  '\\s': '\\S',
  '\\S': '\\s',
};
const turnedGroups: Readonly<Record<string, string>> = { '(?=': '(?!', '(?!': '(?=', '(?<=': '(?<!', '(?<!': '(?<=' };

export const expressionChanged: Operator = (node) => {
  const pattern = word(node, 'pattern');
  if (node.type !== 'RegExpLiteral' || pattern === undefined) return [];
  const flags = word(node, 'flags') ?? '';
  const changed = [...pattern.matchAll(pieces)].flatMap(({ 0: piece, index }) =>
    otherPieces(piece).map((other) => pattern.slice(0, index) + other + pattern.slice(index + piece.length)),
  );
  const literals = [
    ...changed.filter((text) => isExpression(text, flags)).map((text) => `/${text}/${flags}`),
    ...[...flags].filter((flag) => flag !== 'g').map((flag) => `/${pattern}/${flags.replace(flag, '')}`),
  ];
  return literals.map((text) => replace('expression-changed', node, text));
};

function otherPieces(piece: string): string[] {
  if (/^([\^$?*+]|\{.*\})$/.test(piece)) return [''];
  if (piece.startsWith('[^')) return [`[${piece.slice(2)}`];
  if (piece.startsWith('[')) return [`[^${piece.slice(1)}`];
  const other = turned[piece] ?? turnedGroups[piece];
  return other === undefined ? [] : [other];
}

function isExpression(pattern: string, flags: string): boolean {
  try {
    return pattern !== '' && new RegExp(pattern, flags) instanceof RegExp;
  } catch {
    return false;
  }
}
