/** What the operations on matters and legal holds take and answer. */
import * as z from 'zod/mini';
import {
  custodiansMessage,
  holdsMessage,
  holdsRequest,
  matterMessage,
  matterRequest,
  mattersMessage,
} from '#shared/http/admin/messages/matter.ts';
import { userMessage } from '#shared/http/admin/messages/user.ts';
import { page } from '#shared/http/admin/parameters.ts';
import type { Description } from './description.ts';

export const matterContract = {
  listMatters: {
    summary: 'List the matters',
    query: z.strictObject(page(100, 50)),
    answers: { 200: mattersMessage },
  },
  openMatter: {
    summary: 'Open a matter',
    body: matterRequest,
    isCreation: true,
    answers: { 201: matterMessage },
    refusals: ['NO_LEGAL_HOLD'],
  },
  getMatter: { summary: 'Show a matter', answers: { 200: matterMessage } },
  renameMatter: {
    summary: 'Rename a matter',
    body: matterRequest,
    isConditional: true,
    answers: { 200: matterMessage },
  },
  closeMatter: {
    summary: 'Close a matter, and release its custodians',
    description: '202: some are still to be released; a deactivation that waited for the release comes with it.',
    isConditional: true,
    answers: { 200: matterMessage, 202: matterMessage },
  },
  listCustodians: {
    summary: 'List the custodians of a matter',
    query: z.strictObject(page(100, 50)),
    answers: { 200: custodiansMessage },
  },
  placeHold: {
    summary: 'Place a user on legal hold',
    isConditional: true,
    answers: { 200: userMessage },
    refusals: ['DEACTIVATED', 'MATTER_CLOSED', 'NO_LEGAL_HOLD', 'TOO_MANY_MATTERS'],
  },
  releaseHold: { summary: 'Release a user from legal hold', isConditional: true, answers: { 200: userMessage } },
  placeHolds: {
    summary: 'Place many users on legal hold',
    description: 'One outcome for each user: those who cannot be held do not keep the others from it.',
    body: holdsRequest,
    answers: { 200: holdsMessage },
    refusals: ['MATTER_CLOSED', 'NO_LEGAL_HOLD'],
  },
} as const satisfies Readonly<Record<string, Description>>;
