/** Documents with transcripts: `console` blocks, and sentences in italics about what PingOne does between them. */

export type Replay = {
  /** @param documented what the document has below it; @returns what the command prints */
  readonly command: (line: string, documented: string) => Promise<string>;
  /** @param sentence as in `PingOne disables jdoe@example.com.` */
  readonly pingOne: (sentence: string) => Promise<void>;
};

/** @returns the document, with what commands print now wherever that is more than another id, instant or secret */
export async function replayed(markdown: string, { command, pingOne }: Replay): Promise<string> {
  const done: string[] = [];
  const lines = markdown.split('\n');
  let isConsole = false;
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    done.push(line);
    if (line.startsWith('```')) isConsole = line === '```console';
    const [, sentence] = /^\*(PingOne .+)\*$/.exec(line) ?? [];
    if (sentence !== undefined) await pingOne(sentence);
    if (!isConsole || !line.startsWith('$ ')) continue;
    let whole = line.slice(2);
    while (whole.endsWith('\\')) {
      const more = lines.shift() ?? '';
      done.push(more);
      whole = whole.slice(0, -1) + more.trimStart();
    }
    const documented = lines.splice(0, lines.findIndex(isEndOfOutput)).join('\n');
    const printed = (await command(whole, documented)).replaceAll('\r', '').trimEnd();
    const shown = isSame(printed, documented) ? documented : withShortIds(printed);
    if (shown !== '') done.push(shown);
  }
  return done.join('\n');
}

function isEndOfOutput(line: string): boolean {
  return line.startsWith('$ ') || line === '```';
}

/** Whether what is documented differs by nothing but what differs from run to run; its line `…` stands for any number of lines. */
export function isSame(printed: string, documented: string): boolean {
  const parts = `${withoutParticulars(documented)}\n`.split(/^…\n/m);
  const pattern = parts.map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('(?:.*\n)*');
  return new RegExp(`^${pattern}$`).test(`${withoutParticulars(printed)}\n`);
}

const id = /\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g;

function withoutParticulars(text: string): string {
  return text
    .trimEnd()
    .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'REQUEST')
    .replaceAll(id, 'ID')
    .replaceAll(/\b01[0-9A-Z]{2}…[0-9A-Z]{4}\b/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z/g, 'INSTANT')
    .replaceAll(/ID\.[a-z0-9]{8}(\.[\w-]{43})?/g, 'CREDENTIAL')
    .replaceAll(/(?<=^Key +)[a-z0-9]{8}/gm, 'KEY')
    .replaceAll(/(?<=Password +)[\w-]{43}/g, 'SECRET')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
    .replaceAll(/ {2,}/g, '  ')
    .replaceAll(/─+/g, '─');
}

/** First and last four characters; a box keeps its ids, which are there to be copied. */
function withShortIds(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      /^[│{]/.test(line) ? line : line.replaceAll(id, (whole) => `${whole.slice(0, 4)}…${whole.slice(-4)}`),
    )
    .map((line) => line.replace(/^(ID|default) {20,}/, (cell) => cell.slice(0, -17)))
    .join('\n');
}
