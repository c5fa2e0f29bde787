import { describe, expect, test } from 'vitest';
import { CommandError, NoAnswer, RefusedRequest } from '#cli/command-error.ts';
import { follow } from '#cli/follow.ts';

type Entry = { readonly id: string; readonly at: string };
const entryAt = (seconds: number, id = `e${seconds}`): Entry => ({
  id,
  at: new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toISOString(),
});
const since = entryAt(0).at;

/** Follows a log that answers one round after the other, and ends after the last. */
async function followed(rounds: readonly (readonly Entry[] | Error)[]) {
  const ending = new AbortController();
  const asked: string[] = [];
  const failures: string[] = [];
  const left = [...rounds];
  const read = async function* (from: string) {
    asked.push(from);
    const round = left.shift();
    if (left.length === 0) ending.abort();
    if (round instanceof Error) throw round;
    yield round ?? [];
  };
  const onFailure = ({ message }: CommandError) => void failures.push(message);
  const shown: string[] = [];
  for await (const entries of follow(read, { since, intervalMilliseconds: 1, ending: ending.signal, onFailure })) {
    shown.push(...entries.map(({ id }) => id));
  }
  return { shown, asked, failures };
}

describe('a log that is followed', () => {
  test('shows each entry once, also one that is found after a later one', async () => {
    const { shown } = await followed([
      [entryAt(1), entryAt(5)],
      [entryAt(1), entryAt(3), entryAt(5)],
      [],
      [entryAt(5), entryAt(6)],
    ]);

    expect(shown).toEqual(['e1', 'e5', 'e3', 'e6']);
  });

  test('is asked again for the last minute only, and never for what came before', async () => {
    const { asked, shown } = await followed([
      [entryAt(30)],
      [entryAt(30), entryAt(200)],
      [entryAt(200)],
      [entryAt(200)],
    ]);

    expect(asked).toEqual([since, since, entryAt(140).at, entryAt(140).at]);
    expect(shown).toEqual(['e30', 'e200']);
  });

  test('goes on after a failure that passes', async () => {
    const { shown, failures } = await followed([
      [entryAt(1)],
      new NoAnswer('No answer.'),
      new RefusedRequest(429, 'Too many.'),
      new RefusedRequest(503, 'Not now.'),
      [entryAt(1), entryAt(2)],
    ]);

    expect(shown).toEqual(['e1', 'e2']);
    expect(failures).toEqual(['No answer.', 'Too many.', 'Not now.']);
  });

  test.each([
    [[new NoAnswer('At first.')], 'At first.'],
    [[[], new RefusedRequest(403, 'Not any more.'), []], 'Not any more.'],
    [[[], new CommandError('Strange.'), []], 'Strange.'],
  ])('ends with a failure that does not pass: %j', async (rounds, message) => {
    await expect(followed(rounds)).rejects.toThrow(message);
  });
});
