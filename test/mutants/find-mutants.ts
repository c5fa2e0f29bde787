/** Finds every mutant of a source file: each is one edit of its text, with a name that outlives edits elsewhere. */
import { createHash } from 'node:crypto';
import type { Edit, Operator } from './operators/operator.ts';
import { allChildren, child, isFunction, parse, parses, type Syntax, word } from './syntax.ts';

export type Mutant = Edit & {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
};

type Found = Edit & { readonly functionName: string };

/** In the order of the text; those that do not parse, or change nothing, or come out as another one does, are left out. */
export function findMutants(file: string, source: string, operators: readonly Operator[]): readonly Mutant[] {
  const texts = new Set([source]);
  const names = new Map<string, number>();
  return visit(parse(source), [], { source, operators })
    .toSorted((a, b) => a.start - b.start)
    .flatMap((found) => {
      const text = mutated(source, found);
      if (texts.has(text) || !parses(text)) return [];
      texts.add(text);
      return [named(file, source, found, names)];
    });
}

export function mutated(source: string, { start, end, text }: Edit): string {
  return source.slice(0, start) + text + source.slice(end);
}

function visit(
  node: Syntax,
  around: readonly Syntax[],
  context: { readonly source: string; readonly operators: readonly Operator[] },
): readonly Found[] {
  const functionName = nameOf([...around, node]);
  const own = context.operators.flatMap((operator) => operator(node, { source: context.source, around }));
  const inner = allChildren(node).flatMap((next) => visit(next, [...around, node], context));
  return [...own.map((edit) => ({ ...edit, functionName })), ...inner];
}

/** The names of the functions around it, or of the constant at the top of the file. */
function nameOf(path: readonly Syntax[]): string {
  const names = path.flatMap((node, depth) => {
    if (node.type === 'FunctionDeclaration') return word(child(node, 'identifier')) ?? [];
    const value = child(node, 'init') ?? child(node, 'value');
    const isOutermost = node.type === 'VariableDeclarator' && depth <= 3;
    if (!isOutermost && (value === undefined || !isFunction(value))) return [];
    return word(child(node, 'id') ?? child(node, 'key')) ?? [];
  });
  return names.join('.') || 'module';
}

function named(file: string, source: string, { functionName, ...edit }: Found, names: Map<string, number>): Mutant {
  const before = source.slice(edit.start, edit.end);
  const name = `${file} ${functionName} ${edit.operator}: ${short(edit.label ?? `${before} → ${edit.text}`)}`;
  const number = (names.get(name) ?? 0) + 1;
  names.set(name, number);
  const line = source.slice(0, edit.start).split('\n').length;
  return { ...edit, id: number === 1 ? name : `${name} (${number})`, file, line, before, after: edit.text };
}

const longest = 140;

/** What is cut off still tells one from another. */
export function short(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ');
  if (oneLine.length <= longest) return oneLine;
  return `${oneLine.slice(0, longest - 10)}…${createHash('sha256').update(oneLine).digest('hex').slice(0, 6)}`;
}
