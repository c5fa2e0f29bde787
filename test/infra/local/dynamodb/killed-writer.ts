/** Writes transactions of two items to the file until it is killed, and prints a line after each. */
import { openDynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';

const database = openDynamoDb({ file: process.argv[2] ?? '', transactionMilliseconds: 0 });
const item = (pk: string, sk: string) => ({ Put: { TableName: 'directory', Item: { pk: { S: pk }, sk: { S: sk } } } });

for (let i = 0; ; i += 1) {
  await database.execute('TransactWriteItems', { TransactItems: [item(`${i}`, 'left'), item(`${i}`, 'right')] });
  console.log(i);
  await new Promise(setImmediate);
}
