import { describe, expect, test } from 'vitest';
import { tallyEntries, withoutValues } from '#shared/directory/sync-log/report/tally.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import { sampleEntry, sampleUser } from '#test/doubles/samples.ts';

const user = sampleUser();
const entry = (changes: Partial<LogEntry>) => sampleEntry(user, { events: [], ...changes });

async function* pagesOf(...pages: (readonly LogEntry[])[]): AsyncGenerator<readonly LogEntry[]> {
  yield* pages;
}

describe('the tally of a provider', () => {
  test('counts operations, events and updates over all pages', async () => {
    const counted = await tallyEntries(
      pagesOf(
        [
          entry({ operation: 'create', events: ['created'] }),
          entry({ operation: 'replace' }),
          entry({ operation: 'replace', events: ['deactivation-requested'] }),
        ],
        [],
        [
          entry({ operation: 'patch', events: ['deactivation-cancelled', 'reactivated'] }),
          entry({ operation: 'replace', outcome: 'refused', reason: 'A user with this userName exists already.' }),
        ],
      ),
    );

    expect(Object.fromEntries(counted.operations)).toEqual({
      create: { changed: 1, refused: 0 },
      replace: { changed: 2, refused: 1 },
      patch: { changed: 1, refused: 0 },
    });
    expect(Object.fromEntries(counted.events)).toEqual({
      created: 1,
      'deactivation-requested': 1,
      'deactivation-cancelled': 1,
      reactivated: 1,
    });
    expect(Object.fromEntries(counted.reasons)).toEqual({ 'A user with this userName exists already.': 1 });
    expect(counted).toMatchObject({ updated: 1, refused: 1, unauthorized: 0 });
  });

  test('counts credentials that are not accepted by what one entry stands for, and not as refusals', async () => {
    const hourly = entry({ operation: 'authenticate', outcome: 'refused', count: 41 });
    const single = entry({ operation: 'authenticate', outcome: 'refused' });

    const counted = await tallyEntries(pagesOf([hourly, single]));

    expect(counted).toMatchObject({ unauthorized: 42, refused: 0 });
    expect(counted.operations.size).toBe(0);
  });

  test('says so when a refusal has no reason', async () => {
    const counted = await tallyEntries(pagesOf([entry({ outcome: 'refused' })]));

    expect([...counted.reasons.keys()]).toEqual(['No reason is given.']);
  });

  test('counts reasons that differ in a value as one', async () => {
    const of = (name: string) => entry({ outcome: 'refused', reason: `"${name}" is no e-mail address.` });

    const counted = await tallyEntries(pagesOf([of('jane'), of('joe')]));

    expect(Object.fromEntries(counted.reasons)).toEqual({ '... is no e-mail address.': 2 });
  });

  test('keeps a bounded number of reasons, whatever they are made of', async () => {
    const entries = Array.from({ length: 1000 }, (_, n) => entry({ outcome: 'refused', reason: `Reason ${n}.` }));

    const counted = await tallyEntries(pagesOf(entries, entries));

    expect(counted.reasons.size).toBeLessThanOrEqual(201);
    expect(counted.refused).toBe(2000);
    expect(counted.reasons.get('Reason 0.')).toBe(2);
    expect([...counted.reasons.values()].reduce((sum, count) => sum + count, 0)).toBe(2000);
  });
});

describe('a reason', () => {
  test.each([
    ['A user with this userName exists already.', 'A user with this userName exists already.'],
    ['User 01KARQ00000000000000000001 not found.', 'User ... not found.'],
    ['The value "jane doe" of title is too long.', 'The value ... of title is too long.'],
    ["The provider's userName 'jane' is taken.", "The provider's userName ... is taken."],
    ['jane@example.com (Jane.Doe@example.com) is taken', '... (...) is taken'],
    ['one\nline\u0000 of\ttext', 'one line of text'],
    ['The attribute `emails.value` is unknown.', 'The attribute ... is unknown.'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('%j is reported as %j', (reason, reported) => {
    expect(withoutValues(reason)).toBe(reported);
  });
});
