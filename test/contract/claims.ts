/** What every adapter and every double of `CredentialUse` and of `IdempotencyKeys` must do. */
import { describe, expect, test } from 'vitest';
import type { MakeStores } from './stores.ts';

const now = '2026-11-23T18:00:00.000Z';

export function claimsContract(makeStores: MakeStores): void {
  describe('CredentialUse', () => {
    test('tells when each credential was used last, and nothing of those that never were', async () => {
      const { credentialUse } = await makeStores();
      await credentialUse.record('p.aaaaaaaa', now);
      await credentialUse.record('p.bbbbbbbb', now);
      await credentialUse.record('p.aaaaaaaa', '2026-11-23T18:05:00.000Z');

      const lastUsed = await credentialUse.lastUsed(['p.aaaaaaaa', 'p.cccccccc']);

      expect(lastUsed).toEqual(new Map([['p.aaaaaaaa', '2026-11-23T18:05:00.000Z']]));
      expect(await credentialUse.lastUsed([])).toEqual(new Map());
    });
  });

  describe('IdempotencyKeys', () => {
    const ada = { administratorId: 'arn:aws:iam::123456789012:user/ada', idempotencyKey: 'k-1' };
    const claim = { resourceId: '01KARS00000000000000000001', fingerprint: 'f-1' };
    const later = { resourceId: '01KARS00000000000000000002', fingerprint: 'f-2' };

    test('gives a key to the first who claims it, and the first claim to everyone else', async () => {
      const { idempotencyKeys } = await makeStores();

      expect(await idempotencyKeys.claim(ada, claim, now)).toEqual(claim);
      expect(await idempotencyKeys.claim(ada, later, '2026-11-24T17:59:59.999Z')).toEqual(claim);
    });

    test('gives it anew after 24 hours', async () => {
      const { idempotencyKeys } = await makeStores();
      await idempotencyKeys.claim(ada, claim, now);

      expect(await idempotencyKeys.claim(ada, later, '2026-11-24T18:00:00.000Z')).toEqual(later);
    });

    test('keeps the keys of one administrator from those of another, and one key from another', async () => {
      const { idempotencyKeys } = await makeStores();
      await idempotencyKeys.claim(ada, claim, now);
      const grace = { ...ada, administratorId: 'arn:aws:iam::123456789012:user/grace' };

      expect(await idempotencyKeys.claim(grace, later, now)).toEqual(later);
      expect(await idempotencyKeys.claim({ ...ada, idempotencyKey: 'k-2' }, later, now)).toEqual(later);
    });

    test('gives it to one of two who claim it at the same moment', async () => {
      const { idempotencyKeys } = await makeStores();

      const outcomes = await Promise.allSettled([claim, later].map((each) => idempotencyKeys.claim(ada, each, now)));

      const granted = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.resourceId] : []));
      expect(granted.length).toBeGreaterThan(0);
      expect(new Set(granted).size).toBe(1);
    });
  });
}
