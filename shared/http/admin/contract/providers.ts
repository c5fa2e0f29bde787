/** What the operations on provisioning providers take and answer. */
import * as z from 'zod/mini';
import { identifier } from '#shared/http/admin/messages/common.ts';
import {
  connectionMessage,
  disablingRequest,
  newProviderRequest,
  providerMessage,
  providerSettingsRequest,
  providersMessage,
  rotationRequest,
} from '#shared/http/admin/messages/provider.ts';
import { page, word } from '#shared/http/admin/parameters.ts';
import type { Description } from './description.ts';

const removalQuery = z
  .strictObject({ usersBecome: word('local', 'transferred'), toProviderId: z.optional(identifier) })
  .check(
    z.refine(({ usersBecome, toProviderId }) => (usersBecome === 'transferred') === (toProviderId !== undefined), {
      path: ['toProviderId'],
      message: 'goes with usersBecome=transferred, and only with it',
    }),
  );

export const providerContract = {
  listProviders: {
    summary: 'List the providers',
    query: z.strictObject(page(100, 50)),
    answers: { 200: providersMessage },
  },
  addProvider: {
    summary: 'Add a provider',
    description: 'The answer is what to enter at the identity provider: it shows the secret, once.',
    body: newProviderRequest,
    isCreation: true,
    answers: { 201: connectionMessage },
  },
  getProvider: { summary: 'Show a provider', answers: { 200: providerMessage } },
  editProvider: {
    summary: 'Change settings of a provider',
    description: 'What is left out stays. Pending deactivations keep the instant at which they are due.',
    body: providerSettingsRequest,
    isConditional: true,
    answers: { 200: providerMessage },
    refusals: ['PROVIDER_IN_TRANSITION'],
  },
  disableProvider: {
    summary: 'Stop a provider at once, and settle its pending deactivations',
    description: '202: they are still being cancelled; none of them comes true meanwhile.',
    body: disablingRequest,
    isConditional: true,
    answers: { 200: providerMessage, 202: providerMessage },
  },
  removeProvider: {
    summary: 'Remove a provider, and settle its users',
    description: '202: the provider is disabled and goes after the last of its users, a minute later at the soonest.',
    query: removalQuery,
    isConditional: true,
    answers: { 202: providerMessage, 204: null },
    refusals: ['PENDING_DEACTIVATION', 'PROVIDER_IN_TRANSITION'],
  },
  rotateCredential: {
    summary: 'Make a new credential',
    description: 'The answer shows the new secret, once. The credential so far is accepted for a while longer.',
    body: rotationRequest,
    isBodyOptional: true,
    isConditional: true,
    answers: { 201: connectionMessage },
  },
} as const satisfies Readonly<Record<string, Description>>;
