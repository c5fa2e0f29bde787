/** What an event of a user's life is to the simulator. */
import type { Administrator } from '#shared/directory/administration/administrator.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { Client } from '#shared/directory/provisioning/client.ts';

/** What a request says of a user's activity. */
export type Asks = 'active' | 'inactive';

/** Whom an event is about, as far as its sender knows. */
export type Target = {
  readonly client: Client;
  readonly userId: string;
  readonly userName: string;
  /** Of the provider that users may be transferred or opened to. */
  readonly otherClient: Client;
  readonly administrator: Administrator;
  /** The name that a renamed user gets. */
  readonly otherName: string;
  /** The deactivation that a schedule's event names. */
  readonly deactivationId: string;
};

export type SimulatedEvent = {
  readonly name: string;
  /** Who causes it. */
  readonly by: 'provider' | 'administrator' | 'platform';
  /** What it says of the user's activity, if anything. */
  readonly asks?: Asks;
  /** It may end deactivations of any user, then or later. */
  readonly cancels?: true;
  /** It may carry out a pending deactivation before it is due. */
  readonly carriesOut?: true;
  /** How it may fail although nothing is wrong: the beginning of the error's message. */
  readonly mayFail?: string;
  /** Of the Lambda function behind it. */
  readonly timeoutSeconds: number;
  run(directory: Directory, target: Target): Promise<unknown>;
};
