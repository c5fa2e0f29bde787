/** `reprieve users …`: blocking, deactivating, reactivating and erasing users. */
import type { Command } from 'commander';
import * as z from 'zod/mini';
import { examples } from '#cli/examples.ts';
import { findUser } from '#cli/find.ts';
import { addCondition, addConsent, type Condition, type Consent, userArgument } from '#cli/options.ts';
import type { Session } from '#cli/session.ts';
import { showUser } from '#cli/show.ts';
import { type UserMessage, userMessage } from '#shared/http/admin/messages/user.ts';

type LifeCommand = {
  readonly name: string;
  /** The last segment of the path. */
  readonly operation?: string;
  readonly description: string;
  /** What is asked before it is done; absent: it can be undone. */
  readonly question?: (userName: string) => string;
};

const lifeCommands: readonly LifeCommand[] = [
  { name: 'block', description: 'take the access of a user away, until it is unblocked' },
  { name: 'unblock', description: "lift the administrators' block; that of a pending deactivation stays" },
  {
    name: 'deactivate',
    description: 'deactivate a user at once, without a delay; nothing that a provider says ends it',
    question: (userName) => `Deactivate ${userName} at once?`,
  },
  { name: 'reactivate', description: 'make a user active again, whatever deactivated or deleted it' },
  { name: 'cancel-deactivation', description: 'cancel the pending deactivation of a user' },
  {
    name: 'carry-out',
    operation: 'carry-out-deactivation',
    description: 'carry out the pending deactivation of a user now',
    question: (userName) => `Carry out the pending deactivation of ${userName} now?`,
  },
  {
    name: 'make-local',
    description: 'take a user from its provider: administrators alone manage it then',
  },
];

export function addUserLifeCommands(users: Command, session: Session): void {
  for (const lifeCommand of lifeCommands) addLifeCommand(users, session, lifeCommand);
  addErasure(users, session);
}

function addLifeCommand(users: Command, { run }: Session, lifeCommand: LifeCommand): void {
  const { name, operation = name, description, question } = lifeCommand;
  const command = addCondition(
    users
      .command(name)
      .description(description)
      .argument(...userArgument),
  );
  if (question !== undefined) addConsent(command);
  command
    .addHelpText('after', examples(`reprieve users ${name} jdoe@example.com`))
    .action((user: string, { ifMatch, ...consent }: Condition & Consent) =>
      run(async (context) => {
        const { admin, confirm } = context;
        const found = await findUser(admin, user);
        if (question !== undefined) await confirm(question(nameOf(found)), consent);
        const request = { method: 'POST', path: ['users', found.id, operation], ifMatch } as const;
        await showUser(context, await admin.send(request, userMessage));
      }),
    );
}

function addErasure(users: Command, { run }: Session): void {
  addConsent(
    addCondition(
      users
        .command('erase')
        .description('forget a deactivated user for good, and what is personal in its history')
        .argument(...userArgument),
    ),
  )
    .addHelpText('after', examples('reprieve users erase jdoe@example.com'))
    .action((user: string, { ifMatch, ...consent }: Condition & Consent) =>
      run(async ({ admin, show, confirm }) => {
        const found = await findUser(admin, user);
        await confirm(`Erase ${nameOf(found)} for good?`, consent);
        await admin.send({ method: 'DELETE', path: ['users', found.id], ifMatch }, z.undefined());
        await show({ erased: found.id }, () => `The user ${found.id} is erased.`);
      }),
    );
}

function nameOf({ id, attributes, deletedAt }: UserMessage): string {
  return `${attributes.userName} (${id}${deletedAt === undefined ? '' : ', deleted'})`;
}
