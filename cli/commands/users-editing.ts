/** `reprieve users create | edit`: local users, and the attributes of any user. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { examples } from '#cli/examples.ts';
import { findOrganization, findUser } from '#cli/find.ts';
import { readJsonObject } from '#cli/input.ts';
import { addCondition, type Condition, nonEmpty, nonEmptyList, userArgument } from '#cli/options.ts';
import type { Session } from '#cli/session.ts';
import { showUser } from '#cli/show.ts';
import {
  patchOperations,
  type ScimJson,
  type SettingName,
  settingLabel,
  settingNames,
  withSettings,
} from '#cli/user-settings.ts';
import { userMessage } from '#shared/http/admin/messages/user.ts';

export function addUserEditingCommands(users: Command, session: Session): void {
  addCreation(users, session);
  addEditing(users, session);
}

type Creation = Partial<Record<SettingName, string>> & { readonly organization?: string; readonly file?: string };

function addCreation(users: Command, { run }: Session): void {
  const create = users
    .command('create')
    .description('create a local user, whom no provider manages')
    .argument('[userName]', 'unless the file has it', nonEmpty);
  for (const name of settingNames) {
    create.option(`--${kebabCase(name)} <text>`, settingLabel(name), nonEmpty);
  }
  create
    .option('--organization <organization>', 'its id or its name (default: the default organization)', nonEmpty)
    .option('--file <path>', 'a SCIM User (RFC 7643) as JSON, which options go before; -: standard input', nonEmpty)
    .addHelpText(
      'after',
      examples(
        'reprieve users create jdoe@example.com --given-name Jane --family-name Doe --email jdoe@example.com',
        'reprieve users create --file user.json --organization Engineering',
      ),
    )
    .action((userName: string | undefined, { organization, file, ...settings }: Creation) => {
      if (userName === undefined && file === undefined) create.error('error: give a userName, or --file <path>');
      return run(async (context) => {
        const { admin, terminal } = context;
        const given = file === undefined ? {} : await readJsonObject(terminal.input, file);
        const user = withSettings({ ...given, ...(userName !== undefined && { userName }) }, settings);
        const organizationId =
          organization === undefined ? undefined : (await findOrganization(admin, organization)).id;
        const request = { method: 'POST', path: ['users'], body: { organizationId, user }, isCreation: true } as const;
        await showUser(context, await admin.send(request, userMessage));
      });
    });
}

type Editing = Condition & {
  readonly set?: ReadonlyMap<string, string>;
  readonly unset?: readonly string[];
  readonly patch?: string;
};

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

function addEditing(users: Command, { run }: Session): void {
  const edit = users
    .command('edit')
    .description('change attributes of a user; a provider overwrites those that it sends with its next update')
    .argument(...userArgument)
    .option('--set <name=value>', 'a new value; may be given several times', assignments)
    .option('--unset <name>', 'no value any more; may be given several times', nonEmptyList)
    .addOption(
      new Option('--patch <path>', 'a PatchOp (RFC 7644 §3.5.2) as JSON; -: standard input')
        .argParser(nonEmpty)
        .conflicts(['set', 'unset']),
    );
  addCondition(edit)
    .addHelpText('after', `\nNames: userName, ${settingNames.join(', ')}, or any SCIM path.`)
    .addHelpText(
      'after',
      examples(
        'reprieve users edit jdoe@example.com --set title=Engineer --set workCity=Graz --unset division',
        'reprieve users edit jdoe@example.com --patch changes.json',
      ),
    )
    .action((name: string, { ifMatch, patch, set = new Map(), unset = [] }: Editing) => {
      if (patch === undefined && set.size + unset.length === 0) edit.error('error: give --set, --unset or --patch');
      return run(async (context) => {
        const { admin, terminal } = context;
        const user = await findUser(admin, name);
        const body =
          patch === undefined
            ? patchOf(patchOperations(user.attributes, { set, unset }))
            : await readJsonObject(terminal.input, patch);
        const request = { method: 'PATCH', path: ['users', user.id], body, ifMatch } as const;
        await showUser(context, body === undefined ? user : await admin.send(request, userMessage));
      });
    });
}

/** Nothing to ask for when everything to unset is unset already. */
function patchOf(Operations: readonly unknown[]): ScimJson | undefined {
  return Operations.length === 0 ? undefined : { schemas: [patchOp], Operations };
}

/** `name=value`; the name may be a path with a filter, in which an equals sign is part of the name. */
function assignments(text: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const [, name, value] = /^((?:[^="[]|\[(?:[^"\]]|"[^"]*")*\])+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('Write it as name=value.');
  if (value === '') throw new InvalidArgumentError(`There is no value: --unset ${name} takes the one it has away.`);
  if (name.trim() === 'active') {
    throw new InvalidArgumentError('"reprieve users deactivate" and "reprieve users reactivate" change it.');
  }
  return new Map([...before, [name.trim(), value]]);
}

/** `givenName` as `given-name`. */
function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
