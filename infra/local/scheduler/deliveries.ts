/** Fires schedules: delivers their input when due, retries by their policy, then writes a dead letter. */
import { AwsError } from '#infra/local/aws-error.ts';
import { wakeUp } from '#infra/local/wake-up.ts';
import type { ScheduleDefinition, SchedulerOptions } from './schedule.ts';
import type { PendingDelivery, ScheduleStore } from './store.ts';

/** AWS documents exponential backoff without numbers. */
const longestBackoffSeconds = 900;

/** The clockwork. */
type Clockwork = {
  /** Looks at what is due now and later; to be called whenever a schedule was stored. */
  rewind(): void;
  /** Fires nothing more and waits for deliveries under way. */
  stop(): Promise<void>;
};

/** Starts firing; overdue schedules fire at once. */
export function startClockwork(
  options: SchedulerOptions,
  store: ScheduleStore,
  arns: { scheduleArn(groupName: string, name: string): string; groupArn(groupName: string): string },
): Clockwork {
  const { now, timeScale = 1, copiesOf = () => 1 } = options;
  const underWay = new Set<Promise<void>>();
  let stopped = false;

  const attempt = async (delivery: PendingDelivery) => {
    const { groupName, name } = delivery;
    const definition = store.get(groupName, name)?.definition;
    // Deleted while it waited for this attempt.
    if (definition === undefined) return;
    const described = {
      delivery,
      definition,
      scheduleArn: arns.scheduleArn(groupName, name),
      groupArn: arns.groupArn(groupName),
    };
    try {
      await options.deliver({
        targetArn: definition.Target.Arn,
        roleArn: definition.Target.RoleArn,
        input: inputOf(described),
        scheduleArn: described.scheduleArn,
        groupArn: described.groupArn,
      });
    } catch (error) {
      const dueAt = now() + backoffMilliseconds(delivery.attempts) * timeScale;
      const exhausted = exhaustedCondition(described, dueAt, timeScale);
      options.log(`delivery of ${described.scheduleArn} failed: ${messageOf(error)}`);
      if (exhausted === undefined) return store.postpone(delivery.position, Math.round(dueAt));
      sendDeadLetter(options, described, error, exhausted);
    }
    store.removeDelivery(delivery.position);
    if (definition.ActionAfterCompletion === 'DELETE' && store.isCompleted(groupName, name))
      store.remove(groupName, name);
  };
  const fire = () => {
    store.startDue(now(), (groupName, name) => copiesOf(arns.scheduleArn(groupName, name)));
    for (const delivery of store.takeDue(now())) {
      const done = attempt(delivery).finally(() => {
        underWay.delete(done);
        rewind();
      });
      underWay.add(done);
    }
    rewind();
  };
  const timer = wakeUp(now, fire);
  const rewind = () => {
    if (!stopped) timer.set(store.next());
  };
  rewind();
  return {
    rewind,
    async stop() {
      stopped = true;
      timer.stop();
      await Promise.all(underWay);
    },
  };
}

type Described = {
  readonly delivery: PendingDelivery;
  readonly definition: ScheduleDefinition;
  readonly scheduleArn: string;
  readonly groupArn: string;
};

/** The input with the context attributes filled in (User Guide, "adding context attributes"). */
function inputOf({ delivery, definition, scheduleArn }: Described): string {
  return (definition.Target.Input ?? '{}')
    .replaceAll('<aws.scheduler.schedule-arn>', scheduleArn)
    .replaceAll('<aws.scheduler.scheduled-time>', instantOf(delivery.scheduledAt))
    .replaceAll('<aws.scheduler.execution-id>', delivery.executionId)
    .replaceAll('<aws.scheduler.attempt-number>', String(delivery.attempts + 1));
}

function backoffMilliseconds(failedAttempts: number): number {
  return Math.min(2 ** failedAttempts, longestBackoffSeconds) * 1000;
}

function exhaustedCondition({ delivery, definition }: Described, dueAt: number, timeScale: number) {
  const { MaximumRetryAttempts = 185, MaximumEventAgeInSeconds = 86_400 } = definition.Target.RetryPolicy ?? {};
  if (delivery.attempts >= MaximumRetryAttempts) return 'MaximumRetryAttempts';
  return dueAt > delivery.scheduledAt + MaximumEventAgeInSeconds * 1000 * timeScale
    ? 'MaximumEventAgeInSeconds'
    : undefined;
}

/** The message and its attributes are those of the User Guide, "configuring a schedule's dead-letter queue". */
function sendDeadLetter(options: SchedulerOptions, described: Described, error: unknown, condition: string): void {
  const { delivery, definition, scheduleArn, groupArn } = described;
  const queueArn = definition.Target.DeadLetterConfig?.Arn;
  if (queueArn === undefined) return;
  const { Arn: targetArn, RoleArn: roleArn } = definition.Target;
  const body = JSON.stringify({ FunctionName: targetArn, InvocationType: 'Event', Payload: inputOf(described) });
  const attributes = {
    ERROR_CODE: error instanceof AwsError ? error.code : 'InternalServerError',
    ERROR_MESSAGE: messageOf(error),
    EXECUTION_ID: delivery.executionId,
    EXHAUSTED_RETRY_CONDITION: condition,
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: String(delivery.attempts),
    SCHEDULED_TIME: instantOf(delivery.scheduledAt),
    SCHEDULE_ARN: scheduleArn,
    TARGET_ARN: targetArn,
  };
  try {
    options.sendDeadLetter({ queueArn, roleArn, groupArn, body, attributes });
  } catch (failure) {
    options.log(`dead letter of ${scheduleArn} did not reach ${queueArn}: ${messageOf(failure)}`);
  }
}

function instantOf(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString().replace('.000Z', 'Z');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
