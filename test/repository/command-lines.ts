/** The command lines that a document shows: in blocks of code, and inside sentences. */

/** @param name how they begin, such as `reprieve`; @returns each once, without the prompt */
export function commandLines(markdown: string, name: string): readonly string[] {
  const begins = new RegExp(`^(?:\\$ )?(?:npx )?(${name} .+)$`);
  const blocks = [...markdown.matchAll(/^```\w*\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block.replaceAll(/ *\\\n */g, ' ').split('\n'),
  );
  const sentences = markdown.replaceAll(/^```.*?^```$/gms, '');
  const spans = [...sentences.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replaceAll(/\s+/g, ' '));
  return [...new Set([...blocks, ...spans].flatMap((line) => begins.exec(line)?.[1] ?? []))];
}
