/** What the command line has of the process that it runs in: streams, environment, and somebody to ask. */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { showsColours } from './output.ts';

export type Terminal = {
  /** Ends once more can be written. */
  readonly out: (text: string) => void | Promise<void>;
  readonly error: (text: string) => void;
  readonly hasColours: { readonly out: boolean; readonly error: boolean };
  readonly input: Readable;
  /** Absent: nobody is there to be asked. An empty answer when there is none. */
  readonly ask?: (question: string) => Promise<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted when nobody reads the answer any further. */
  readonly ending: AbortSignal;
  /** From here on Ctrl-C ends what listens to this signal, and not the process. */
  readonly untilInterrupted: () => AbortSignal;
};

/** @param onFailure what becomes of an answer that cannot be written */
export function processTerminal(onFailure: (error: NodeJS.ErrnoException) => void): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const ending = new AbortController();
  stdout.on('error', (error) => {
    ending.abort();
    onFailure(error);
  });
  return {
    out: (text) => written(stdout, text),
    error: (text) => stderr.write(text),
    hasColours: { out: showsColours(stdout), error: showsColours(stderr) },
    input: stdin,
    ...(stdin.isTTY && stderr.isTTY && { ask: (question: string) => askOn(stdin, stderr, question) }),
    environment: env,
    ending: ending.signal,
    untilInterrupted: () => {
      process.once('SIGINT', () => ending.abort());
      return ending.signal;
    },
  };
}

/** What a person types; empty when the input ends, or at Ctrl-C. */
export function askOn(input: Readable, output: Writable, question: string): Promise<string> {
  const lines = createInterface({ input, output });
  return new Promise((resolve) => {
    let answer: string | undefined;
    lines.on('close', () => {
      // The cursor still stands behind the question.
      if (answer === undefined) output.write('\n');
      resolve(answer ?? '');
    });
    lines.question(question, (typed) => {
      answer = typed;
      lines.close();
    });
  });
}

/** A reader slower than the API must not fill the memory. */
function written(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve) => {
    // A failure is told by the event, once; here it only ends the wait.
    stream.write(text, () => resolve());
  });
}
