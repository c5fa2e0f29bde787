/** The routes of the admin API, as data: the infrastructure makes one API Gateway method of each. */

export type AdminOperation =
  | 'addProvider'
  | 'listProviders'
  | 'getProvider'
  | 'editProvider'
  | 'rotateCredential'
  | 'findUser'
  | 'getUser'
  | 'userSyncLog';

export type AdminRoute = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** An API Gateway resource path: `{name}` stands for one segment. */
  readonly path: string;
  readonly operation: AdminOperation;
};

/** `findUser` takes the query parameter `userName`. */
export const adminRoutes: readonly AdminRoute[] = [
  { method: 'POST', path: '/providers', operation: 'addProvider' },
  { method: 'GET', path: '/providers', operation: 'listProviders' },
  { method: 'GET', path: '/providers/{providerId}', operation: 'getProvider' },
  { method: 'PATCH', path: '/providers/{providerId}', operation: 'editProvider' },
  { method: 'POST', path: '/providers/{providerId}/credentials', operation: 'rotateCredential' },
  { method: 'GET', path: '/users', operation: 'findUser' },
  { method: 'GET', path: '/users/{userId}', operation: 'getUser' },
  { method: 'GET', path: '/users/{userId}/sync-log', operation: 'userSyncLog' },
];
