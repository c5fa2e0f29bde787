/** The operations on matters and legal holds. */
import { requireMatter } from '#shared/directory/matters/change-matter.ts';
import { closeMatter } from '#shared/directory/matters/close-matter.ts';
import { type CustodianName, listCustodians, placeLegalHolds } from '#shared/directory/matters/custodians.ts';
import { placeLegalHold, releaseLegalHold } from '#shared/directory/matters/legal-hold.ts';
import { openMatter, renameMatter } from '#shared/directory/matters/open-matter.ts';
import type { matterContract } from '#shared/http/admin/contract/matters.ts';
import type { Operations } from '#shared/http/admin/operation.ts';
import { budgetSeconds, changeRequest, locationOf, pageThatFits, userRequest } from './answers.ts';

export const matterOperations: Operations<keyof typeof matterContract> = {
  listMatters: async ({ directory }, { query }) => {
    const { items, next } = await pageThatFits(query, directory.matters.list);
    return { status: 200, body: { matters: items, next } };
  },
  openMatter: async ({ directory }, { administrator, idempotencyKey, body, target }) => {
    const matter = await openMatter(directory, { administrator, idempotencyKey, ...body });
    return { status: 201, body: matter, location: locationOf(target, matter.id) };
  },
  getMatter: async ({ directory }, { parameter }) => ({
    status: 200,
    body: await requireMatter(directory, parameter('matterId')),
  }),
  renameMatter: async ({ directory }, call) => ({
    status: 200,
    body: await renameMatter(directory, {
      ...changeRequest(call),
      matterId: call.parameter('matterId'),
      ...call.body,
    }),
  }),
  closeMatter: async ({ directory }, call) => {
    const request = { ...changeRequest(call), matterId: call.parameter('matterId'), budgetSeconds };
    const matter = await closeMatter(directory, request);
    return { status: matter.state === 'closed' ? 200 : 202, body: matter };
  },
  listCustodians: async ({ directory }, { parameter, query }) => {
    const matterId = parameter('matterId');
    const { items, next } = await pageThatFits(query, (page) => listCustodians(directory, { matterId, ...page }));
    return { status: 200, body: { custodians: items, next } };
  },
  placeHold: async ({ directory }, call) => ({
    status: 200,
    body: await placeLegalHold(directory, { ...userRequest(call), matterId: call.parameter('matterId') }),
  }),
  releaseHold: async ({ directory }, call) => {
    const { id: matterId } = await requireMatter(directory, call.parameter('matterId'));
    return { status: 200, body: await releaseLegalHold(directory, { ...userRequest(call), matterId }) };
  },
  placeHolds: async ({ directory }, { administrator, parameter, body: { userIds = [], userNames = [] } }) => {
    const custodians: readonly CustodianName[] = [
      ...userIds.map((userId) => ({ userId })),
      ...userNames.map((userName) => ({ userName })),
    ];
    const request = { administrator, matterId: parameter('matterId'), custodians, budgetSeconds };
    const outcomes = await placeLegalHolds(directory, request);
    return { status: 200, body: { outcomes: outcomes.map(({ name, ...outcome }) => ({ ...name, ...outcome })) } };
  },
};
