#!/usr/bin/env node
/** `npx reprieve`; plain JavaScript, so that a Node too old for TypeScript gets to saying so. */
import '../infra/require-node.mjs';

const { main } = await import('./reprieve.ts');
await main();
