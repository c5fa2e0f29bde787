/** A directory with one provider, and what its client does, in as few words as the tests need. */

import type { Provider } from '#shared/directory/providers/provider.ts';
import { createUser } from '#shared/directory/provisioning/create-user.ts';
import { deleteUser } from '#shared/directory/provisioning/delete-user.ts';
import { patchUser } from '#shared/directory/provisioning/patch-user.ts';
import { replaceUser } from '#shared/directory/provisioning/replace-user.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { type TestDirectory, testDirectory } from '#test/doubles/test-directory.ts';

export async function provisioning(settings: Partial<Provider> = {}, parts: Partial<TestDirectory> = {}) {
  const directory = testDirectory(parts);
  const provider = sampleProvider(settings);
  await directory.providers.create(provider);
  return { directory, provider, ...clientOf(directory, provider) };
}

/** The requests of the provider's client; `userName` is `ada` unless said otherwise. */
export function clientOf(directory: TestDirectory, provider: Provider) {
  const client = { providerId: provider.id, keyId: provider.credentials[0]?.keyId ?? '', requestId: 'request-1' };
  const patch = (userId: string, ...Operations: object[]) =>
    patchUser(directory, { client, userId, body: { Operations } });
  return {
    client,
    create: (attributes: object = {}) => createUser(directory, { client, body: { userName: 'ada', ...attributes } }),
    replace: (userId: string, attributes: object = {}, ifMatch?: string) =>
      replaceUser(directory, { client, userId, body: { userName: 'ada', ...attributes }, ifMatch }),
    patch,
    disable: (userId: string) => patch(userId, { op: 'replace', path: 'active', value: false }),
    enable: (userId: string) => patch(userId, { op: 'replace', path: 'active', value: true }),
    remove: (userId: string) => deleteUser(directory, { client, userId }),
  };
}
