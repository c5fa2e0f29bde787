/** Opens the services of the stack that need no server to be there: what keeps data, and who may do what. */
import { topicLines } from './console/lines.ts';
import { type FunctionDefinition, readFunctions } from './definitions/functions.ts';
import { readTables } from './definitions/tables.ts';
import { readTopics } from './definitions/topics.ts';
import { type DynamoDb, openDynamoDb } from './dynamodb/open-dynamo-db.ts';
import { createFaults, type Faults } from './faults.ts';
import { type Administrator, readAdministrators } from './iam/administrators.ts';
import { type Iam, openIam } from './iam/iam.ts';
import { readPolicies } from './iam/read-policies.ts';
import { openTopics, type Topics } from './sns/topics.ts';
import { openQueues, type Queues } from './sqs/queues.ts';
import { ensureTables } from './tables.ts';
import type { Assembly } from './template/assembly.ts';
import { arnOf } from './template/properties.ts';
import { resourcesOfType } from './template/read-template.ts';

export type ServicesOptions = {
  readonly assembly: Assembly;
  /** The path of a file that survives restarts, by name. */
  readonly file: (name: string) => string;
  /** Administrators beside those of the template: a policy document by name. */
  readonly administrators?: Readonly<Record<string, unknown>>;
  readonly timings?: { readonly indexLagMilliseconds?: number; readonly transactionMilliseconds?: number };
  /** Told about what nobody else hears of. */
  readonly log: (line: string) => void;
};

export type Services = {
  readonly iam: Iam;
  readonly administrators: readonly Administrator[];
  readonly functions: readonly FunctionDefinition[];
  readonly dynamodb: DynamoDb;
  readonly queues: Queues;
  readonly topics: Topics;
  readonly faults: Faults;
};

/** What there is to close, in the order in which it was opened. */
export type Closers = ((graceMilliseconds: number) => unknown)[];

/** @throws Error naming what of the template the local stack does not know */
export async function openServices(
  { assembly, file, timings, administrators: custom = {}, log }: ServicesOptions,
  closers: Closers,
): Promise<Services> {
  const { stack } = assembly;
  const administrators = readAdministrators(stack, custom);
  const iam = openIam(readPolicies(stack), administrators);
  const functions = readFunctions(assembly);
  const dynamodb = openDynamoDb({ file: file('dynamodb.sqlite'), ...timings });
  closers.push(() => dynamodb.close());
  await ensureTables(dynamodb, readTables(stack));
  const queueArns = resourcesOfType(stack, 'AWS::SQS::Queue').map(arnOf);
  const queues = openQueues({ queueArns, file: file('sqs.sqlite'), now: Date.now });
  closers.push(() => queues.close());
  const topics = openTopics({
    topicArns: readTopics(stack),
    file: file('sns.sqlite'),
    now: Date.now,
    onMessage: (published) => log(topicLines(published)),
  });
  closers.push(() => topics.close());
  return { iam, administrators, functions, dynamodb, queues, topics, faults: createFaults() };
}
