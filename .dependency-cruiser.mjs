/** The direction of imports between the rooms: docs/architecture.md draws it, this checks it. */

/** Each room by the pattern of its paths, and what it may import beside itself. */
const rooms = {
  scim: { path: '^shared/scim/', mayImport: [] },
  directory: { path: '^shared/directory/', mayImport: ['^shared/scim/'] },
  storage: { path: '^shared/storage/', mayImport: ['^shared/(directory|scim)/'] },
  scheduling: { path: '^shared/scheduling/', mayImport: ['^shared/directory/'] },
  http: { path: '^shared/http/', mayImport: ['^shared/(directory|scim|telemetry)/'] },
  telemetry: { path: '^shared/telemetry/', mayImport: ['^shared/(directory|config)/'] },
  config: { path: '^shared/config/', mayImport: [] },
  composition: {
    path: '^shared/composition/',
    mayImport: ['^shared/(config|directory|scheduling|storage|telemetry)/', '^shared/http/scim/scim-operation\\.ts$'],
  },
  functions: { path: '^functions/', mayImport: ['^shared/(composition|config|directory|http|scim|telemetry)/'] },
  infra: { path: '^infra/(?!local/)', mayImport: ['^shared/config/', '^shared/http/admin/admin-routes\\.ts$'] },
  // The local stack is started by an administrator, and acts as one through the command line's own client.
  local: { path: '^infra/local/', mayImport: ['^infra/', '^cli/', '^shared/http/admin/messages/'] },
  cli: { path: '^cli/', mayImport: ['^shared/http/admin/messages/', '^infra/require-node\\.mjs$'] },
};

/** The packages of the rooms that are not free to use any that package.json lists. */
const packages = { scim: ['zod'], directory: [], config: ['zod'] };

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(aws-lambda|vitest/node)$' },
    },
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
    ...Object.entries(rooms).map(([name, { path, mayImport }]) => ({
      name: `imports-of-${name}`,
      severity: 'error',
      from: { path },
      to: { path: '^(shared|functions|infra|cli)/', pathNot: [path, ...mayImport] },
    })),
    ...Object.entries(packages).map(([name, allowed]) => ({
      name: `packages-of-${name}`,
      severity: 'error',
      from: { path: rooms[name].path },
      to: { path: 'node_modules/', pathNot: allowed.map((allowedName) => `node_modules/${allowedName}/`) },
    })),
    {
      name: 'directory-has-no-clock-and-no-network',
      severity: 'error',
      from: { path: '^shared/(directory|scim)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(cdk\\.out|coverage|\\.build|\\.local)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
