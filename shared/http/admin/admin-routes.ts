/** The routes of the admin API, as data: the infrastructure makes one API Gateway method of each. */

export type AdminRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** An API Gateway resource path: `{name}` stands for one segment. */
  readonly path: string;
};

/** By operation; `contract/` says what each takes and answers. */
export const adminRoutes = {
  listProviders: { method: 'GET', path: '/providers' },
  addProvider: { method: 'POST', path: '/providers' },
  getProvider: { method: 'GET', path: '/providers/{providerId}' },
  editProvider: { method: 'PATCH', path: '/providers/{providerId}' },
  removeProvider: { method: 'DELETE', path: '/providers/{providerId}' },
  disableProvider: { method: 'POST', path: '/providers/{providerId}/disable' },
  rotateCredential: { method: 'POST', path: '/providers/{providerId}/credentials' },

  listOrganizations: { method: 'GET', path: '/organizations' },
  addOrganization: { method: 'POST', path: '/organizations' },
  getOrganization: { method: 'GET', path: '/organizations/{organizationId}' },
  renameOrganization: { method: 'PATCH', path: '/organizations/{organizationId}' },
  removeOrganization: { method: 'DELETE', path: '/organizations/{organizationId}' },

  searchUsers: { method: 'GET', path: '/users' },
  createUser: { method: 'POST', path: '/users' },
  getUser: { method: 'GET', path: '/users/{userId}' },
  editUser: { method: 'PATCH', path: '/users/{userId}' },
  eraseUser: { method: 'DELETE', path: '/users/{userId}' },
  userHistory: { method: 'GET', path: '/users/{userId}/history' },
  deactivateUser: { method: 'POST', path: '/users/{userId}/deactivate' },
  reactivateUser: { method: 'POST', path: '/users/{userId}/reactivate' },
  blockUser: { method: 'POST', path: '/users/{userId}/block' },
  unblockUser: { method: 'POST', path: '/users/{userId}/unblock' },
  cancelDeactivation: { method: 'POST', path: '/users/{userId}/cancel-deactivation' },
  carryOutDeactivation: { method: 'POST', path: '/users/{userId}/carry-out-deactivation' },
  makeUserLocal: { method: 'POST', path: '/users/{userId}/make-local' },
  openToProvisioning: { method: 'POST', path: '/users/{userId}/open-to-provisioning' },
  transferUser: { method: 'POST', path: '/users/{userId}/transfer' },
  moveUser: { method: 'PUT', path: '/users/{userId}/organization' },
  assignRoles: { method: 'PUT', path: '/users/{userId}/roles' },
  addRole: { method: 'POST', path: '/users/{userId}/roles' },
  removeRole: { method: 'DELETE', path: '/users/{userId}/roles/{role}' },

  listMatters: { method: 'GET', path: '/matters' },
  openMatter: { method: 'POST', path: '/matters' },
  getMatter: { method: 'GET', path: '/matters/{matterId}' },
  renameMatter: { method: 'PATCH', path: '/matters/{matterId}' },
  closeMatter: { method: 'POST', path: '/matters/{matterId}/close' },
  listCustodians: { method: 'GET', path: '/matters/{matterId}/custodians' },
  placeHolds: { method: 'POST', path: '/matters/{matterId}/custodians' },
  placeHold: { method: 'PUT', path: '/matters/{matterId}/custodians/{userId}' },
  releaseHold: { method: 'DELETE', path: '/matters/{matterId}/custodians/{userId}' },

  listPendingDeactivations: { method: 'GET', path: '/pending-deactivations' },
  cancelPendingDeactivations: { method: 'POST', path: '/pending-deactivations/cancel' },

  syncLog: { method: 'GET', path: '/sync-log' },
  administratorsLog: { method: 'GET', path: '/administrators-log' },

  openApi: { method: 'GET', path: '/openapi.json' },
} as const satisfies Readonly<Record<string, AdminRoute>>;

export type AdminOperation = keyof typeof adminRoutes;
