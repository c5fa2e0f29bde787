/** When credentials were used, and the idempotency keys that are claimed, in DynamoDB. */
import { Unavailable } from '#shared/directory/errors.ts';
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import type { CredentialUse, IdempotencyClaim, IdempotencyKeys } from '#shared/directory/stores.ts';
import { type Item, toItem } from './attribute-values.ts';
import { credentialUseKey, idempotencyKey, schemaVersion } from './keys.ts';
import { getItem, getItems, type Table, transactWrite, updateItem } from './table.ts';
import type { Write } from './writes.ts';

export function dynamoCredentialUse(table: Table): CredentialUse {
  return {
    record: async (keyId, at) =>
      updateItem(table, credentialUseKey(keyId), {
        UpdateExpression: 'SET #type = :type, schemaVersion = :schemaVersion, keyId = :keyId, lastUsedAt = :at',
        ExpressionAttributeNames: { '#type': 'type' },
        ExpressionAttributeValues: toItem({
          ':type': 'credential-use',
          ':schemaVersion': schemaVersion,
          ':keyId': keyId,
          ':at': at,
        }),
      }),
    lastUsed: async (keyIds) => {
      const items = keyIds.length === 0 ? [] : await getItems(table, keyIds.map(credentialUseKey));
      return new Map(
        items.flatMap(({ keyId, lastUsedAt }) => (keyId?.S && lastUsedAt?.S ? [[keyId.S, lastUsedAt.S]] : [])),
      );
    },
  };
}

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
