/** Matters as a person reads them. */

import { type Cell, instantText, list } from '#cli/output.ts';
import type { MatterMessage } from '#shared/http/admin/messages/matter.ts';

export const matterHead = ['ID', 'NAME', 'STATE', 'OPENED'];

export function matterRow(matter: MatterMessage): readonly Cell[] {
  return [matter.id, matter.name, stateCell(matter), instantText(matter.createdAt)];
}

export const noMatter = 'There is no matter: open one with "reprieve matters open <name>".';

export function matterDetails(matter: MatterMessage): string {
  const { closed } = matter;
  return list([
    ['ID', matter.id],
    ['Name', matter.name],
    ['State', stateCell(matter)],
    ['Opened', instantText(matter.createdAt)],
    ...(closed ? [['Closed', `${instantText(closed.at)} by ${closed.administratorId}`] as const] : []),
    ['Last modified', `${instantText(matter.lastModifiedAt)} (version ${matter.version})`],
  ]);
}

function stateCell({ state }: MatterMessage): Cell {
  const colours = { open: 'green', closing: 'yellow', closed: 'dim' } as const;
  return { text: state, colour: colours[state] };
}
