/** What every event makes of a user in every state, found out by running the real use cases. */
import { Invalid, NotFound, Refused } from '#shared/directory/errors.ts';
import { instantOf } from '#shared/directory/instant.ts';
import type { User } from '#shared/directory/users/user.ts';
import { ScimError } from '#shared/scim/error.ts';
import { memoryMatterStore } from '#test/doubles/memory-matter-store.ts';
import { memoryOrganizationStore } from '#test/doubles/memory-organization-store.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleProvider, sampleProviderId } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import type { SimulatedEvent } from '#test/simulation/event.ts';
import {
  delaySeconds,
  matterId,
  otherOrganizationId,
  otherProviderId,
  stateOf,
  userInState,
} from '#test/simulation/states.ts';

const now = instantOf(Date.parse('2026-11-23T18:00:00.000Z'));
const userId = '01KARQ00000000000000000001';
const userName = 'ada';

/** `state`: after the event, as `stateOf` names it. */
export type Answer =
  | { readonly kind: 'changed'; readonly state: string }
  | { readonly kind: 'unchanged'; readonly isLogged: boolean }
  | { readonly kind: 'refused'; readonly why: string };

export async function answer(state: string, event: SimulatedEvent): Promise<Answer> {
  const before = userInState(state, now, { id: userId, attributes: { userName } });
  const directory = directoryWith(before);
  try {
    await event.run(directory, target(before));
  } catch (error) {
    return { kind: 'refused', why: reason(error) };
  }
  const after = directory.users.all().find((user) => user.id === userId || before === undefined);
  if (after === before) return { kind: 'unchanged', isLogged: directory.users.entries().length > 0 };
  return { kind: 'changed', state: after === undefined && before !== undefined ? 'erased' : stateOf(after, now) };
}

function directoryWith(user: User | undefined) {
  const dates = { createdAt: now, lastModifiedAt: now };
  return testDirectory({
    users: memoryUserStore(user === undefined ? [] : [user]),
    providers: memoryProviderStore(
      [sampleProviderId, otherProviderId].map((id) => sampleProvider({ id, deactivationDelaySeconds: delaySeconds })),
    ),
    matters: memoryMatterStore([{ id: matterId, version: 1, name: 'M', state: 'open', ...dates }]),
    organizations: memoryOrganizationStore([{ id: otherOrganizationId, version: 1, name: 'O', ...dates }]),
  });
}

function target(user: User | undefined) {
  const client = (providerId: string) => ({ providerId, keyId: `${providerId}.abcdefgh`, requestId: 'request' });
  return {
    client: client(sampleProviderId),
    otherClient: client(otherProviderId),
    administrator: { administratorId: 'arn:aws:iam::123456789012:user/eve', requestId: 'request' },
    userId,
    userName,
    otherName: 'grace',
    deactivationId: user?.life.state === 'pending' ? user.life.deactivation.id : 'D1',
  };
}

function reason(error: unknown): string {
  if (error instanceof ScimError) return [error.status, error.scimType].filter(Boolean).join(' ');
  if (error instanceof Refused) return error.code;
  if (error instanceof NotFound) return 'not found';
  if (error instanceof Invalid) return 'invalid';
  throw error;
}
