import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toItem } from '#shared/storage/attribute-values.ts';
import { entryToItem, itemToEntry } from '#shared/storage/log-item.ts';
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

  test('is in the pending index while a deactivation is pending, apart from the others when a matter holds it back', () => {
    const life = { state: 'pending', deactivation: samplePendingDeactivation() } as const;

    expect(userToItem(sampleUser({ life }))).toMatchObject({
      gsi2pk: { S: expect.stringMatching(/^PENDING#[0-7]$/) },
      gsi2sk: {
        S: '2026-11-23T18:15:00.000Z#01KARQ00000000000000000001#01KARQ0000000000000000000D#01KARPZZZZ0000000000000001',
      },
    });
    expect(userToItem(sampleUser({ life, matterIds: ['M1'] })).gsi2pk).toEqual({
      S: expect.stringMatching(/^HELD#[0-7]$/),
    });
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

test('an item has no members that have no value', () => {
  expect(toItem({ id: 'U1', deletedAt: undefined, blocks: { administrator: undefined } })).toStrictEqual({
    id: { S: 'U1' },
    blocks: { M: {} },
  });
});

describe('the item of a log entry', () => {
  const kept = { syncLogRetentionDays: 90, syncLogValues: 'values' } as const;
  const user = sampleUser();

  test('is found by user and id, and by provider and day', () => {
    const entry = sampleEntry(user, { operation: 'replace', events: [] });

    expect(entryToItem(entry, kept)).toMatchObject({
      pk: { S: 'USER#01KARQ00000000000000000001' },
      sk: { S: 'LOG#01KARQE0000000000000000001' },
      gsi1pk: { S: expect.stringMatching(/^LOG#01KARPZZZZ0000000000000001#2026-11-23#[0-7]$/) },
      gsi1sk: { S: '2026-11-23T18:00:00.000Z#01KARQE0000000000000000001' },
      type: { S: 'log-entry' },
      schemaVersion: { N: '1' },
    });
  });

  test('of an administrator is found among those of administrators', () => {
    const actor = { by: 'administrator', administratorId: 'arn:aws:iam::123456789012:user/ada' } as const;

    expect(entryToItem(sampleEntry(user, { actor }), kept).gsi1pk).toEqual({
      S: expect.stringMatching(/^LOG#ADMINISTRATORS#2026-11-23#[0-7]$/),
    });
  });

  test('expires after the retention when it tells of nothing that lasts', () => {
    const entry = sampleEntry(user, { at: '2026-11-23T18:00:00.999Z', events: [] });

    expect(entryToItem(entry, kept).expiresAt).toEqual({ N: String(Date.parse('2027-02-21T18:00:00Z') / 1000) });
    expect(entryToItem({ ...entry, events: ['created'] }, kept)).toHaveProperty('expiresAt');
    expect(itemToEntry(entryToItem(entry, kept))).toStrictEqual(entry);
  });

  test('never expires when it tells of a hold or of a deactivation', () => {
    expect(entryToItem(sampleEntry(user, { events: ['deactivated'] }), kept)).not.toHaveProperty('expiresAt');
  });

  test('of a deactivation carried out has the key of the deactivation, whenever it was; a refused one has not', () => {
    const carriedOut = sampleEntry(user, { id: 'D1', operation: 'deactivate', events: ['deactivated'] });
    const key = { pk: { S: `USER#${user.id}` }, sk: { S: 'DEACTIVATION#D1' } };

    expect(entryToItem(carriedOut, kept)).toMatchObject(key);
    expect(entryToItem({ ...carriedOut, at: '2026-12-01T00:00:00.000Z' }, kept)).toMatchObject(key);
    expect(entryToItem({ ...carriedOut, outcome: 'refused' }, kept).sk).toEqual({ S: 'LOG#D1#REFUSED' });
  });

  test('has the names alone of what changed in a user, where a deployment wants it so; settings keep their values', () => {
    const namesOnly = { ...kept, syncLogValues: 'names-only' } as const;
    const changes = [{ attribute: 'title', before: 'Guide', after: 'Director' }];
    const { userId: _, userName: _name, ...other } = sampleEntry(user, { changes });
    const ofProvider = { ...other, subject: { type: 'provider', id: 'P1', name: 'PingOne' } } as const;

    expect(itemToEntry(entryToItem(sampleEntry(user, { changes }), namesOnly)).changes).toEqual([
      { attribute: 'title' },
    ]);
    expect(itemToEntry(entryToItem(ofProvider, namesOnly))).toStrictEqual(ofProvider);
  });

  test('about a matter never expires; about a provider or an organization it does', () => {
    const { userId: _, userName: _name, ...other } = sampleEntry(user, { events: [] });
    const about = (type: 'matter' | 'provider' | 'organization') =>
      entryToItem({ ...other, subject: { type, id: 'S1', name: 'S' } }, kept);

    expect(about('matter')).toMatchObject({ pk: { S: 'MATTER#S1#LOG' }, sk: { S: `LOG#${other.id}` } });
    expect(about('matter')).not.toHaveProperty('expiresAt');
    expect(about('provider')).toMatchObject({ pk: { S: 'PROVIDER#S1#LOG' }, expiresAt: { N: expect.any(String) } });
    expect(about('organization')).toHaveProperty('expiresAt');
  });
});
