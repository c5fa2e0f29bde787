/** `reprieve custodians …`: placing users on legal hold, and releasing them. */
import type { Command } from 'commander';
import type { AdminClient } from '#cli/admin-client.ts';
import {
  addUserList,
  changeEach,
  type Outcome,
  readUserList,
  showOutcomes,
  type UserFile,
  type Users,
} from '#cli/bulk.ts';
import { examples } from '#cli/examples.ts';
import { findMatter, findUserId, isId } from '#cli/find.ts';
import { type Names, readNames } from '#cli/names.ts';
import { limitOption, matterArgument } from '#cli/options.ts';
import { pagesOf } from '#cli/pages.ts';
import type { Session } from '#cli/session.ts';
import { userHead, userRow } from '#cli/text/users.ts';
import { custodiansMessage, type HoldsMessage, holdsMessage } from '#shared/http/admin/messages/matter.ts';
import { type UserMessage, userMessage } from '#shared/http/admin/messages/user.ts';

export function addCustodianCommands(program: Command, session: Session): void {
  const custodians = program
    .command('custodians')
    .description('list, add and release the users whom a matter keeps on legal hold');
  addReading(custodians, session);
  addHolds(custodians, session);
  addReleases(custodians, session);
}

function addReading(custodians: Command, { run }: Session): void {
  custodians
    .command('list')
    .description('list the custodians of a matter')
    .argument(...matterArgument)
    .addOption(limitOption())
    .addHelpText('after', examples('reprieve custodians list "Doe v. Example"'))
    .action((matter: string, { limit }: { readonly limit?: number }) =>
      run(async ({ admin, isJson, showPages }) => {
        const { id } = await findMatter(admin, matter);
        const pages = pagesOf(
          async (query) => {
            const request = { method: 'GET', path: ['matters', id, 'custodians'], query } as const;
            const { custodians: items, next } = await admin.send(request, custodiansMessage);
            return { items, next };
          },
          { limit, pageSize: 100 },
        );
        const names: Names = isJson ? (userId) => userId : await readNames(admin, 'providers', 'organizations');
        const toRow = (user: UserMessage) => userRow(user, names);
        await showPages(pages, { member: 'custodians', head: userHead, toRow, none: 'The matter has no custodian.' });
      }),
    );
}

function addHolds(custodians: Command, { run }: Session): void {
  const add = custodians
    .command('add')
    .description('place users on legal hold, and show what becomes of each')
    .argument(...matterArgument);
  addUserList(add)
    .addHelpText(
      'after',
      examples(
        'reprieve custodians add "Doe v. Example" jdoe@example.com',
        'reprieve custodians add "Doe v. Example" --file custodians.txt',
      ),
    )
    .action((matter: string, users: Users = [], file: UserFile = {}) =>
      run(async (context) => {
        const all = await readUserList(context, users, file);
        const { id } = await findMatter(context.admin, matter);
        await showOutcomes(context, placeHolds(context.admin, id, all));
      }),
    );
}

/** So many are placed on hold by one request; those for whom there was no time are asked for again. */
const maximumHolds = 1000;

async function* placeHolds(admin: AdminClient, matterId: string, users: Users): AsyncGenerator<readonly Outcome[]> {
  let left = users;
  while (left.length > 0) {
    const some = left.slice(0, maximumHolds);
    const body = { userIds: some.filter(isId), userNames: some.filter((user) => !isId(user)) };
    const request = { method: 'POST', path: ['matters', matterId, 'custodians'], body } as const;
    const { outcomes } = await admin.send(request, holdsMessage);
    const tried = outcomes.filter(({ outcome }) => outcome !== 'not-tried');
    const isStuck = tried.length === 0;
    yield (isStuck ? outcomes : tried).map(holdOutcome);
    const again = isStuck ? [] : outcomes.filter(({ outcome }) => outcome === 'not-tried').map(nameOf);
    left = [...again, ...left.slice(maximumHolds)];
  }
}

function nameOf({ userId, userName }: HoldsMessage['outcomes'][number]): string {
  return userName ?? userId ?? '';
}

function holdOutcome(held: HoldsMessage['outcomes'][number]): Outcome {
  const { outcome, code, detail } = held;
  const isDone = outcome === 'placed' || outcome === 'already-placed';
  const why = `${detail ?? ''}${code ? ` (${code})` : ''}`.trim();
  return { user: nameOf(held), outcome, isDone, ...(why !== '' && { detail: why }) };
}

function addReleases(custodians: Command, { run }: Session): void {
  const remove = custodians
    .command('remove')
    .description('release users from a matter: a deactivation that is due and waits for it comes with it')
    .argument(...matterArgument);
  addUserList(remove)
    .addHelpText(
      'after',
      examples(
        'reprieve custodians remove "Doe v. Example" jdoe@example.com',
        'reprieve custodians remove "Doe v. Example" --file custodians.txt',
      ),
    )
    .action((matter: string, users: Users = [], file: UserFile = {}) =>
      run(async (context) => {
        const { admin } = context;
        const all = await readUserList(context, users, file);
        const { id } = await findMatter(admin, matter);
        const release = async (user: string) => {
          const userId = await findUserId(admin, user);
          return admin.send({ method: 'DELETE', path: ['matters', id, 'custodians', userId] }, userMessage);
        };
        await showOutcomes(context, changeEach(all, release, 'released'));
      }),
    );
}
