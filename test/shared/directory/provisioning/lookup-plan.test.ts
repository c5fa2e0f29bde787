import { describe, expect, test } from 'vitest';
import { planLookups } from '#shared/directory/provisioning/lookup-plan.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';

const plan = (filter: string) => planLookups(parseFilter(filter));

describe('an index serves', () => {
  test.each([
    ['userName eq "bjensen"', { attribute: 'userName', value: 'bjensen' }],
    ['username Eq "bjensen"', { attribute: 'userName', value: 'bjensen' }],
    ['userName eq bjensen@example.com', { attribute: 'userName', value: 'bjensen@example.com' }],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "bjensen"', { attribute: 'userName', value: 'bjensen' }],
    ['URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:USERNAME EQ "bjensen"', { attribute: 'userName', value: 'bjensen' }],
    ['externalId eq "701984"', { attribute: 'externalId', value: '701984' }],
    ['id eq "2819c223"', { attribute: 'id', value: '2819c223' }],
    ['emails eq "b@example.com"', { attribute: 'emails.value', value: 'b@example.com' }],
    ['email eq "b@example.com"', { attribute: 'emails.value', value: 'b@example.com' }],
    ['Emails.Value eq "b@example.com"', { attribute: 'emails.value', value: 'b@example.com' }],
    ['emails[value eq "b@example.com"]', { attribute: 'emails.value', value: 'b@example.com' }],
    ['emails[type eq "work" and value eq "b@example.com"]', { attribute: 'emails.value', value: 'b@example.com' }],
    ['emails[type eq "work"].value eq "b@example.com"', { attribute: 'emails.value', value: 'b@example.com' }],
  ])('%s', (filter, lookup) => {
    expect(plan(filter)).toEqual([lookup]);
  });

  test('a filter one of whose conditions it serves', () => {
    expect(plan('active eq true and (title pr and userName eq "bjensen")')).toEqual([
      { attribute: 'userName', value: 'bjensen' },
    ]);
  });

  test('the condition that fewest users fulfil', () => {
    expect(plan('emails eq "b@example.com" and externalId eq "7" and userName eq "b"')).toEqual([
      { attribute: 'userName', value: 'b' },
    ]);
    expect(plan('externalId eq "7" and emails eq "b@example.com"')).toEqual([{ attribute: 'externalId', value: '7' }]);
    expect(plan('(userName eq "a" or userName eq "b" or userName eq "c") and emails eq "b@example.com"')).toEqual([
      { attribute: 'emails.value', value: 'b@example.com' },
    ]);
  });

  test.each([
    [
      'userName eq "a" or id eq "2819c223" and title pr or externalId eq "7"',
      [
        { attribute: 'userName', value: 'a' },
        { attribute: 'id', value: '2819c223' },
        { attribute: 'externalId', value: '7' },
      ],
    ],
    [
      'emails[type eq "work" and (value eq "a@example.com" or value eq "b@example.com")]',
      [
        { attribute: 'emails.value', value: 'a@example.com' },
        { attribute: 'emails.value', value: 'b@example.com' },
      ],
    ],
  ])('each of the alternatives of %s', (filter, lookups) => {
    expect(plan(filter)).toEqual(lookups);
  });

  test('20 alternatives, and no more', () => {
    const any = (count: number) => Array.from({ length: count }, (_, index) => `userName eq "u${index}"`).join(' or ');

    expect(plan(any(20))).toHaveLength(20);
    expect(plan(any(21))).toBeUndefined();
  });
});

describe('no index serves', () => {
  test.each([
    'userName ne "bjensen"',
    'userName sw "bjensen"',
    'userName pr',
    'externalId eq null',
    'not (userName eq "bjensen")',
    'userName eq "bjensen" or title pr',
    'title pr or userName eq "bjensen"',
    'title eq "userName"',
    'emails.type eq "work"',
    'emails[type eq "work"]',
    'emails[not (value eq "b@example.com")]',
    'emails[value eq "a@example.com" or type eq "work"]',
    'addresses[value eq "b@example.com"]',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:userName eq "bjensen"',
  ])('%s', (filter) => {
    expect(plan(filter)).toBeUndefined();
  });
});
