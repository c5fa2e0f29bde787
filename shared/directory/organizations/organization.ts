/** Organizations: where users belong, each to exactly one. */
import type { Instant } from '#shared/directory/instant.ts';

export type Organization = {
  /** ULID, or `default`. */
  readonly id: string;
  /** 1 at creation, one more with every change. */
  readonly version: number;
  /** 1 to 100 characters. */
  readonly name: string;
  /** Set while it is looked whether it can be removed: nobody and nothing is placed in it meanwhile. */
  readonly removing?: { readonly at: Instant; readonly administratorId: string; readonly requestId: string };
  readonly createdAt: Instant;
  readonly lastModifiedAt: Instant;
};

/** The organization that is there from the start. */
export const defaultOrganizationId = 'default';

/** Not stored until it is renamed; as old as can be. */
export const defaultOrganization: Organization = {
  id: defaultOrganizationId,
  version: 0,
  name: 'Default',
  createdAt: '1970-01-01T00:00:00.000Z',
  lastModifiedAt: '1970-01-01T00:00:00.000Z',
};
