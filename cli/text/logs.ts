/** Entries of the Sync Log, and of the administrators' log, as a person reads them. */

import { type Cell, instantText, table } from '#cli/output.ts';
import type { LogEntryMessage } from '#shared/http/admin/messages/log.ts';

export const logHead = ['TIME', 'BY', 'ABOUT', 'OPERATION', 'WHAT HAPPENED', 'ATTRIBUTES'];

export function logRow(entry: LogEntryMessage): readonly Cell[] {
  return [
    instantText(entry.at),
    actorText(entry),
    aboutText(entry),
    entry.operation,
    eventCell(entry),
    changeText(entry),
  ];
}

function actorText({ actor, providerName }: LogEntryMessage): string {
  switch (actor.by) {
    case 'provider':
      return providerName ?? actor.providerId;
    case 'administrator':
      return shortArn(actor.administratorId);
    case 'unknown':
      return 'unknown';
  }
}

/** An erased user has an id, and no name any more. */
function aboutText({ userName, userId, subject }: LogEntryMessage): string {
  return subject === undefined ? userName || userId || '' : `${subject.type} ${subject.name}`;
}

export const historyHead = ['TIME', 'OPERATION', 'WHAT HAPPENED', 'ATTRIBUTES'];

export function historyRow(entry: LogEntryMessage): readonly Cell[] {
  return [instantText(entry.at), entry.operation, eventCell(entry), changeText(entry)];
}

export const noHistory = 'The Sync Log keeps no entry of this user any more.';

export function historyTable(entries: readonly LogEntryMessage[]): string {
  return entries.length === 0 ? noHistory : table(historyHead, entries.map(historyRow));
}

/** `arn:aws:sts::123456789012:assumed-role/Admin/jdoe` as `Admin/jdoe`, `arn:aws:iam::…:user/jdoe` as `user/jdoe`. */
function shortArn(arn: string): string {
  const resource = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/.exec(arn)?.[1] ?? arn;
  return resource.replace(/^assumed-role\//, '');
}

function eventCell({ outcome, events, dueAt, reason, count, subject }: LogEntryMessage): Cell {
  const times = count === 1 ? 'once' : `${count} times`;
  const refused = count === undefined ? 'refused' : `refused ${times} within the hour`;
  const happened =
    outcome === 'refused' ? [refused] : events.length > 0 ? events : [subject === undefined ? 'updated' : 'done'];
  const due = dueAt === undefined ? [] : [`due ${instantText(dueAt)}`];
  const text = [...happened, ...due, ...(reason === undefined ? [] : [reason])].join(', ');
  return outcome === 'refused' ? { text, colour: 'red' } : text;
}

function changeText({ changes, ignored }: LogEntryMessage): string {
  // The URN of an extension is long, and no two attributes differ by it alone.
  const changed = changes.map(({ attribute }) => attribute.replace(/^urn:.*:/, '')).join(', ');
  return ignored.length === 0 ? changed : `${changed} (ignored: ${ignored.join(', ')})`.trim();
}
