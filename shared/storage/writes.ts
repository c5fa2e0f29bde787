/** The writes that transactions are made of. */
import type { ConditionCheck, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type Item, toItem } from './attribute-values.ts';
import type { Key } from './keys.ts';

/** One item of a transaction, without the name of the table. */
export type Write = (tableName: string) => TransactWriteItem;

export function put(item: Item): Write {
  return (TableName) => ({ Put: { TableName, Item: item } });
}

/** Only when there is no item with this key. */
export function putNew(item: Item): Write {
  return (TableName) => ({ Put: { TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } });
}

/** Only when the item is still at this version. */
export function replaceVersion(item: Item, version: number): Write {
  const condition = {
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: toItem({ ':version': version }),
  };
  return (TableName) => ({ Put: { TableName, Item: item, ...condition } });
}

/** Writes nothing: the transaction comes to nothing unless `condition` holds for the item. */
export function check(
  key: Key,
  condition: Pick<ConditionCheck, 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>,
): Write {
  return (TableName) => ({ ConditionCheck: { TableName, Key: toItem(key), ...condition } });
}

/** Only when the item is still at this version. */
export function removeVersion(key: Key, version: number): Write {
  const condition = {
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: toItem({ ':version': version }),
  };
  return (TableName) => ({ Delete: { TableName, Key: toItem(key), ...condition } });
}

export function remove(key: Key): Write {
  return (TableName) => ({ Delete: { TableName, Key: toItem(key) } });
}
