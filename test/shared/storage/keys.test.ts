import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import { externalIdPartition, logEntryKey, parsePendingSortKey, userKey } from '#shared/storage/keys.ts';
import { sampleEntry, sampleProviderId, sampleUser } from '#test/doubles/samples.ts';

const provider = { by: 'provider', providerId: sampleProviderId } as const;
const administrator = { by: 'administrator', administratorId: 'arn:aws:iam::123456789012:user/grace' } as const;
const digest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const externalIdText = (value: string) => externalIdPartition('P', value).split('#EXTERNALID#')[1];

test.each<[string, Partial<LogEntry>, string]>([
  ['of a deactivation carried out goes by the deactivation', { actor: provider }, 'DEACTIVATION#E'],
  ['of a deactivation by an administrator is like any other', { actor: administrator }, 'LOG#E'],
  ['of a refusal stands beside that of the change', { actor: provider, outcome: 'refused' }, 'LOG#E#REFUSED'],
  ['of an update goes by the request', { actor: provider, operation: 'replace' }, 'LOG#E'],
])('the key of an entry %s', (_, changes, sk) => {
  const user = sampleUser();

  const entry = sampleEntry(user, { id: 'E', operation: 'deactivate', outcome: 'changed', ...changes });

  expect(logEntryKey(entry)).toEqual({ pk: userKey(user.id).pk, sk });
});

test.each([
  ['a plain value', 'e-1', 'e-1'],
  ['900 bytes', 'é'.repeat(450), 'é'.repeat(450)],
  ['901 bytes', `${'é'.repeat(450)}x`, digest(`${'é'.repeat(450)}x`)],
  ['nothing', '', digest('')],
  ['half a surrogate pair, which DynamoDB would change', '\ud83d', digest('\ud83d')],
  ['what looks like a digest, so that no two values share a key', digest('x'), digest(digest('x'))],
])('the text of a key for %s', (_, value, text) => {
  expect(externalIdText(value)).toBe(text);
});

test('a sort key that is none of ours is no pending deactivation', () => {
  expect(parsePendingSortKey('2026-11-23T18:15:00.000Z#U')).toBeUndefined();
});
