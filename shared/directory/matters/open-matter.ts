/** An administrator opens a matter, so that users can be placed on legal hold, or gives it another name. */
import type { ChangeRequest, CreationRequest } from '#shared/directory/administration/administrator.ts';
import { createRecorded } from '#shared/directory/administration/change-recorded.ts';
import { createOnce } from '#shared/directory/administration/create-once.ts';
import { requireName } from '#shared/directory/administration/require-name.ts';
import { Refused } from '#shared/directory/errors.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { hasLegalHold } from '#shared/directory/product-plan.ts';
import { changeMatter, matterEntry } from './change-matter.ts';
import type { Matter } from './matter.ts';

/** @throws Invalid, NotFound, Refused NO_LEGAL_HOLD, IDEMPOTENCY_KEY_REUSED */
export async function openMatter(
  directory: Directory,
  request: CreationRequest & { readonly name: string },
): Promise<Matter> {
  requireLegalHold(directory);
  const name = requireName(request.name, 'A matter has a name');
  const operation = 'open-matter';
  const create = (id: string) =>
    createRecorded<Matter>(directory, {
      find: () => directory.matters.get(id),
      make: async () => {
        const now = directory.clock.now();
        return { id, version: 1, name, state: 'open', createdAt: now, lastModifiedAt: now };
      },
      commit: (after) => directory.matters.create(after, matterEntry({ ...request, operation }, { id, after })),
    });
  return createOnce(
    directory,
    request,
    { operation, request: { name } },
    { find: directory.matters.get, create, about: (id) => ({ subject: { type: 'matter', id, name } }) },
  );
}

/** A matter that is closed may still be renamed. @throws Invalid, NotFound, VersionMismatch */
export async function renameMatter(
  directory: Directory,
  request: ChangeRequest & { readonly matterId: string; readonly name: string },
): Promise<Matter> {
  const name = requireName(request.name, 'A matter has a name');
  return changeMatter(directory, request.matterId, (before) => ({ ...before, name }), {
    ...request,
    operation: 'rename-matter',
  });
}

/** Holds that are placed already stay, whatever the plan. @throws Refused NO_LEGAL_HOLD */
export function requireLegalHold({ settings }: Directory): void {
  if (!hasLegalHold(settings.productPlan)) {
    throw new Refused('NO_LEGAL_HOLD', `The product plan ${settings.productPlan} has no legal hold.`);
  }
}
