import { describe, expect, test } from 'vitest';
import { findMutants, mutated } from './find-mutants.ts';
import { clauseDropped, guardForced } from './operators/conditions.ts';
import { actorRemoved, effectDropped } from './operators/effects.ts';

const source = `
export async function carryOut(users: Users) {
  const isDue = () => a && b;
  if (isDue()) await users.commit(a && b);
  f(a && b);
}
`;

describe('the name of a mutant', () => {
  const idsOf = (text: string) => findMutants('a.ts', text, [clauseDropped, actorRemoved]).map(({ id }) => id);

  test('says where it is, what was done, and which of several alike it is', () => {
    expect(idsOf(source)).toEqual([
      'a.ts carryOut actor-removed: {}',
      'a.ts carryOut.isDue clause-dropped: a && b → a',
      'a.ts carryOut.isDue clause-dropped: a && b → b',
      'a.ts carryOut clause-dropped: a && b → a',
      'a.ts carryOut clause-dropped: a && b → b',
      'a.ts carryOut clause-dropped: a && b → a (2)',
      'a.ts carryOut clause-dropped: a && b → b (2)',
    ]);
  });

  test('outlives edits around it', () => {
    const edited = `/** é */\nconst other = 1;\n${source.replace('f(', 'g(1);\n  f(')}`;

    expect(idsOf(edited)).toEqual(idsOf(source));
  });

  test('is of one line and of bounded length', () => {
    const long = `f(${'a'.repeat(200)}\n && b, ${'a'.repeat(200)}\n && c);`;

    const ids = idsOf(long);

    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^.{1,180}$/);
  });
});

test('a mutant knows its line and makes the text that is run', () => {
  const [, mutant] = findMutants('a.ts', source, [guardForced]);

  expect(mutant).toMatchObject({ file: 'a.ts', line: 4, before: 'isDue()', after: 'false' });
  expect(mutant && mutated(source, mutant)).toBe(source.replace('if (isDue())', 'if (false)'));
});

test('two operators that make the same text make one mutant', () => {
  expect(findMutants('a.ts', 'a();', [effectDropped, effectDropped])).toHaveLength(1);
});

test('what would not parse, or would change nothing, is no mutant', () => {
  const broken = () => [{ operator: 'broken', start: 0, end: 1, text: ')' }];
  const idle = () => [{ operator: 'idle', start: 0, end: 1, text: 'a' }];

  expect(findMutants('a.ts', 'a();', [broken, idle])).toEqual([]);
});
