/** Entries with the names of their providers, those of removed ones too. */

import { everyItem, type Page } from '#shared/directory/page.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';

/** `providerName`: of the provider that caused it, as the provider is called now, or was called last. */
export type NamedEntry = LogEntry & { readonly providerName?: string };

export async function withProviderNames({ providers }: Directory, page: Page<LogEntry>): Promise<Page<NamedEntry>> {
  if (!page.items.some(({ actor }) => actor.by === 'provider')) return page;
  const [present, removed] = await Promise.all([everyItem(providers.list), providers.removed()]);
  const names = new Map([...removed, ...present].map(({ id, displayName }) => [id, displayName]));
  const named = page.items.map((entry) => {
    const providerName = entry.actor.by === 'provider' ? names.get(entry.actor.providerId) : undefined;
    return { ...entry, ...(providerName !== undefined && { providerName }) };
  });
  return { ...page, items: named };
}
