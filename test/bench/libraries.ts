/** Ours and the others, each behind the same three functions; the others as their documentation calls them. */

import { type ScimPatchOperation, type ScimResource, scimPatch } from 'scim-patch';
import { filter as s2Filter, parse as s2Parse } from 'scim2-parse-filter';
import SCIMMY from 'scimmy';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import type { patchCases } from './cases.ts';

type Operations = (typeof patchCases)[number]['operations'];

export type Library = {
  readonly name: string;
  readonly parse?: (filter: string) => unknown;
  /** @returns what counts the users that match */
  readonly prepare?: (filter: string) => (users: readonly ScimObject[]) => number;
  /** @returns what applies the request, the body being parsed JSON */
  readonly patch?: (before: ScimObject, operations: Operations) => () => unknown;
};

const schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];

export const ours: Library = {
  name: 'Reprieve',
  parse: (filter) => parseFilter(filter),
  prepare: (filter) => {
    const matches = compileFilter(parseFilter(filter), userResourceType);
    return (users) => users.filter(matches).length;
  },
  patch: (before, operations) => {
    const body = { schemas, Operations: operations };
    return () => applyPatch(before, parsePatchOp(body, 'lenient'), userResourceType, 'lenient').resource;
  },
};

const scim2ParseFilter: Library = {
  name: 'scim2-parse-filter',
  parse: s2Parse,
  prepare: (filter) => {
    const matches = s2Filter(s2Parse(filter));
    return (users) => users.filter(matches).length;
  },
};

const scimPatchLibrary: Library = {
  name: 'scim-patch',
  patch: (before, operations) => {
    const resource: ScimResource = JSON.parse(JSON.stringify(before));
    const request: ScimPatchOperation[] = JSON.parse(JSON.stringify(operations));
    // Its default is to change the resource that it is given; the others do not.
    return () => scimPatch(resource, request, { mutateDocument: false });
  },
};

SCIMMY.Schemas.User.definition.extend(SCIMMY.Schemas.EnterpriseUser.definition, false);

const scimmy: Library = {
  name: 'scimmy',
  parse: (filter) => new SCIMMY.Types.Filter(filter),
  prepare: (filter) => {
    const parsed = new SCIMMY.Types.Filter(filter);
    return (users) => parsed.match([...users]).length;
  },
  patch: (before, operations) => {
    const resource = new SCIMMY.Schemas.User(JSON.parse(JSON.stringify(before)), 'both');
    const Operations = JSON.parse(JSON.stringify(operations));
    return () => new SCIMMY.Messages.PatchOp({ schemas, Operations }).apply(resource);
  },
};

export const others: readonly Library[] = [scim2ParseFilter, scimPatchLibrary, scimmy];
