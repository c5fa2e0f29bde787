/** Changes of many users with an outcome for each: those who cannot be changed do not keep the others from it. */
import type { Command } from 'commander';
import { CommandError, NotThere, RefusedRequest, UsageError } from './command-error.ts';
import { readLines } from './input.ts';
import { nonEmpty, nonEmptyList } from './options.ts';
import type { Cell } from './output.ts';
import type { Context } from './session.ts';

export type Outcome = {
  /** As it was given. */
  readonly user: string;
  readonly outcome: string;
  readonly isDone: boolean;
  /** Why it is not. */
  readonly detail?: string | undefined;
};

export type Users = readonly string[];
export type UserFile = { readonly file?: string };

/** The API answers each; so many at a time. */
const concurrency = 8;

export function addUserList(command: Command): Command {
  return command
    .argument('[user...]', 'their userNames or ids', nonEmptyList)
    .option('--file <path>', 'more of them, one to a line; -: standard input', nonEmpty);
}

/** @throws UsageError when there is none */
export async function readUserList(context: Context, given: Users, { file }: UserFile): Promise<Users> {
  const more = file === undefined ? [] : await readLines(context.terminal.input, file);
  const users = new Set([...given, ...more]);
  if (users.size === 0)
    throw new UsageError(file ? `There is no user in ${file}.` : 'Name users, or give --file <path>.');
  return [...users];
}

/** @param change what is done with each; @param done the outcome when all is well */
export async function* changeEach(
  users: Users,
  change: (user: string) => Promise<unknown>,
  done: string,
): AsyncGenerator<readonly Outcome[]> {
  for (const some of chunks(users, concurrency)) {
    yield await Promise.all(
      some.map((user) =>
        change(user).then(
          () => ({ user, outcome: done, isDone: true }),
          (error: unknown) => failed(user, error),
        ),
      ),
    );
  }
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** @throws CommandError when not all is done, once the outcomes are shown */
export async function showOutcomes(context: Context, pages: AsyncIterable<readonly Outcome[]>): Promise<void> {
  let [all, undone] = [0, 0];
  let failure: unknown;
  const counted = async function* () {
    try {
      for await (const outcomes of pages) {
        all += outcomes.length;
        undone += outcomes.filter(({ isDone }) => !isDone).length;
        yield outcomes;
      }
    } catch (error) {
      // What is done already is done: it is shown first.
      failure = error;
    }
  };
  const toRow = ({ user, outcome, isDone, detail = '' }: Outcome): readonly Cell[] => [
    user,
    isDone ? outcome : { text: outcome, colour: 'red' },
    detail,
  ];
  await context.showPages(counted(), {
    member: 'outcomes',
    head: ['USER', 'OUTCOME', 'WHY'],
    toRow,
    none: 'No outcome is known.',
  });
  if (failure !== undefined) throw failure;
  if (undone > 0) throw new CommandError(`Not done for ${undone} of ${all} users.`);
}

/** What is wrong with one user says nothing about the others; anything else does. */
function failed(user: string, error: unknown): Outcome {
  const isMissing = error instanceof NotThere || (error instanceof RefusedRequest && error.status === 404);
  const isRefused = error instanceof RefusedRequest && error.status === 409;
  if (!isMissing && !isRefused) throw error;
  const [detail] = error.message.split('\n');
  return { user, outcome: isMissing ? 'not-found' : 'refused', isDone: false, detail };
}
