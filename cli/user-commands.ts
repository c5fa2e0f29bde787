/** `reprieve users …`: where a user's life stands, and how it came there. */
import { type Command, InvalidArgumentError } from 'commander';
import { logMessage } from '#shared/http/admin/messages/log.ts';
import { type UserMessage, userMessage, usersMessage } from '#shared/http/admin/messages/user.ts';
import type { AdminClient } from './admin-client.ts';
import { CommandError } from './command-error.ts';
import { examples } from './examples.ts';
import type { Session } from './session.ts';
import { historyTable, userDetails } from './user-text.ts';

const userArgument = ['<user>', 'its userName or its id; a deleted user has its id alone', nameArgument] as const;

export function addUserCommands(program: Command, { run }: Session): void {
  const users = program.command('users').description('look at users, whoever manages them, and at their history');
  users
    .command('show')
    .description('show a user: state, blocks, who manages it')
    .argument(...userArgument)
    .addHelpText('after', examples('reprieve users show jdoe@example.com'))
    .action((name: string) => run(async (admin, show) => show(await findUser(admin, name), userDetails)));
  users
    .command('history')
    .description('show every change of a user, oldest first')
    .argument(...userArgument)
    .addHelpText(
      'after',
      examples('reprieve users history jdoe@example.com', 'reprieve users history 01M84YDA929Y0B8C4XACEBFXB2 --json'),
    )
    .action((name: string) =>
      run(async (admin, show) => {
        const { id } = await findUser(admin, name);
        const answer = await admin.send({ method: 'GET', path: ['users', id, 'history'] }, logMessage);
        show(answer, ({ entries }) => historyTable(entries));
      }),
    );
}

/** A ULID: no userName that anybody would choose. Deleted users are found by it alone. */
const userIdPattern = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** @throws CommandError when there is nobody of this name */
async function findUser(admin: AdminClient, name: string): Promise<UserMessage> {
  if (userIdPattern.test(name)) return admin.send({ method: 'GET', path: ['users', name] }, userMessage);
  const request = { method: 'GET', path: ['users'], query: { userName: name } } as const;
  const { users } = await admin.send(request, usersMessage);
  const user = users.find(({ deletedAt }) => deletedAt === undefined);
  if (user === undefined)
    throw new CommandError(`Nobody has the userName "${name}"; a deleted user is found by its id.`);
  return user;
}

function nameArgument(text: string): string {
  if (text === '') throw new InvalidArgumentError('It is empty.');
  return text;
}
