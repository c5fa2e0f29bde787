/** Shows one provider or one user, with the names of what belongs to it. */
import type { ProviderMessage } from '#shared/http/admin/messages/provider.ts';
import type { UserMessage } from '#shared/http/admin/messages/user.ts';
import { readNames } from './names.ts';
import type { Context } from './session.ts';
import { providerDetails } from './text/providers.ts';
import { userDetails } from './text/users.ts';

export async function showProvider({ admin, show }: Context, provider: ProviderMessage): Promise<void> {
  await show(provider, async () => {
    const transfers = provider.removal?.usersBecome.become === 'transferred';
    return providerDetails(
      provider,
      await readNames(admin, 'organizations', ...(transfers ? (['providers'] as const) : [])),
    );
  });
}

export async function showUser({ admin, show }: Context, user: UserMessage): Promise<void> {
  await show(user, async () => {
    const kinds = [
      'organizations',
      ...(user.management.by === 'provider' || user.management.openToProviderId ? (['providers'] as const) : []),
      ...(user.matterIds.length > 0 ? (['matters'] as const) : []),
    ] as const;
    return userDetails(user, await readNames(admin, ...kinds));
  });
}
