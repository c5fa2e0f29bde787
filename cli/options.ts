/** Options and arguments that several commands have in common. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from './duration.ts';
import { parseTime } from './time.ts';

export const userArgument = ['<user>', 'its userName or its id', nonEmpty] as const;
export const providerArgument = ['<provider>', 'its id or its display name', nonEmpty] as const;
export const organizationArgument = ['<organization>', 'its id or its name', nonEmpty] as const;
export const matterArgument = ['<matter>', 'its id or its name', nonEmpty] as const;

/** Of what cannot be undone. */
export type Consent = { readonly yes?: boolean };

export function addConsent(command: Command): Command {
  return command.option('--yes', 'do not ask: it is what you want');
}

/** Of a change that is meant for one version of what it changes. */
export type Condition = { readonly ifMatch?: string };

export function addCondition(command: Command): Command {
  const option = new Option('--if-match <version>', 'refuse the change unless this is still the version, such as 3');
  return command.addOption(option.argParser(entityTag));
}

export function limitOption(): Option {
  return new Option('--limit <number>', 'show so many at most (default: all)').argParser((text) => {
    const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (limit === 0) throw new InvalidArgumentError('Give a whole number from 1.');
    return limit;
  });
}

export function timeOption(flags: string, description: string, direction: 'ago' | 'ahead'): Option {
  return new Option(flags, description).argParser((text) => {
    const time = parseTime(text, direction);
    if (time === undefined) {
      throw new InvalidArgumentError(
        `Give a time such as 2h or 7d (${direction === 'ago' ? 'ago' : 'from now'}), a date such as 2026-11-23, or an instant such as 2026-11-23T18:00:00Z.`,
      );
    }
    return time;
  });
}

export function durationArgument(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === undefined) throw new InvalidArgumentError('Give a time such as 90s, 15m, 2h or 7d.');
  return seconds;
}

export function nonEmpty(text: string): string {
  if (text === '') throw new InvalidArgumentError('It is empty.');
  if (!text.isWellFormed()) throw new InvalidArgumentError('It is no Unicode text.');
  return text;
}

/** Of an argument or option that may be given several times. */
export function nonEmptyList(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, nonEmpty(text)];
}

function entityTag(text: string): string {
  const [, version] = /^(?:(?:W\/)?")?(\d{1,15})"?$/.exec(text) ?? [];
  if (version === undefined) throw new InvalidArgumentError('Give the number of a version, such as 3.');
  return `W/"${version}"`;
}
