import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryToItem, itemToEntry } from '#shared/storage/sync-log-item.ts';
import { itemToUser, userToItem } from '#shared/storage/user-item.ts';
import { sampleEntry, samplePendingDeactivation, sampleUser } from '#test/doubles/samples.ts';
import { userWith } from './arbitraries.ts';

describe('the item of a user', () => {
  test('gives back every user as it was', () => {
    fc.assert(
      fc.property(userWith('U1'), (user) => {
        expect(itemToUser(userToItem(user))).toEqual(user);
      }),
    );
  });

  test('says what it is and by which format', () => {
    expect(userToItem(sampleUser())).toMatchObject({
      pk: { S: 'USER#01KARQ00000000000000000001' },
      sk: { S: 'USER' },
      type: { S: 'user' },
      schemaVersion: { N: '1' },
    });
  });

  test('is in the pending index while a deactivation is pending that no matter holds back', () => {
    const life = { state: 'pending', deactivation: samplePendingDeactivation() } as const;

    expect(userToItem(sampleUser({ life }))).toMatchObject({
      gsi2pk: { S: expect.stringMatching(/^PENDING#[0-7]$/) },
      gsi2sk: { S: '2026-11-23T18:15:00.000Z#01KARQ00000000000000000001#01KARQ0000000000000000000D' },
    });
    expect(userToItem(sampleUser({ life, matterIds: ['M1'] }))).not.toHaveProperty('gsi2pk');
    expect(userToItem(sampleUser())).not.toHaveProperty('gsi2pk');
  });

  test('that another format wrote is refused, not guessed at', () => {
    const { life: _, ...item } = userToItem(sampleUser());

    expect(() => itemToUser(item)).toThrow(/life/);
    expect(() => itemToUser({ ...item, life: { SS: ['active'] } })).toThrow(/SS/);
  });

  test('keeps an attribute named like a part of every object', () => {
    const attributes = JSON.parse('{ "userName": "b", "__proto__": { "constructor": "x" }, "constructor": "y" }');

    const read = itemToUser(userToItem(sampleUser({ attributes }))).attributes;

    expect(JSON.stringify(read)).toBe(JSON.stringify(attributes));
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});

describe('the item of a Sync Log entry', () => {
  const user = sampleUser();

  test('is found by user and time, and by provider and day', () => {
    const entry = sampleEntry(user, { operation: 'replace', events: [] });

    expect(entryToItem(entry, 90)).toMatchObject({
      pk: { S: 'USER#01KARQ00000000000000000001' },
      sk: { S: 'LOG#2026-11-23T18:00:00.000Z#01KARQE0000000000000000001' },
      gsi1pk: { S: expect.stringMatching(/^LOG#01KARPZZZZ0000000000000001#2026-11-23#[0-7]$/) },
      gsi1sk: { S: '2026-11-23T18:00:00.000Z#01KARQE0000000000000000001' },
      type: { S: 'sync-log-entry' },
      schemaVersion: { N: '1' },
    });
  });

  test('expires after the retention when only attributes changed', () => {
    const entry = sampleEntry(user, { at: '2026-11-23T18:00:00.999Z', events: [] });

    expect(entryToItem(entry, 90).expiresAt).toEqual({ N: String(Date.parse('2027-02-21T18:00:00Z') / 1000) });
    expect(itemToEntry(entryToItem(entry, 90))).toStrictEqual(entry);
  });

  test('never expires when it tells of the life of a user', () => {
    expect(entryToItem(sampleEntry(user, { events: ['deactivated'] }), 90)).not.toHaveProperty('expiresAt');
  });

  test('of a deactivation carried out has the key of the deactivation, whenever it was; a refused one has not', () => {
    const carriedOut = sampleEntry(user, { id: 'D1', operation: 'deactivate', events: ['deactivated'] });
    const key = { pk: { S: `USER#${user.id}` }, sk: { S: 'DEACTIVATION#D1' } };

    expect(entryToItem(carriedOut, 90)).toMatchObject(key);
    expect(entryToItem({ ...carriedOut, at: '2026-12-01T00:00:00.000Z' }, 90)).toMatchObject(key);
    expect(entryToItem({ ...carriedOut, outcome: 'refused' }, 90).sk).toEqual({ S: 'LOG#2026-11-23T18:00:00.000Z#D1' });
  });
});
