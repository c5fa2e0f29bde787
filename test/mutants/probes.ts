/** Tells which functions a test file runs, so that a mutant is tried only against tests that reach it. */
import { child, descendants, isFunction, parse, type Syntax } from './syntax.ts';

declare global {
  var reachedBodies: Set<string> | undefined;
}

declare module 'vitest' {
  interface TaskMeta {
    reachedBodies?: string[];
  }
}

/** The source with a probe at the beginning of every function body. */
export function probed(file: string, source: string): string {
  return bodies(source)
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start }) => {
      const probe = `globalThis.reachedBodies?.add(${JSON.stringify(bodyName(file, start))});`;
      return text.slice(0, start + 1) + probe + text.slice(start + 1);
    }, source);
}

/** The innermost body that holds the text; `undefined` when the text runs as the file is loaded. */
export function bodyAround(
  file: string,
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
): string | undefined {
  const around = bodies(source).filter((body) => body.start <= start && body.end >= end);
  const innermost = around.toSorted((a, b) => b.start - a.start)[0];
  return innermost && bodyName(file, innermost.start);
}

/** An arrow without a block has no place for a probe, and is reached only when the function around it was. */
function bodies(source: string): readonly Syntax[] {
  return descendants(parse(source)).flatMap((node) => {
    const body =
      isFunction(node) || node.type === 'ClassMethod'
        ? (child(node, 'body') ?? child(child(node, 'function'), 'body'))
        : undefined;
    return body?.type === 'BlockStatement' ? [body] : [];
  });
}

function bodyName(file: string, start: number): string {
  return `${file}:${start}`;
}
