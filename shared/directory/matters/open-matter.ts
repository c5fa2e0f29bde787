/** An administrator opens a matter, so that users can be placed on legal hold. */
import { Invalid, Refused } from '#shared/directory/errors.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { hasLegalHold } from '#shared/directory/product-plan.ts';
import type { Matter } from './matter.ts';

/** @throws Invalid, Refused NO_LEGAL_HOLD */
export async function openMatter(directory: Directory, { name }: { readonly name: string }): Promise<Matter> {
  requireLegalHold(directory);
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 100) throw new Invalid('A matter has a name of 1 to 100 characters.');
  const now = directory.clock.now();
  const matter: Matter = {
    id: directory.newId(now),
    version: 1,
    name: trimmed,
    state: 'open',
    createdAt: now,
    lastModifiedAt: now,
  };
  await directory.matters.create(matter);
  return matter;
}

/** Holds that are placed already stay, whatever the plan. @throws Refused NO_LEGAL_HOLD */
export function requireLegalHold({ settings }: Directory): void {
  if (!hasLegalHold(settings.productPlan)) {
    throw new Refused('NO_LEGAL_HOLD', `The product plan ${settings.productPlan} has no legal hold.`);
  }
}
