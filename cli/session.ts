/** One run of the command line: where its commands go, and how their answers are shown. */
import { type AdminClient, type AdminTarget, adminClient } from './admin-client.ts';

/** Shows an answer: as JSON for a script, else as the text made of it. */
type Show = <Answer>(answer: Answer, toText: (answer: Answer) => string) => void;

export type Session = { readonly run: (action: (admin: AdminClient, show: Show) => Promise<void>) => Promise<void> };

export type SessionOptions = {
  readonly findTarget: () => Promise<AdminTarget>;
  readonly isJson: () => boolean;
  readonly write: (text: string) => void;
};

export function session({ findTarget, isJson, write }: SessionOptions): Session {
  const show: Show = (answer, toText) => write(`${isJson() ? JSON.stringify(answer, null, 2) : toText(answer)}\n`);
  return { run: async (action) => action(adminClient(await findTarget()), show) };
}
