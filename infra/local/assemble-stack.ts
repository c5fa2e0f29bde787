/** Joins the emulated services into the stack that a template describes. */
import * as z from 'zod';
import type { AccessLogEntry, RestApiDefinition, RestApiServer } from './api-gateway/definition.ts';
import { serveRestApis } from './api-gateway/server.ts';
import { createApis, type NamedApi } from './authorized-apis.ts';
import { authorizedInvocations, authorizedLog, authorizedSendMessage, type Invocations } from './authorized-lambda.ts';
import { fireSchedule, openAuthorizedScheduler } from './authorized-schedules.ts';
import { type AwsServer, startAwsServer } from './aws-server.ts';
import { apiGatewayService, schedulerService } from './aws-services.ts';
import { crashingFaults } from './crashing-faults.ts';
import type { FunctionDefinition } from './definitions/functions.ts';
import { readRestApis } from './definitions/rest-apis.ts';
import { readScheduleGroups, readSchedules } from './definitions/schedules.ts';
import { localFunction } from './function-environment.ts';
import type { Lambda, LogLine } from './lambda/function.ts';
import { startLambda } from './lambda/lambda.ts';
import { type Closers, openServices, type Services, type ServicesOptions } from './open-services.ts';
import type { Scheduler } from './scheduler/schedule.ts';
import { snsProtocol } from './sns/protocol.ts';
import { StartError } from './start-error.ts';
import type { Assembly } from './template/assembly.ts';

export type StackOptions = ServicesOptions & {
  /** 0 takes a free one. */
  readonly port: number;
  /** Replaces variables of the functions' environments, where they have them. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Paces other than AWS's own, and deliveries that come more than once. */
  readonly timings?: {
    readonly lambdaTimeScale?: number;
    readonly schedulerTimeScale?: number;
    readonly copiesOfDeliveries?: number;
  };
  readonly onRequest: (entry: AccessLogEntry) => void;
  readonly onFunctionLog: (line: LogLine) => void;
};

/** A running stack, and handles for whoever wants to look inside. */
export type AssembledStack = Services & {
  readonly scimBaseUrl: string;
  readonly adminUrl: string;
  readonly awsUrl: string;
  /** Names of the functions whose log lines belong to a request. */
  readonly requestFunctions: readonly string[];
  readonly scheduler: Scheduler;
  /** Does now what a schedule of the template, or all of them, does when it is due. */
  fireSchedules(logicalId?: string): void;
  readonly lambda: Lambda;
  /** @param graceMilliseconds how long invocations under way may take */
  close(graceMilliseconds: number): Promise<void>;
};

/**
 * @throws Error naming what of the template the local stack does not know; StartError when the port or the data is not
 * usable
 */
export async function assembleStack(options: StackOptions): Promise<AssembledStack> {
  const closers: Closers = [];
  const closeAll = async (graceMilliseconds: number): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close(graceMilliseconds);
  };
  try {
    const { front, ...stack } = await assemble(options, closers);
    return {
      ...stack,
      close: async (graceMilliseconds) => {
        // Answers under way still need everything else.
        await front.close(graceMilliseconds);
        await closeAll(graceMilliseconds);
      },
    };
  } catch (error) {
    await closeAll(0);
    throw error;
  }
}

async function assemble(
  options: StackOptions,
  closers: Closers,
): Promise<Omit<AssembledStack, 'close'> & { readonly front: RestApiServer }> {
  const { stack } = options.assembly;
  const services = await openServices(options, closers);
  // Functions are told the URLs of the servers, and the servers call functions: requests wait until both are there.
  const invocations = Promise.withResolvers<Invocations>();
  const started: { lambda?: Lambda; scheduler?: Scheduler } = {};
  const definitions = readRestApis(stack);
  const apis = createApis(
    { iam: services.iam, stack, invocations: invocations.promise, accessLog: options.onRequest },
    definitions,
  );
  const front = await serveApis(options.port, apis);
  closers.push((graceMilliseconds) => front.close(graceMilliseconds));
  const aws = await serveAws(services, apis, started, options.log);
  closers.push(() => aws.close());
  const urls = {
    awsUrl: aws.url,
    scimBaseUrl: front.url + pathOf(options.assembly, 'ScimBaseUrl'),
    adminUrl: front.url + pathOf(options.assembly, 'AdminUrl'),
  };
  const lambda = startFunctions(options, services, urls);
  started.lambda = lambda;
  closers.push((graceMilliseconds) => lambda.close(graceMilliseconds));
  const authorized = authorizedInvocations(services, lambda, services.faults);
  invocations.resolve(authorized);
  const scheduler = openSchedules(options, services, authorized);
  started.scheduler = scheduler;
  closers.push(() => scheduler.close());
  const schedules = readSchedules(stack);
  for (const schedule of schedules) scheduler.putSchedule(schedule);
  const requestFunctions = functionsOf(definitions, services.functions);
  const fireSchedules = (logicalId = ''): void => {
    for (const schedule of schedules.filter(({ Name }) => Name.endsWith(logicalId))) {
      fireSchedule({ iam: services.iam, invocations: authorized }, schedule);
    }
  };
  return { ...services, ...urls, requestFunctions, scheduler, fireSchedules, lambda, front };
}

