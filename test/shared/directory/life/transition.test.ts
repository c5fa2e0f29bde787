import { expect, test } from 'vitest';
import { andThen } from '#shared/directory/life/transition.ts';
import { sampleUser } from '#test/doubles/samples.ts';

const user = sampleUser();

test.each([
  ['the first has one', 'first', undefined, 'first'],
  ['the second has one', undefined, 'second', 'second'],
  ['both have one: the last word', 'first', 'second', 'second'],
  ['neither has one', undefined, undefined, undefined],
])('one transition after another has the events of both, and a reason when %s', (_, first, second, reason) => {
  const before = { user, events: ['restored'] as const, ...(first && { reason: first }) };

  const both = andThen(before, (after) => ({
    user: after,
    events: ['reactivated'],
    ...(second && { reason: second }),
  }));

  expect(both).toEqual({ user, events: ['restored', 'reactivated'], ...(reason && { reason }) });
});
