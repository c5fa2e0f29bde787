/** The command line of `npm run mutants`. */
import { parseArgs } from 'node:util';
import { type TargetName, targets } from './targets.ts';

export type Options = {
  readonly target: TargetName;
  /** Of the target's files, those that match. */
  readonly file?: string | undefined;
  /** Only mutants in lines changed since this revision. */
  readonly since?: string | undefined;
  /** A random choice of so many. */
  readonly sample?: number | undefined;
  readonly seed: number;
  readonly workers: number;
  readonly list: boolean;
};

export const usage = `npm run mutants -- [options]
  --target <name>   ${Object.keys(targets).join(' or ')}
  --file <glob>     only in the files that match
  --since <rev>     only in lines changed since the revision
  --sample <n>      a random choice of n mutants
  --seed <n>        which choice; printed when left out
  --workers <n>     processes side by side (2)
  --list            say what would be tried, and try nothing`;

/** @throws Error when the arguments say something else than `usage` does */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      target: { type: 'string', default: 'life' },
      file: { type: 'string' },
      since: { type: 'string' },
      sample: { type: 'string' },
      seed: { type: 'string' },
      workers: { type: 'string', default: '2' },
      list: { type: 'boolean', default: false },
    },
  });
  if (!isTarget(values.target)) throw new Error(`there is no target "${values.target}"`);
  return {
    target: values.target,
    file: values.file,
    since: values.since,
    sample: values.sample === undefined ? undefined : wholeNumber('sample', values.sample),
    seed: values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : wholeNumber('seed', values.seed),
    workers: Math.max(1, wholeNumber('workers', values.workers)),
    list: values.list,
  };
}

function isTarget(name: string): name is TargetName {
  return Object.hasOwn(targets, name);
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${option} takes a whole number, not "${text}"`);
  return Number(text);
}
