/** The stores of one directory: what the suites are run on. */
import type { Directory } from '#shared/directory/ports.ts';

export type Stores = Pick<
  Directory,
  | 'users'
  | 'providers'
  | 'matters'
  | 'organizations'
  | 'unfinishedWork'
  | 'syncLog'
  | 'credentialUse'
  | 'idempotencyKeys'
>;

/** Makes the stores of a new directory that has nothing in it. */
export type MakeStores = () => Promise<Stores>;