const portInUse = z.object({ code: z.enum(['EADDRINUSE', 'EACCES']) });

async function serveApis(port: number, apis: readonly NamedApi[]): Promise<RestApiServer> {
  try {
    return await serveRestApis({ port, apis: new Map(apis.map(({ stage, api }) => [stage, api])) });
  } catch (cause) {
    if (!portInUse.safeParse(cause).success) throw cause;
    throw new StartError(`Port ${port} is in use or not allowed: choose another with --port.`, { cause });
  }
}

function serveAws(
  { iam, functions, dynamodb, topics, faults }: Services,
  apis: readonly NamedApi[],
  started: { readonly lambda?: Lambda; readonly scheduler?: Scheduler },
  log: (line: string) => void,
): Promise<AwsServer> {
  const kill = (accessKeyId: string): void => {
    const roleArn = iam.keys.ownerOf(accessKeyId);
    const owner = functions.find((definition) => definition.roleArn === roleArn);
    if (owner !== undefined) started.lambda?.kill(owner.lambdaFunction.name);
  };
  const authorize = ({ accessKeyId, ...request }: Parameters<Parameters<typeof crashingFaults>[1]>[0]): void =>
    iam.authorize({ principal: { accessKeyId }, ...request });
  return startAwsServer({
    services: {
      dynamodb,
      scheduler: schedulerService(iam, () => started.scheduler),
      apigateway: apiGatewayService(apis),
      sns: snsProtocol(topics),
    },
    ...crashingFaults(faults, authorize, kill),
    onInternalError: (error) => log(`The local AWS failed: ${error instanceof Error ? error.stack : String(error)}`),
  });
}

function startFunctions(
  { file, settings = {}, timings = {}, onFunctionLog }: StackOptions,
  services: Services,
  urls: { readonly awsUrl: string; readonly scimBaseUrl: string },
): Lambda {
  const { lambdaTimeScale: timeScale, copiesOfDeliveries: copies } = timings;
  return startLambda({
    functions: services.functions.map((definition) => localFunction(services.iam, definition, urls, settings)),
    file: file('lambda.sqlite'),
    now: Date.now,
    log: authorizedLog(services, onFunctionLog),
    sendMessage: authorizedSendMessage(services, (message) => services.queues.send(message)),
    ...(timeScale !== undefined && { timeScale }),
    ...(copies !== undefined && { copiesOf: () => copies }),
  });
}

function openSchedules(
  { assembly, file, timings = {}, log }: StackOptions,
  { iam, queues }: Services,
  invocations: Invocations,
): Scheduler {
  const { schedulerTimeScale: timeScale } = timings;
  return openAuthorizedScheduler(
    { iam, invocations, queues },
    {
      groups: readScheduleGroups(assembly.stack),
      file: file('scheduler.sqlite'),
      now: Date.now,
      log,
      ...(timeScale !== undefined && { timeScale }),
    },
  );
}

/** The names of the functions that the APIs call. */
function functionsOf(apis: readonly RestApiDefinition[], functions: readonly FunctionDefinition[]): readonly string[] {
  const called = apis
    .flatMap(({ resources }) => resources)
    .flatMap(({ methods }) => Object.values(methods))
    .flatMap(({ functionName, authorization }) =>
      authorization.type === 'CUSTOM' ? [functionName, authorization.authorizer.functionName] : [functionName],
    );
  return functions
    .filter(({ lambdaFunction }) => called.includes(lambdaFunction.arn))
    .map(({ lambdaFunction }) => lambdaFunction.name);
}

/** The template's output names API Gateway's own host; the path behind it is the same here. */
function pathOf({ stack }: Assembly, output: string): string {
  return new URL(String(stack.output(output))).pathname;
}
