/** What a client knows of the users that it writes about. */
import { sampleProviderId } from '#test/doubles/samples.ts';
import type { Target } from './event.ts';
import { otherProviderId } from './states.ts';
import type { World } from './world.ts';

const nobody = '01KARQ0000000000000000000N';

/** @param reference 0 or 1: the first or the second name of the history */
export function targetOf(world: World, reference: number): Target {
  const userName = world.names[reference] ?? '';
  const userId = world.idByName.get(userName) ?? nobody;
  const life = world.stored.get(userId)?.life;
  const requestId = `request ${world.processes.length + 1}`;
  const client = (providerId: string) => ({ providerId, keyId: `${providerId}.abcdefgh`, requestId });
  return {
    client: client(sampleProviderId),
    otherClient: client(otherProviderId),
    administrator: { administratorId: 'arn:aws:iam::123456789012:user/eve', requestId },
    userId,
    userName,
    otherName: world.names[1 - reference] ?? '',
    deactivationId: life?.state === 'pending' ? life.deactivation.id : `01KARQD${userId.slice(7)}`,
  };
}
