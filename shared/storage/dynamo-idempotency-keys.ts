/** The idempotency keys that administrators have claimed, in DynamoDB. */
import { Unavailable } from '#shared/directory/errors.ts';
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import type { IdempotencyClaim, IdempotencyKeys } from '#shared/directory/stores.ts';
import { type Item, toItem } from './attribute-values.ts';
import { idempotencyKey, schemaVersion } from './keys.ts';
import { getItem, type Table, transactWrite } from './table.ts';
import type { Write } from './writes.ts';

const claimSeconds = 24 * 60 * 60;

/** Time to live deletes a claim some time after it has ended, so that its end is looked at here. */
export function dynamoIdempotencyKeys(table: Table): IdempotencyKeys {
  return {
    claim: async ({ administratorId, idempotencyKey: name }, claim, now) => {
      const key = idempotencyKey(administratorId, name);
      const failed = await transactWrite(table, [putClaim({ ...key, ...claim, claimedAt: now }, now)]);
      if (failed === undefined) return claim;
      const item = await getItem(table, key);
      if (item?.resourceId?.S !== undefined && item.fingerprint?.S !== undefined) {
        return { resourceId: item.resourceId.S, fingerprint: item.fingerprint.S };
      }
      throw new Unavailable('the claim of an idempotency key ended while it was read');
    },
  };
}

function putClaim(claim: IdempotencyClaim & { pk: string; sk: string; claimedAt: Instant }, now: Instant): Write {
  const expiresAt = Math.floor(Date.parse(now) / 1000) + claimSeconds;
  const item: Item = toItem({ ...claim, type: 'idempotency-claim', schemaVersion, expiresAt });
  const condition = {
    ConditionExpression: 'attribute_not_exists(pk) OR claimedAt <= :dayAgo',
    ExpressionAttributeValues: toItem({ ':dayAgo': plusSeconds(now, -claimSeconds) }),
  };
  return (TableName) => ({ Put: { TableName, Item: item, ...condition } });
}
