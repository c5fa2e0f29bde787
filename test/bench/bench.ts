/**
 * `npm run bench`: parsing, evaluating and PATCH beside three npm libraries, as ratios taken in one run. A library counts
 * only where its answer is right.
 */
import { isDeepStrictEqual } from 'node:util';
import { filterCases, patchCases, users } from './cases.ts';
import { type Library, others, ours } from './libraries.ts';
import { callsPerCpuSecond } from './measure.ts';

type Contender = { readonly name: string; readonly work: () => unknown };

const all = [ours, ...others];

function parsing(filter: string): readonly Contender[] {
  return all.flatMap(({ name, parse }) => (parse === undefined ? [] : [{ name, work: () => parse(filter) }]));
}

function evaluating(filter: string): readonly Contender[] {
  return all.flatMap(({ name, prepare }) => {
    const count = prepare?.(filter);
    return count === undefined ? [] : [{ name, work: () => count(users) }];
  });
}

function patching({ before, operations }: (typeof patchCases)[number]): readonly Contender[] {
  return all.flatMap(({ name, patch }: Library) => {
    const work = patch?.(before, operations);
    return work === undefined ? [] : [{ name, work }];
  });
}

/** Without what a library adds to a resource beside the attributes: `schemas`, `meta`, undefined members. */
function attributes(resource: unknown): unknown {
  const { schemas, meta, ...others } = JSON.parse(JSON.stringify(resource));
  return others;
}

async function right(contenders: readonly Contender[], isRight: (answer: unknown) => boolean) {
  const checked = await Promise.all(
    contenders.map(async ({ work }) => {
      try {
        return isRight(await work());
      } catch {
        return false;
      }
    }),
  );
  return contenders.filter((_, index) => checked[index]);
}

async function row(name: string, contenders: readonly Contender[]): Promise<string> {
  const rates = await callsPerCpuSecond(contenders.map(({ work }) => work));
  const cells = all.map((library) => {
    const rate = rates[contenders.findIndex((contender) => contender.name === library.name)];
    return rate === undefined ? '–' : Math.round(rate).toLocaleString('en');
  });
  const best = Math.max(...rates.slice(1));
  const ratio = rates.length > 1 ? `${((rates[0] ?? 0) / best).toFixed(1)} x` : '–';
  return `| ${[name, ...cells, ratio].join(' | ')} |`;
}

function heading(title: string): string {
  const columns = [title, ...all.map(({ name }) => name), 'ours to the best'];
  return `\n| ${columns.join(' | ')} |\n| ${columns.map((_, index) => (index === 0 ? '---' : '---:')).join(' | ')} |`;
}

console.log(heading('parse, a second of processor time'));
for (const { name, filter } of filterCases) {
  console.log(await row(name, await right(parsing(filter), (answer) => answer !== undefined)));
}

console.log(heading('evaluate 1,000 users, a second of processor time'));
for (const { name, filter } of filterCases) {
  const count = ours.prepare?.(filter)(users);
  console.log(await row(name, await right(evaluating(filter), (answer) => answer === count)));
}

console.log(heading('PATCH, a second of processor time'));
for (const patchCase of patchCases) {
  const isRight = (answer: unknown) => isDeepStrictEqual(attributes(answer), attributes(patchCase.after));
  console.log(await row(patchCase.name, await right(patching(patchCase), isRight)));
}
