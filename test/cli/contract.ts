/** Whether the admin API would take a request: what the command line sends is held against the contract. */
import { type AdminOperation, adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { adminContract } from '#shared/http/admin/contract/contract.ts';
import type { Description } from '#shared/http/admin/contract/description.ts';
import type { Request } from './fake-api.ts';

/** @returns why it would not */
export function violationOf({ method, url, headers, body }: Request): string | undefined {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const path = pathname.replace(/^\/admin/, '');
  const operation = operationOf(method, path);
  if (operation === undefined) return `${method} ${path} is no route`;
  const description: Description = adminContract[operation];
  const text = body.toString();
  const parts = [
    ['query', description.query, Object.fromEntries(searchParams), searchParams.size > 0],
    ['body', description.body, text === '' ? undefined : JSON.parse(text), text !== ''],
  ] as const;
  for (const [name, schema, value, isThere] of parts) {
    if (schema === undefined && isThere) return `${operation} takes no ${name}`;
    const isLeftOut = name === 'body' && description.isBodyOptional && !isThere;
    const checked = isLeftOut ? undefined : schema?.safeParse(value);
    if (checked?.success === false) return `${operation}: ${name} ${JSON.stringify(checked.error.issues)}`;
  }
  if (headers['if-match'] !== undefined && !description.isConditional) return `${operation} takes no If-Match`;
  if ((headers['idempotency-key'] !== undefined) !== (description.isCreation === true)) {
    return `${operation}: Idempotency-Key ${description.isCreation ? 'missing' : 'not taken'}`;
  }
  return undefined;
}

function operationOf(method: string, path: string): AdminOperation | undefined {
  const isRoute = (route: { readonly method: string; readonly path: string }) =>
    route.method === method && new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const found = Object.entries(adminRoutes).find(([, route]) => isRoute(route));
  return found?.[0] as AdminOperation | undefined;
}
