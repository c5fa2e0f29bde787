/** The administrator's command line. Exit codes: 0 done, 1 refused or failed, 2 not understood. */
import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { CommandError, UsageError } from './command-error.ts';
import { printableLines, styled, withoutColours } from './output.ts';
import { createProgram } from './program.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/** @param args without `node` and the script; @returns the exit code */
export async function reprieve(args: readonly string[], terminal: Terminal): Promise<number> {
  const { error, hasColours, environment } = terminal;
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' });
    return 0;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    const text = environment.DEBUG ? inspect(thrown) : styled('red', sentence(thrown));
    error(`${hasColours.error ? text : withoutColours(text)}\n`);
    return thrown instanceof UsageError ? 2 : 1;
  }
}

/** What failed may quote what a client sent. */
function sentence(thrown: unknown): string {
  return printableLines(
    thrown instanceof CommandError
      ? thrown.message
      : `Unexpected failure: ${thrown}. DEBUG=1 shows where it comes from.`,
  );
}

export async function main(): Promise<void> {
  const terminal = processTerminal(({ code, message }) => {
    // Whoever reads the answer has seen enough of it.
    if (code === 'EPIPE') return;
    process.stderr.write(`The answer could not be written: ${message}.\n`);
    process.exitCode = 1;
  });
  const exitCode = await reprieve(process.argv.slice(2), terminal);
  process.exitCode ??= exitCode;
}

if (import.meta.main) await main();
