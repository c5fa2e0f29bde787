/**
 * Says plainly when a script runs on a Node older than the one that Lambda runs; plain JavaScript, so that any Node can
 * say it.
 */
const required = 24;

if (Number.parseInt(process.versions.node, 10) < required) {
  console.error(
    `Reprieve's scripts run on Node ${required} or newer; this is ${process.version}. On Linux, \`npm ci\` brings it ` +
      '(do not pass --omit=optional); elsewhere install it from nodejs.org.',
  );
  process.exit(1);
}
