/** The direction of imports between the rooms: docs/architecture.md draws it, this checks it. */

const room = (path) => `^${path}/`;

/** What each room may import beside itself. */
const allowed = {
  'shared/scim': [],
  'shared/directory': ['shared/scim'],
  'shared/storage': ['shared/directory', 'shared/scim'],
  'shared/scheduling': ['shared/directory'],
  'shared/http': ['shared/directory', 'shared/scim', 'shared/telemetry', 'shared/config'],
  'shared/telemetry': ['shared/directory', 'shared/config'],
  'shared/config': [],
  'shared/composition': ['shared/config', 'shared/directory', 'shared/scheduling', 'shared/storage', 'shared/telemetry'],
  functions: ['shared/composition', 'shared/config', 'shared/directory', 'shared/http', 'shared/scim', 'shared/telemetry'],
  infra: ['shared/config', 'shared/http/admin-routes.ts'],
  cli: ['shared/http/admin-routes.ts'],
};

/** Packages that a room may use; a room that is not named here may use any that package.json lists. */
const packages = {
  'shared/scim': ['zod'],
  'shared/directory': [],
  'shared/config': ['zod'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^test/|^vitest' },
      to: { path: '^test/' },
    },
    ...Object.entries(allowed).map(([from, to]) => ({
      name: `direction-of-${from.replace('/', '-')}`,
      severity: 'error',
      from: { path: room(from) },
      to: {
        path: '^(shared|functions|infra|cli)/',
        pathNot: [from, ...to].map((path) => (path.endsWith('.ts') ? `^${path}$` : room(path))),
      },
    })),
    ...Object.entries(packages).map(([from, names]) => ({
      name: `packages-of-${from.replace('/', '-')}`,
      severity: 'error',
      from: { path: room(from) },
      to: { path: 'node_modules/', pathNot: names.map((name) => `node_modules/${name}/`) },
    })),
    {
      name: 'directory-has-no-clock-and-no-network',
      severity: 'error',
      from: { path: room('shared/(directory|scim)') },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(cdk\\.out|coverage|\\.build|\\.local)/' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.mjs', '.js', '.json'] },
  },
};
