/** A source file as a tree of plain nodes whose offsets are those of the text. */
import { parseSync } from '@swc/core';

type Field = Syntax | readonly Syntax[] | string | number | boolean | undefined;

export type Syntax = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly fields: Readonly<Record<string, Field>> & {
    readonly value?: Field;
    readonly optional?: Field;
    readonly await?: Field;
  };
};

/** The parser's own node, of which nothing is taken for granted. */
type Loose = Readonly<Record<string, unknown>> & {
  readonly type?: unknown;
  readonly span?: unknown;
  readonly expression?: unknown;
  readonly start?: unknown;
  readonly end?: unknown;
};

/** What has no part in the running program. */
const typeFields = new Set(['typeAnnotation', 'typeParams', 'typeParameters', 'typeArguments', 'returnType']);
const typeNodes = new Set(['TsTypeAliasDeclaration', 'TsInterfaceDeclaration', 'ImportDeclaration']);

/** @throws when the text is not TypeScript */
export function parse(text: string): Syntax {
  // The parser counts bytes, from where its last parse ended; a statement of our own shows where this one begins.
  const { body, span } = parseSync(`;${text}`, { syntax: 'typescript', target: 'es2024' });
  const base = (body[0]?.span.start ?? 1) + 1;
  const offsets = textOffsets(text);
  const toOffset = (position: number) => offsets(position - base);
  const statements = body.slice(1).flatMap((statement) => toSyntax(statement, toOffset) ?? []);
  return { type: 'Module', start: 0, end: toOffset(span.end), fields: { body: statements } };
}

export function parses(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

export function child(node: Syntax | undefined, name: string): Syntax | undefined {
  const field = node?.fields[name];
  return typeof field === 'object' && 'type' in field ? field : undefined;
}

export function children(node: Syntax | undefined, name: string): readonly Syntax[] {
  const field = node?.fields[name];
  return typeof field === 'object' && !('type' in field) ? field : [];
}

/** The word that a node is written with: an identifier's name, an operator, a literal's value. */
export function word(node: Syntax | undefined, name = 'value'): string | undefined {
  const field = node?.fields[name];
  return typeof field === 'string' ? field : undefined;
}

export function allChildren(node: Pick<Syntax, 'fields'>): readonly Syntax[] {
  return Object.values(node.fields).flatMap((field): readonly Syntax[] => {
    if (typeof field !== 'object') return [];
    return 'type' in field ? [field] : field;
  });
}

/** The node and everything under it; what `enters` refuses is shown, but not its inside. */
export function descendants(node: Syntax, enters: (node: Syntax) => boolean = () => true): readonly Syntax[] {
  return [node, ...allChildren(node).flatMap((next) => (enters(next) ? descendants(next, enters) : [next]))];
}

export function isFunction({ type }: Syntax): boolean {
  return ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'MethodProperty'].includes(type);
}

function toSyntax(value: unknown, toOffset: (position: number) => number): Syntax | undefined {
  if (!isRecord(value)) return undefined;
  // An argument, or an element of an array, has no type of its own.
  const { type, span, ...members } =
    typeof value.type === 'string' ? value : isRecord(value.expression) ? value.expression : {};
  if (typeof type !== 'string' || typeNodes.has(type)) return undefined;
  const fields: Syntax['fields'] = Object.fromEntries(
    Object.entries(members).flatMap(([name, member]) => {
      if (typeFields.has(name)) return [];
      if (Array.isArray(member)) return [[name, member.flatMap((element) => toSyntax(element, toOffset) ?? [])]];
      return [[name, toField(member, toOffset)]];
    }),
  );
  if (isSpan(span))
    return {
      type: type === 'FunctionBody' ? 'BlockStatement' : type,
      start: toOffset(span.start),
      end: toOffset(span.end),
      fields,
    };
  // A member of an object has no place of its own either, only its key and its value have.
  const inner = allChildren({ fields });
  const [start, end] = [Math.min(...inner.map((node) => node.start)), Math.max(...inner.map((node) => node.end))];
  return inner.length === 0 ? undefined : { type, start, end, fields };
}

function toField(member: unknown, toOffset: (position: number) => number): Field {
  if (typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean') return member;
  return toSyntax(member, toOffset);
}

function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null;
}

function isSpan(value: unknown): value is { readonly start: number; readonly end: number } {
  return isRecord(value) && typeof value.start === 'number' && typeof value.end === 'number';
}

function textOffsets(text: string): (byte: number) => number {
  const offsets = new Map<number, number>();
  let byte = 0;
  let offset = 0;
  for (const character of text) {
    offsets.set(byte, offset);
    byte += Buffer.byteLength(character);
    offset += character.length;
  }
  return (position) => offsets.get(position) ?? text.length;
}
