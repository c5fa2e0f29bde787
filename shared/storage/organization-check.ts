/** The condition that an organization is there, and is not being removed, in the instant of a commit. */
import { defaultOrganizationId } from '#shared/directory/organizations/organization.ts';
import { organizationKey } from './keys.ts';
import { check, type Write } from './writes.ts';

/** The default organization is always there, stored or not. */
export function organizationCheck(organizationId: string): readonly Write[] {
  if (organizationId === defaultOrganizationId) return [];
  const condition = 'attribute_exists(pk) AND attribute_not_exists(removing)';
  return [check(organizationKey(organizationId), { ConditionExpression: condition })];
}
