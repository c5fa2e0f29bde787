/** Command lines as a POSIX shell reads them, as far as documents use it. */

/** The words of a simple command: quotes are taken off; what follows a pipe, a redirection or a comment is left out. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  for (const [text] of line.matchAll(/(?:"(?:\\.|[^"])*"|'[^']*'|\\.|[^\s"'\\])+/g)) {
    if (/^(#|\||&|;|\d*[<>]{1,2}$|\d*[<>])/.test(text) && !/^<[\w-]+>$/.test(text)) break;
    words.push(text.replace(/"((?:\\.|[^"])*)"|'([^']*)'|\\(.)/g, unquoted));
  }
  return words;
}

function unquoted(_: string, double?: string, single?: string, escaped?: string): string {
  return double?.replace(/\\(.)/g, '$1') ?? single ?? escaped ?? '';
}
