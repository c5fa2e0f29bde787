/** What the admin API answers instead of an answer, as sentences that say what to do. */
import * as z from 'zod/mini';
import { problemMessage } from '#shared/http/admin/messages/problem.ts';
import { RefusedRequest } from './command-error.ts';

/** API Gateway writes it one way or the other, depending on what refuses. */
const gatewayMessage = z.object({ message: z.optional(z.string()), Message: z.optional(z.string()) });

/** By the `code` of a problem: how to make the change possible. */
const adviceByCode: ReadonlyMap<string, string> = new Map([
  ['ACTIVE_LEGAL_HOLD', '"reprieve custodians remove <matter> <user>" releases a user from a matter.'],
  [
    'PENDING_DEACTIVATION',
    '"reprieve users cancel-deactivation <user>" or "reprieve users carry-out <user>" settles it; ' +
      '"reprieve deactivations cancel --provider <provider>" settles all of a provider.',
  ],
  ['NO_PENDING_DEACTIVATION', '"reprieve users show <user>" tells where the user stands.'],
  ['DEACTIVATED', '"reprieve users reactivate <user>" makes the user active.'],
  ['NOT_DEACTIVATED', '"reprieve users deactivate <user>" deactivates the user at once.'],
  ['DELETED', '"reprieve users reactivate <user>" brings the user back.'],
  ['PROVISIONED', '"reprieve users make-local <user>" takes the user from its provider.'],
  ['USER_NAME_TAKEN', '"reprieve users show <userName>" tells who has the name.'],
  ['MATTER_CLOSED', '"reprieve matters list" shows which matters are open.'],
  ['NO_LEGAL_HOLD', 'The product plan is a setting of the deployment: infra/config.ts.'],
  ['TOO_MANY_MATTERS', '"reprieve users show <user>" lists them, "reprieve custodians remove" releases from one.'],
  ['PROVIDER_IN_TRANSITION', '"reprieve providers show <provider>" tells what is going on.'],
  [
    'ORGANIZATION_IN_USE',
    '"reprieve users search --organization <organization>" shows its users, "reprieve users move" moves them; ' +
      '"reprieve providers edit <provider> --organization" changes where a provider puts new ones.',
  ],
  ['IDEMPOTENCY_KEY_REUSED', 'Run the command again: each run has a key of its own.'],
  ['VERSION_MISMATCH', 'Somebody changed it meanwhile: look at it again, then repeat the change for that version.'],
]);

/** The problem that the API found (RFC 9457), or what API Gateway said before it: a signature or a permission is wrong. */
export function refusal({ status, statusText }: Response, text: string): RefusedRequest {
  const body = parseJson(text);
  const problem = problemMessage.safeParse(body);
  if (problem.success) {
    const { detail, code, errors = [] } = problem.data;
    const wrong = errors.map(({ pointer, parameter, detail: why }) => {
      const where = parameter ?? pointer;
      return `\n  ${where ? `${where}: ` : ''}${why}`;
    });
    const advice = adviceByCode.get(code ?? '');
    const lines = [`${detail}${code ? ` (${code})` : ''}${wrong.join('')}`, ...(advice ? [advice] : [])];
    return new RefusedRequest(status, lines.join('\n'));
  }
  const { data } = gatewayMessage.safeParse(body);
  const said = (data?.message ?? data?.Message ?? text).slice(0, 500) || 'nothing more';
  return new RefusedRequest(status, `The admin API answered ${status} ${statusText}: ${said}${gatewayAdvice(said)}`);
}

function gatewayAdvice(said: string): string {
  if (/token .*expired/i.test(said)) return '\nSign in again: "aws sso login", or renew the credentials.';
  if (/signature expired|not yet current/i.test(said)) return "\nThis machine's clock is wrong.";
  if (/not authorized/i.test(said)) return '\nThe AWS identity needs execute-api:Invoke for this operation.';
  return '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
