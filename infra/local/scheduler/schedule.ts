/** What the local EventBridge Scheduler (`openScheduler(options: SchedulerOptions): Scheduler`) is told and offers. */

/** Where a schedule sends its input. */
type ScheduleTarget = {
  readonly Arn: string;
  readonly RoleArn: string;
  readonly Input?: string | undefined;
  readonly RetryPolicy?:
    | { readonly MaximumEventAgeInSeconds?: number | undefined; readonly MaximumRetryAttempts?: number | undefined }
    | undefined;
  readonly DeadLetterConfig?: { readonly Arn?: string | undefined } | undefined;
};

/** A schedule as CreateSchedule and AWS::Scheduler::Schedule spell it. */
export type ScheduleDefinition = {
  readonly Name: string;
  readonly GroupName?: string | undefined;
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone?: string | undefined;
  readonly FlexibleTimeWindow: {
    readonly Mode: 'OFF' | 'FLEXIBLE';
    readonly MaximumWindowInMinutes?: number | undefined;
  };
  readonly Target: ScheduleTarget;
  readonly State?: 'ENABLED' | 'DISABLED' | undefined;
  readonly ActionAfterCompletion?: 'NONE' | 'DELETE' | undefined;
  readonly Description?: string | undefined;
  readonly ClientToken?: string | undefined;
};

/** A request of the REST protocol, after its signature was read. */
export type SchedulerRequest = {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly body: string;
};

/** The answer: JSON text; on an error with the header `x-amzn-errortype`. */
export type SchedulerResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What a caller must be allowed to do. */
export type SchedulerPermission = {
  readonly action: string;
  readonly resource: string;
  readonly conditionKeys: Readonly<Record<string, string>>;
};

/** One attempt to invoke a target, made with the rights of the schedule's role. */
export type ScheduleDelivery = {
  readonly targetArn: string;
  readonly roleArn: string;
  readonly input: string;
  readonly scheduleArn: string;
  /** The `aws:SourceArn` of the role's trust policy: the schedule's group. */
  readonly groupArn: string;
};

/** What `openScheduler` needs. */
export type SchedulerOptions = {
  readonly region: string;
  readonly accountId: string;
  /** Schedule groups beside `default`. */
  readonly groups: readonly string[];
  /** Where schedules are kept: a path or ':memory:'. */
  readonly file: string;
  readonly now: () => number;
  /** Hands the input to the target, which accepts or throws (AwsError): then it is retried by the schedule's policy. */
  readonly deliver: (delivery: ScheduleDelivery) => void | Promise<void>;
  /** Sends a dead letter with the rights of the schedule's role. */
  readonly sendDeadLetter: (letter: {
    queueArn: string;
    roleArn: string;
    groupArn: string;
    body: string;
    attributes: Readonly<Record<string, string>>;
  }) => void;
  /** What the scheduler has to say about failed deliveries. */
  readonly log: (line: string) => void;
  /** 1 is the pace of AWS's retries, 0.01 a hundred times as fast; due times are never scaled. Default 1. */
  readonly timeScale?: number;
  /** How often an input is delivered, for tests of at-least-once; default once. */
  readonly copiesOf?: (scheduleArn: string) => number;
};

/** The local EventBridge Scheduler (`openScheduler` in scheduler.ts). */
export type Scheduler = {
  /** Answers a request of restJson1: create, update, get, delete and list of schedules. Never throws. */
  handle(request: SchedulerRequest): SchedulerResponse;
  /**
   * What the caller must be allowed to do: the action on the schedule, and iam:PassRole on the target's role.
   * @throws AwsError when the request names no known operation
   */
  requiredPermissions(request: SchedulerRequest): readonly SchedulerPermission[];
  /** The operation a request names, for faults on demand: `CreateSchedule`, …; undefined when unknown. */
  operationOf(request: SchedulerRequest): string | undefined;
  /** Creates or replaces a schedule of the template; an unchanged one keeps its next run. */
  putSchedule(definition: ScheduleDefinition): void;
  /** Stops firing and closes the file. Deliveries under way are awaited. */
  close(): Promise<void>;
};
