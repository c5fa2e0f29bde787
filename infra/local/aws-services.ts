/** EventBridge Scheduler and API Gateway as services of the local AWS server. */
import * as z from 'zod';
import type { NamedApi } from './authorized-apis.ts';
import { assumeScheduleRole } from './authorized-schedules.ts';
import { AwsError } from './aws-error.ts';
import type { RestRequest, RestService } from './aws-server/service.ts';
import type { Iam } from './iam/iam.ts';
import type { Scheduler, SchedulerRequest } from './scheduler/schedule.ts';
import { environment } from './template/identifiers.ts';

const { region } = environment;

const errorBody = z.object({ Message: z.string() });

/** @param scheduler is asked for with each request: it starts after the server that speaks for it */
export function schedulerService(iam: Iam, scheduler: () => Scheduler | undefined): RestService {
  return (request) => {
    const running = scheduler();
    if (running === undefined) throw AwsError.internal('the local scheduler is starting');
    const schedulerRequest = wireRequest(request);
    const operation = running.operationOf(schedulerRequest);
    if (operation === undefined) throw AwsError.unknownOperation(`The local scheduler does not know ${request.method}`);
    const permissions = running.requiredPermissions(schedulerRequest);
    return {
      operation,
      permissions: permissions.map(({ conditionKeys, ...permission }) => ({
        ...permission,
        conditionKeys: Object.fromEntries(Object.entries(conditionKeys).map(([key, value]) => [key, [value]])),
      })),
      run: () => {
        for (const { action, resource } of permissions) {
          if (action === 'iam:PassRole') requireTrust(iam, resource, permissions[0]?.resource ?? '');
        }
        const { status, headers, body } = running.handle(schedulerRequest);
        const parsed: unknown = body === '' ? undefined : JSON.parse(body);
        if (status < 400) return { status, body: parsed };
        throw new AwsError(
          headers['x-amzn-errortype'] ?? 'InternalServerException',
          status,
          errorBody.parse(parsed).Message,
        );
      },
    };
  };
}

/** A schedule is not created with a role that EventBridge Scheduler cannot assume. */
function requireTrust(iam: Iam, roleArn: string, scheduleArn: string): void {
  const groupArn = scheduleArn.replace(':schedule/', ':schedule-group/').replace(/\/[^/]+$/, '');
  try {
    assumeScheduleRole(iam, roleArn, groupArn);
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw AwsError.validation(
      `The execution role you provide must allow AWS EventBridge Scheduler to assume the role. ${cause.message}`,
    );
  }
}

function wireRequest({ method, path, query, body }: RestRequest): SchedulerRequest {
  const url = `/${path.map(encodeURIComponent).join('/')}${query.size === 0 ? '' : `?${query}`}`;
  return { method, url, body: body === undefined ? '' : JSON.stringify(body) };
}

/** API Gateway's control plane, as far as it is needed: FlushStageAuthorizersCache. */
export function apiGatewayService(apis: readonly NamedApi[]): RestService {
  return ({ method, path }) => {
    const [collection, apiId, stages, stage, ...rest] = path;
    const flushes = collection === 'restapis' && stages === 'stages' && rest.join('/') === 'cache/authorizers';
    if (method !== 'DELETE' || !flushes) {
      throw AwsError.unknownOperation(`The local API Gateway does not know ${method} /${path.join('/')}`);
    }
    const resource = `arn:aws:apigateway:${region}::/${path.join('/')}`;
    return {
      operation: 'FlushStageAuthorizersCache',
      permissions: [{ action: 'apigateway:DELETE', resource, conditionKeys: {} }],
      run: () => {
        const found = apis.find((candidate) => candidate.id === apiId && candidate.stage === stage);
        if (found === undefined) throw new AwsError('NotFoundException', 404, 'Invalid stage identifier specified');
        found.api.flushAuthorizerCache();
        return { status: 202 };
      },
    };
  };
}
