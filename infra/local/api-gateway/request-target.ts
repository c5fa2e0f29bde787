/** Parses the target of a request: stage, path and query, with what API Gateway refuses in them. */
import type { Pairs } from './headers.ts';

/** The parts of `/STAGE/PATH?QUERY`. */
export type RequestTarget = {
  readonly stage: string;
  /** Without the stage, as sent: `/` at least. */
  readonly path: string;
  /** Decoded. */
  readonly query: Pairs;
};

/**
 * An unescaped `;` separates parameters as `&` does (Developer Guide, "important notes").
 * @returns undefined for what API Gateway answers with 400: escapes that are no UTF-8, and unescaped `|`, `{` or `}` in
 *   the query
 */
export function parseTarget(url: string): RequestTarget | undefined {
  const [, origin = ''] = /^(https?:\/\/[^/?#]*)/i.exec(url) ?? [];
  const [target = ''] = url.slice(origin.length).split('#');
  const mark = target.indexOf('?');
  const [fullPath, search] = mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
  if (/[|{}]/.test(search)) return undefined;
  const [, stage = '', path = ''] = /^\/([^/]*)(.*)$/s.exec(fullPath) ?? [];
  try {
    decodeURIComponent(fullPath);
    return { stage, path: path === '' ? '/' : path, query: parseQuery(search) };
  } catch {
    return undefined;
  }
}

function parseQuery(search: string): Pairs {
  return search
    .split(/[&;]/)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const mark = pair.indexOf('=');
      const parts = mark < 0 ? [pair, ''] : [pair.slice(0, mark), pair.slice(mark + 1)];
      const [name = '', value = ''] = parts.map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
      return [name, value] as const;
    });
}
