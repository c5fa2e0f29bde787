/** Users of any shape, for property tests; few names and values, so that they meet. */
import * as fc from 'fast-check';
import type { Life, Management, User } from '#shared/directory/users/user.ts';
import type { ScimObject, ScimValue } from '#shared/scim/resource/value.ts';
import { otherProviderId } from '#test/contract/user-store/steps.ts';
import { sampleProviderId, sampleUser } from '#test/doubles/samples.ts';

const instant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const providerId = fc.constantFrom(sampleProviderId, otherProviderId);

const management: fc.Arbitrary<Management> = fc.oneof(
  providerId.map((id): Management => ({ by: 'provider', providerId: id })),
  fc.constant<Management>({ by: 'administrators' }),
  providerId.map((id): Management => ({ by: 'administrators', openToProviderId: id })),
);

const userName = fc.constantFrom('jensen', 'JENSEN', 'miller', 'smith', 'ＳＭＩＴＨ', 'smith\u0308');

const emails = fc.array(
  fc.record(
    { value: fc.constantFrom('a@example.com', 'A@EXAMPLE.com', 'b@example.com', ''), type: fc.constant('work') },
    { requiredKeys: [] },
  ),
  { maxLength: 3 },
);

/** Any JSON but null, whose numbers DynamoDB holds. */
const value = fc.letrec<{ value: ScimValue; object: ScimObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.double({ min: -1e100, max: 1e100, noNaN: true }).filter((n) => n === 0 || Math.abs(n) > 1e-100),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1 }), tie('value'), { maxKeys: 4 }),
})).value;

const life: fc.Arbitrary<Life> = fc.oneof(
  fc.constant<Life>({ state: 'active' }),
  fc
    .record({ id: fc.constantFrom('D1', 'D2'), requestedAt: instant, dueAt: instant, providerId })
    .map((deactivation): Life => ({ state: 'pending', deactivation })),
  fc
    .record({ at: instant, cause: fc.constantFrom('provisioning' as const, 'administrator' as const) })
    .map((end): Life => ({ state: 'deactivated', ...end })),
);

const attributes = fc
  .record(
    { userName, externalId: fc.constantFrom('1', '2', 'x'.repeat(1000)), emails, more: value },
    { requiredKeys: ['userName'] },
  )
  // A negative zero is a zero in the table.
  .map((given) => JSON.parse(JSON.stringify(given)) as typeof given);

const some = { requiredKeys: [] };

/** A user with this id. */
export function userWith(id: string): fc.Arbitrary<User> {
  return fc
    .tuple(
      fc.record({
        attributes,
        management,
        life,
        organizationId: fc.constantFrom('default', 'sales'),
        roles: fc.array(fc.string(), { maxLength: 2 }),
        blocks: fc.record({ provisioning: instant, administrator: instant }, some),
        matterIds: fc.uniqueArray(fc.constantFrom('M1', 'M2'), { maxLength: 2 }),
      }),
      fc.record({ deletedAt: instant }, some),
    )
    .map(([parts, deletion]) => sampleUser({ id, ...parts, ...deletion }));
}
