/** When credentials were used last, in DynamoDB. */
import type { CredentialUse } from '#shared/directory/stores.ts';
import { toItem } from './attribute-values.ts';
import { credentialUseKey, schemaVersion } from './keys.ts';
import { getItems, type Table, updateItem } from './table.ts';

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
      const items = await getItems(table, keyIds.map(credentialUseKey));
      return new Map(
        items.flatMap(({ keyId, lastUsedAt }) => (keyId?.S && lastUsedAt?.S ? [[keyId.S, lastUsedAt.S]] : [])),
      );
    },
  };
}
