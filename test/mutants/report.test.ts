import { expect, test } from 'vitest';
import { findMutants } from './find-mutants.ts';
import { clauseDropped } from './operators/conditions.ts';
import { report, staleArguments } from './report.ts';

const [first, second] = findMutants('shared/a.ts', 'f(a && b);', [clauseDropped]);
if (first === undefined || second === undefined) throw new Error('the source has two mutants');

test('a survivor is shown with its place, its change and its name, and fails the run', () => {
  const { text, unargued, score } = report([{ mutant: first, killedBy: 'unit' }, { mutant: second }], {}, []);

  expect(text).toBe(
    `
file         mutants  killed  by unit  no answer  survived  score
shared/a.ts        2       1        1          0         1   50 %
all                2       1        1          0         1   50 %

SURVIVED shared/a.ts:1 clause-dropped
  - a && b
  + b
  "shared/a.ts module clause-dropped: a && b → b"

2 mutants, 1 killed, 1 survived, 1 of them unargued: 50 % killed`.trimStart(),
  );
  expect({ unargued, score }).toEqual({ unargued: 1, score: 50 });
});

test('an argued survivor is shown with its argument, and does not', () => {
  const { text, unargued, score } = report([{ mutant: second }], { [second.id]: 'a is always true' }, []);

  expect(text).toContain('argued shared/a.ts:1 clause-dropped\n  - a && b\n  + b\n  a is always true');
  expect({ unargued, score }).toEqual({ unargued: 0, score: 0 });
});

test('an argument for a mutant that is killed or gone is stale', () => {
  const argued = { [first.id]: '', [second.id]: '', 'shared/a.ts gone': '' };

  const stale = staleArguments(argued, new Set([first.id, second.id]), [
    { mutant: first, killedBy: 'unit' },
    { mutant: second },
  ]);

  expect(stale).toEqual([`killed: ${first.id}`, 'no such mutant: shared/a.ts gone']);
});
