import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasLookupKey } from '#shared/directory/users/lookup-key.ts';
import { type User, visibleTo } from '#shared/directory/users/user.ts';
import { type IndexEntry, indexChange, indexEntries } from '#shared/storage/index-entries.ts';
import { sampleProviderId, sampleUser } from '#test/doubles/samples.ts';
import { userWith } from './arbitraries.ts';

const keyOf = ({ key }: IndexEntry) => `${key.pk} | ${key.sk}`;
const keysOf = (entries: readonly IndexEntry[]) => entries.map(keyOf).sort();

describe('index entries', () => {
  test('of a user that a provider sees: name, list and every distinct value it is looked up by', () => {
    const emails = [{ value: 'B@example.com' }, { value: 'b@EXAMPLE.com' }, { value: 'c@example.com' }];
    const user = sampleUser({ attributes: { userName: 'Jensen', externalId: 'A7', emails } });

    expect(indexEntries(user).map(keyOf)).toEqual([
      'USERNAME#jensen | USERNAME',
      'PROVIDER#01KARPZZZZ0000000000000001#USERS | 01KARQ00000000000000000001',
      'PROVIDER#01KARPZZZZ0000000000000001#EXTERNALID#A7 | 01KARQ00000000000000000001',
      'PROVIDER#01KARPZZZZ0000000000000001#EMAIL#b@example.com | 01KARQ00000000000000000001',
      'PROVIDER#01KARPZZZZ0000000000000001#EMAIL#c@example.com | 01KARQ00000000000000000001',
      'ORGANIZATION#default#USERS | 01KARQ00000000000000000001',
    ]);
  });

  test('of a local user: name, the list of local users, and what it is looked up by among them', () => {
    const attributes = { userName: 'Jensen', externalId: 'A7', emails: [{ value: 'B@example.com' }] };
    const user = sampleUser({ attributes, management: { by: 'administrators' } });

    expect(indexEntries(user).map(keyOf)).toEqual([
      'USERNAME#jensen | USERNAME',
      'PROVIDER#LOCAL#USERS | 01KARQ00000000000000000001',
      'PROVIDER#LOCAL#EXTERNALID#A7 | 01KARQ00000000000000000001',
      'PROVIDER#LOCAL#EMAIL#b@example.com | 01KARQ00000000000000000001',
      'ORGANIZATION#default#USERS | 01KARQ00000000000000000001',
    ]);
  });

  test('of a local user who is open to a provider: in both lists, and looked up by that provider', () => {
    const management = { by: 'administrators', openToProviderId: sampleProviderId } as const;
    const user = sampleUser({ attributes: { userName: 'Jensen', externalId: 'A7' }, management });

    expect(indexEntries(user).map(keyOf)).toEqual([
      'USERNAME#jensen | USERNAME',
      'PROVIDER#01KARPZZZZ0000000000000001#USERS | 01KARQ00000000000000000001',
      'PROVIDER#LOCAL#USERS | 01KARQ00000000000000000001',
      'PROVIDER#01KARPZZZZ0000000000000001#EXTERNALID#A7 | 01KARQ00000000000000000001',
      'ORGANIZATION#default#USERS | 01KARQ00000000000000000001',
    ]);
  });

  test('of a deleted user whom administrators manage: among the deleted local ones', () => {
    const user = sampleUser({ deletedAt: '2026-11-23T18:00:00.000Z', management: { by: 'administrators' } });

    expect(indexEntries(user).map(keyOf)).toEqual([
      'PROVIDER#LOCAL#DELETED-USERS | 01KARQ00000000000000000001',
      'ORGANIZATION#default#USERS | 01KARQ00000000000000000001',
    ]);
  });

  test('of a user in states that few are in: one for each', () => {
    const states = sampleUser({
      life: { state: 'deactivated', at: '2026-11-23T18:00:00.000Z', cause: 'administrator' },
      blocks: { administrator: '2026-11-23T18:00:00.000Z' },
      matterIds: ['M1'],
    });

    expect(
      indexEntries(states)
        .filter(({ type }) => type === 'state-entry')
        .map(keyOf),
    ).toEqual(['DEACTIVATED', 'BLOCKED', 'HELD'].map((state) => `STATE#${state} | ${states.id}`));
  });

  test('of a deleted user: a restore marker, and an entry among the deleted ones of its provider', () => {
    const user = sampleUser({ deletedAt: '2026-11-23T18:00:00.000Z' });

    expect(keysOf(indexEntries(user))).toEqual([
      'ORGANIZATION#default#USERS | 01KARQ00000000000000000001',
      'PROVIDER#01KARPZZZZ0000000000000001#DELETED#barbara.jensen@example.com | ' +
        '2026-11-23T18:00:00.000Z#01KARQ00000000000000000001',
      'PROVIDER#01KARPZZZZ0000000000000001#DELETED-USERS | 01KARQ00000000000000000001',
    ]);
  });

  test('of a custodian: one for each matter, deleted or not', () => {
    const custodian = sampleUser({ matterIds: ['M1', 'M2'], management: { by: 'administrators' } });
    const entries = ['MATTER#M1#CUSTODIANS | ', 'MATTER#M2#CUSTODIANS | '].map((pk) => pk + custodian.id);

    expect(keysOf(indexEntries(custodian))).toEqual(expect.arrayContaining(entries));
    const deleted = indexEntries({ ...custodian, deletedAt: '2026-11-23T18:00:00.000Z' });
    expect(keysOf(deleted)).toEqual(expect.arrayContaining(entries));
  });

  test('a key says all: no two entries of a user have the same', () => {
    fc.assert(
      fc.property(userWith('U1'), (user) => {
        const keys = keysOf(indexEntries(user));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('index changes', () => {
  const change = fc.tuple(userWith('U1'), userWith('U1'));

  test('turn the entries before into the entries after, and touch none that stay', () => {
    fc.assert(
      fc.property(change, ([before, after]) => {
        const { puts, deletes } = indexChange(before, after);
        const old = keysOf(indexEntries(before));

        const deleted = old.filter((key) => !keysOf(deletes).includes(key));
        expect([...deleted, ...keysOf(puts)].sort()).toEqual(keysOf(indexEntries(after)));
        expect(keysOf(deletes).every((key) => old.includes(key))).toBe(true);
        expect(keysOf(puts).some((key) => old.includes(key))).toBe(false);
      }),
    );
  });

  test('of a new user put all of its entries', () => {
    fc.assert(
      fc.property(userWith('U1'), (user) => {
        expect(indexChange(undefined, user)).toMatchObject({ puts: indexEntries(user), deletes: [] });
      }),
    );
  });

  test('of a user that is found as before are none', () => {
    fc.assert(
      fc.property(userWith('U1'), userWith('U1'), (user, { roles }) => {
        expect(indexChange(user, { ...user, roles, lastModifiedAt: '2026-12-01T00:00:00.000Z' })).toEqual({
          puts: [],
          deletes: [],
          counters: new Map(),
        });
      }),
    );
  });

  test('keep the counters at the number of users that each provider sees, and of each organization', () => {
    fc.assert(
      fc.property(fc.array(userWith('U1'), { minLength: 1, maxLength: 8 }), (states) => {
        const counters = new Map<string, number>();
        states.forEach((after, index) => {
          for (const [key, step] of indexChange(states[index - 1], after).counters) {
            counters.set(key, (counters.get(key) ?? 0) + step);
          }
        });

        const last = states.at(-1);
        const counted = [...counters].filter(([, count]) => count !== 0);
        const isSeen = last !== undefined && last.deletedAt === undefined;
        expect(new Map(counted)).toEqual(
          new Map([
            [`ORGANIZATION#${last?.organizationId}#COUNT`, 1],
            ...(isSeen ? ([[`PROVIDER#${visibleTo(last) ?? 'LOCAL'}#COUNT`, 1]] as const) : []),
          ]),
        );
      }),
    );
  });

  test('fit into one transaction, whatever of 40 emails, name, externalId, provider and deletion changes', () => {
    const full = (letter: string, parts: Partial<User> = {}) => {
      const emails = Array.from({ length: 40 }, (_, number) => ({ value: `${letter}${number}@example.com` }));
      return sampleUser({ attributes: { userName: letter, externalId: letter, emails }, ...parts });
    };

    const { puts, deletes, counters } = indexChange(
      full('a'),
      full('b', {
        management: { by: 'provider', providerId: 'another' },
        organizationId: 'sales',
        life: { state: 'deactivated', at: '2026-11-23T18:00:00.000Z', cause: 'administrator' },
        blocks: { administrator: '2026-11-23T18:00:00.000Z' },
      }),
    );

    const userEntryAndCheck = 3;
    expect(userEntryAndCheck + puts.length + deletes.length + counters.size).toBeLessThanOrEqual(100);
  });
});

describe('a lookup', () => {
  test('finds a user exactly by the values that it has entries for', () => {
    const key = fc.record({
      attribute: fc.constantFrom('externalId' as const, 'emails.value' as const),
      value: fc.constantFrom('1', '2', 'a@example.com', 'A@example.COM', 'b@example.com', '', 'x'.repeat(1000)),
    });
    fc.assert(
      fc.property(userWith('U1'), key, ({ deletedAt: _, ...user }, lookup) => {
        const seen: User = { ...user, management: { by: 'provider', providerId: sampleProviderId } };
        const probe =
          lookup.attribute === 'externalId'
            ? sampleUser({ id: 'U1', attributes: { userName: 'probe', externalId: lookup.value } })
            : sampleUser({ id: 'U1', attributes: { userName: 'probe', emails: [{ value: lookup.value }] } });
        const wanted = keysOf(indexEntries(probe).filter(({ type }) => type === 'lookup-entry'));

        expect(keysOf(indexEntries(seen)).some((entry) => wanted.includes(entry))).toBe(hasLookupKey(seen, lookup));
      }),
    );
  });
});
