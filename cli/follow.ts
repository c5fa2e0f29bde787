/** What comes to a log while one looks. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type CommandError, NoAnswer, RefusedRequest } from './command-error.ts';

type Entry = { readonly id: string; readonly at: string };

/** An entry is found this much later than its own time at most: the API's index lags. */
const overlapMilliseconds = 60_000;

export type Following = {
  /** Entries from this instant on come first. */
  readonly since: string;
  readonly intervalMilliseconds: number;
  readonly ending: AbortSignal;
  /** What is tried again. */
  readonly onFailure: (error: CommandError) => void;
};

/**
 * Each entry once, in the order in which they are found, until the end is asked for.
 * @param read every entry from an instant on, the oldest first
 * @throws CommandError when it fails at first, or in a way that trying again does not mend
 */
export async function* follow<Item extends Entry>(
  read: (from: string) => AsyncIterable<readonly Item[]>,
  { since, intervalMilliseconds, ending, onFailure }: Following,
): AsyncGenerator<readonly Item[]> {
  const seen = new Map<string, string>();
  let [from, newest, isFirst] = [since, since, true];
  while (!ending.aborted) {
    try {
      for await (const entries of read(from)) {
        const fresh = entries.filter(({ id }) => !seen.has(id));
        for (const { id, at } of fresh) {
          seen.set(id, at);
          if (at > newest) newest = at;
        }
        yield fresh;
        if (ending.aborted) return;
      }
    } catch (error) {
      if (isFirst || !isPassing(error)) throw error;
      onFailure(error);
    }
    isFirst = false;
    from = later(since, new Date(Date.parse(newest) - overlapMilliseconds).toISOString());
    for (const [id, at] of seen) if (at < from) seen.delete(id);
    await sleep(intervalMilliseconds, undefined, { signal: ending }).catch(() => undefined);
  }
}

function isPassing(error: unknown): error is CommandError {
  if (error instanceof NoAnswer) return true;
  return error instanceof RefusedRequest && (error.status === 429 || error.status >= 500);
}

function later(one: string, other: string): string {
  return Date.parse(one) > Date.parse(other) ? one : other;
}
