/** What the operations on organizations take and answer. */
import * as z from 'zod/mini';
import {
  organizationMessage,
  organizationRequest,
  organizationsMessage,
} from '#shared/http/admin/messages/organization.ts';
import { page } from '#shared/http/admin/parameters.ts';
import type { Description } from './description.ts';

export const organizationContract = {
  listOrganizations: {
    summary: 'List the organizations',
    query: z.strictObject(page(100, 50)),
    answers: { 200: organizationsMessage },
  },
  addOrganization: {
    summary: 'Add an organization',
    body: organizationRequest,
    isCreation: true,
    answers: { 201: organizationMessage },
  },
  getOrganization: { summary: 'Show an organization', answers: { 200: organizationMessage } },
  renameOrganization: {
    summary: 'Rename an organization',
    body: organizationRequest,
    isConditional: true,
    answers: { 200: organizationMessage },
  },
  removeOrganization: {
    summary: 'Remove an organization that nobody and no provider uses',
    isConditional: true,
    answers: { 204: null },
    refusals: ['ORGANIZATION_IN_USE'],
  },
} as const satisfies Readonly<Record<string, Description>>;
