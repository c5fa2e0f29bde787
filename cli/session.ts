/** One run of the command line: where its commands go, how their answers are shown, and who confirms them. */
import { type AdminClient, type AdminTarget, adminClient } from './admin-client.ts';
import { CommandError, UsageError } from './command-error.ts';
import { type Cell, growingTable, printableLines, styled, withoutColours } from './output.ts';
import { itemsOf } from './pages.ts';
import type { Terminal } from './terminal.ts';

export type Context = {
  readonly admin: AdminClient;
  readonly terminal: Terminal;
  readonly isJson: boolean;
  /** Shows an answer: as JSON for a script, else as the text made of it. */
  show<Answer>(answer: Answer, toText: (answer: Answer) => string | Promise<string>): Promise<void>;
  /** Shows text, and its colours where they are shown. */
  writeText(text: string): Promise<void>;
  /** Shows a list page by page; as JSON it is one document. */
  showPages<Item>(pages: AsyncIterable<readonly Item[]>, shown: ShownList<Item>): Promise<void>;
  /** For the person only: never part of the answer. */
  note(text: string): void;
  /** @throws CommandError when the answer is no; UsageError when there is nobody to ask and no `--yes` */
  confirm(question: string, options: { readonly yes?: boolean }): Promise<void>;
};

type ShownList<Item> = {
  /** Of the list, in JSON. */
  readonly member: string;
  readonly head: readonly string[];
  readonly toRow: (item: Item) => readonly Cell[];
  /** What is said when there is none. */
  readonly none: string;
};

export type Session = { readonly run: (action: (context: Context) => Promise<void>) => Promise<void> };

export type SessionOptions = {
  readonly findTarget: () => Promise<AdminTarget>;
  readonly isJson: () => boolean;
  readonly terminal: Terminal;
};

export function session({ findTarget, isJson, terminal }: SessionOptions): Session {
  return {
    run: async (action) =>
      action({
        admin: adminClient(await findTarget()),
        terminal,
        isJson: isJson(),
        show: async (answer, toText) => {
          await (isJson() ? writeJson(terminal, answer) : writeText(terminal, await toText(answer)));
        },
        showPages: (pages, shown) => (isJson() ? pagesAsJson : pagesAsTable)(terminal, pages, shown),
        writeText: (text) => writeText(terminal, text),
        note: (text) => terminal.error(`${printableLines(text)}\n`),
        confirm: (question, { yes }) => (yes === true ? Promise.resolve() : confirm(terminal, question)),
      }),
  };
}

async function pagesAsTable<Item>(
  terminal: Terminal,
  pages: AsyncIterable<readonly Item[]>,
  { head, toRow, none }: ShownList<Item>,
): Promise<void> {
  const toText = growingTable(head);
  let isEmpty = true;
  for await (const items of pages) {
    if (items.length === 0) continue;
    isEmpty = false;
    await writeText(terminal, toText(items.map(toRow)));
  }
  if (isEmpty) await writeText(terminal, none);
}

async function pagesAsJson<Item>(
  terminal: Terminal,
  pages: AsyncIterable<readonly Item[]>,
  { member }: ShownList<Item>,
): Promise<void> {
  await writeJson(terminal, { [member]: await itemsOf(pages) });
}

async function writeText({ out, hasColours }: Terminal, text: string): Promise<void> {
  await out(`${hasColours.out ? text : withoutColours(text)}\n`);
}

async function writeJson({ out }: Terminal, answer: unknown): Promise<void> {
  await out(`${JSON.stringify(answer, null, 2)}\n`);
}

async function confirm({ ask, hasColours }: Terminal, text: string): Promise<void> {
  const question = printableLines(withoutColours(text));
  if (ask === undefined) {
    throw new UsageError(`${question}\nNobody is there to confirm it: add --yes when it is what you want.`);
  }
  const shown = `${question} ${styled('bold', '[y/N]')} `;
  const answer = await ask(hasColours.error ? shown : withoutColours(shown));
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new CommandError('Nothing was changed.');
}
