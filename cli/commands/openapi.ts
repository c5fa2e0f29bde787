/** `reprieve openapi`: the description of the admin API, for programs that are to call it. */
import type { Command } from 'commander';
import * as z from 'zod/mini';
import { examples } from '#cli/examples.ts';
import type { Session } from '#cli/session.ts';

export function addOpenApiCommand(program: Command, { run }: Session): void {
  program
    .command('openapi')
    .description('print the OpenAPI document of the admin API')
    .addHelpText('after', examples('reprieve openapi > openapi.json'))
    .action(() =>
      run(async ({ admin, show }) => {
        const document = await admin.send(
          { method: 'GET', path: ['openapi.json'] },
          z.looseObject({ openapi: z.string() }),
        );
        await show(document, (shown) => JSON.stringify(shown, null, 2));
      }),
    );
}
