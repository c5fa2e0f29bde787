/** What may become of a call of a port, by name, and which of it can become of which call. */

export type Fate =
  | 'goes well'
  | 'fails before its effect'
  | 'takes effect, reply lost'
  | 'times out, takes effect later'
  | 'is delivered twice'
  | 'meets another transaction'
  | 'shows a state of seconds ago'
  | 'process dies before it'
  | 'process dies after it'
  | 'process dies, takes effect later';

/** Reads have no effect to lose, to delay or to repeat; a method of any other name is taken for a write. */
const readPattern = /^(get|find|list|count|history|overdue|pendingOf|belongingTo|custodians|statistics)/;

/** Reads of an eventually consistent index. */
const laggingReads: ReadonlySet<string> = new Set(['users.overdue', 'users.pendingOf', 'users.statistics']);

/** Ports that know no transactions. */
const portsWithoutTransactions: ReadonlySet<string> = new Set(['schedules', 'credentialCache']);

const fatesOfRead: readonly Fate[] = ['goes well', 'fails before its effect', 'process dies before it'];

const fatesOfWrite: readonly Fate[] = [
  'goes well',
  'fails before its effect',
  'takes effect, reply lost',
  'times out, takes effect later',
  'is delivered twice',
  'process dies before it',
  'process dies after it',
  'process dies, takes effect later',
];

const deaths: readonly Fate[] = ['process dies before it', 'process dies after it'];

/** How a history may go wrong. */
export type Mischief = 'everything' | 'deaths';

const known = new Map<string, readonly Fate[]>();

/** @param name of the call, e.g. `users.commit`; the first fate is that it goes well */
export function possibleFates(name: string, mischief: Mischief): readonly Fate[] {
  const key = `${mischief} ${name}`;
  const fates = known.get(key) ?? listFates(name, mischief);
  known.set(key, fates);
  return fates;
}

function listFates(name: string, mischief: Mischief): readonly Fate[] {
  if (mischief === 'deaths') return isRead(name) ? ['goes well', 'process dies before it'] : ['goes well', ...deaths];
  if (isRead(name)) return laggingReads.has(name) ? [...fatesOfRead, 'shows a state of seconds ago'] : fatesOfRead;
  const [port = ''] = name.split('.');
  return portsWithoutTransactions.has(port) ? fatesOfWrite : [...fatesOfWrite, 'meets another transaction'];
}

export function isRead(name: string): boolean {
  return readPattern.test(name.slice(name.indexOf('.') + 1));
}
