/** The lists of providers, organizations and matters, which the API answers in pages. */
import { describe, expect, test } from 'vitest';
import { startStack } from '#test/cli/command-line.ts';
import { matter, organization, provider } from '#test/cli/samples.ts';

const samples = {
  providers: (id: string, displayName: string) => provider({ id, displayName, organizationId: 'o2' }),
  organizations: (id: string, name: string) => organization({ id, name }),
  matters: (id: string, name: string) => matter({ id, name }),
} as const;

type Kind = keyof typeof samples;

/** Two pages of the list of a kind: one thing on each. */
function pagesOf(kind: Kind) {
  const initial = kind[0];
  const [first, second] = [
    samples[kind](`${initial}1`, `First ${kind}`),
    samples[kind](`${initial}2`, `Second ${kind}`),
  ];
  return {
    things: [first, second],
    answers: {
      [`GET /${kind}?limit=100`]: { [kind]: [first], next: 'c' },
      [`GET /${kind}?limit=100&cursor=c`]: { [kind]: [second] },
    },
  };
}

const everyList = { ...pagesOf('providers').answers, ...pagesOf('organizations').answers };

describe.each(['providers', 'organizations', 'matters'] as const)('%s', (kind) => {
  const { things, answers } = pagesOf(kind);

  test('are listed to the end, in one table or one document', async () => {
    const { run } = await startStack({ ...everyList, ...answers });

    const { code, out, error } = await run(kind, 'list');

    const rows = out.trimEnd().split('\n');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(rows).toEqual([
      expect.stringMatching(/^ID +NAME /),
      expect.stringContaining(`First ${kind}`),
      expect.stringContaining(`Second ${kind}`),
    ]);
    expect(JSON.parse((await run(kind, 'list', '--json')).out)).toEqual({ [kind]: things });
  });

  test('are listed as far as is asked for, and no further page is read', async () => {
    const { run, reads } = await startStack({ [`GET /${kind}?limit=1`]: { [kind]: things.slice(0, 1), next: 'c' } });

    const { out } = await run(kind, 'list', '--limit', '1', '--json');

    expect(JSON.parse(out)).toEqual({ [kind]: things.slice(0, 1) });
    expect(reads()).toEqual([`/${kind}?limit=1`]);
  });

  test('are found by a name that is on another page than the first', async () => {
    const { run } = await startStack({ ...everyList, ...answers });

    const { out } = await run(kind, 'show', `Second ${kind}`, '--json');

    expect(JSON.parse(out)).toEqual(things[1]);
  });
});

test('providers are listed with names that are on other pages than the first', async () => {
  const usersBecome = { become: 'transferred', toProviderId: 'p2' } as const;
  const removal = { since: '2026-01-03T12:00:00.000Z', administratorId: 'arn', requestId: 'r1', usersBecome };
  const going = provider({ displayName: 'Going', organizationId: 'o2', removal });
  const { run } = await startStack({ ...everyList, 'GET /providers?limit=1': { providers: [going], next: 'c' } });

  const { out } = await run('providers', 'list', '--limit', '1');

  expect(out).toMatch(/ Going +being removed, its users go to provider Second providers .* Second organizations$/m);
});
