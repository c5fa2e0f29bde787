/** Every setting of a deployment, with its default and the reason for it: `-c reprieve:<name>=<value>` changes one. */
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { productPlans, reportFrequencies } from '#shared/config/environment.ts';

const contextPrefix = 'reprieve:';

const logRetentions = Object.values(RetentionDays).filter(
  (days) => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

/** `-c` gives text, cdk.json may give a number. */
function whole(minimum: number, maximum: number) {
  const problem = `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], problem)
    .pipe(z.int(problem).min(minimum, problem).max(maximum, problem));
}

const settings = z.strictObject({
  /**
   * Decides whether users are blocked while a deactivation waits; this plan blocks, and so do the other Incydr Basic,
   * Advanced and Gov F1 plans.
   */
  productPlan: z.enum(productPlans).default('incydr-basic'),
  /** The shortest delay a provider can have, 0 aside: EventBridge Scheduler is precise to a minute. */
  minimumDeactivationDelaySeconds: whole(0, 2_592_000).default(60),
  /**
   * No schedule is created for less than this from now: EventBridge Scheduler does not say what becomes of one in the
   * past.
   */
  minimumScheduleLeadSeconds: whole(0, 3600).default(60),
  /**
   * How late a deactivation is when the sweep takes it over: a schedule fires within 60 s, and its worker is given half
   * a minute more.
   */
  sweepPatienceSeconds: whole(90, 3600).default(90),
  /** Three months of Sync Log, as the product promises. */
  syncLogRetentionDays: whole(1, 3650).default(90),
  /**
   * Whether the Sync Log keeps the values of users' attributes before and after a change, or their names alone: the
   * values are what an administrator looks for, and personal data.
   */
  syncLogValues: z.enum(['values', 'names-only']).default('values'),
  /**
   * Summary of the Sync Log each day, only of days with errors, or neither. With both comes a notice within the hour
   * after something begins to go wrong.
   */
  syncReport: z.enum([...reportFrequencies, 'never']).default('daily'),
  /** Who is sent the report; absent: subscribe to the output `SyncReportTopicArn`. */
  syncReportEmail: z.email('must be an e-mail address').optional(),
  /**
   * Functions' and access logs: long enough to look into what an auditor asks about a quarter. One of CloudWatch's
   * values.
   */
  logRetentionDays: whole(1, 3653)
    .refine((days) => logRetentions.includes(days), `must be one of ${logRetentions.join(', ')}`)
    .default(RetentionDays.THREE_MONTHS),
  /** `destroy` is for trials: it deletes table and logs with the stack and lifts the protection against both. */
  removal: z.enum(['retain', 'destroy']).default('retain'),
  /**
   * A full resync of 100,000 users then takes 9 minutes, and as many creates stay below what a new on-demand table
   * takes (4,000 write units a second, of which a new user takes 22).
   */
  requestsPerSecond: whole(1, 10_000).default(180),
  /** Identity providers send their changes in bursts. */
  burstRequests: whole(1, 5000).default(400),
  /**
   * How long API Gateway trusts a credential it has seen: the product promises that a stopped provider reads for 60 s
   * at most.
   */
  authorizerCacheSeconds: whole(0, 60).default(60),
  /**
   * API Gateway's role for writing logs, one per account and region: `set` it here, or `keep` the one the account has.
   */
  accountLogRole: z.enum(['set', 'keep']).default('set'),
  /** Absent: no limit but the account's. Set it where other functions of the account must not starve. */
  scimReservedConcurrency: whole(1, 100_000).optional(),
  /** Where CloudWatch puts our metrics: one per deployment, if there are several in an account. */
  metricsNamespace: z
    .string()
    .regex(/^(?!AWS\/)[\w.\-/#:]{1,255}$/, 'must be letters, digits and ._-/#:, and not begin with AWS/')
    .default('Reprieve'),
  /** An SNS topic that the people on call have already; absent: the stack makes one. */
  alarmTopicArn: z.string().startsWith('arn:', 'must be the ARN of an SNS topic').optional(),
  /** Who is written to by the stack's own topic; absent: subscribe to its output `AlarmTopicArn`. */
  alarmEmail: z.email('must be an e-mail address').optional(),
  /**
   * Three minutes after its due instant a deactivation must be done, whatever fails: then the product's promise is
   * broken.
   */
  overdueAlarmSeconds: whole(90, 86_400).default(180),
  /** More users waiting for deactivation than any normal day brings: someone may have disabled the wrong group. */
  pendingShareAlarmPercent: whole(1, 100).default(5),
  /** Below this many pending deactivations the share says nothing. */
  pendingShareAlarmMinimum: whole(1, 1_000_000).default(20),
});

export const settingNames: readonly string[] = Object.keys(settings.shape);

const settingsSchema = settings
  .refine(({ alarmTopicArn, alarmEmail }) => alarmTopicArn === undefined || alarmEmail === undefined, {
    path: ['alarmEmail'],
    message: 'subscribes to a topic that the stack makes: leave it out with alarmTopicArn',
  })
  .refine(({ syncReport, syncReportEmail }) => syncReport !== 'never' || syncReportEmail === undefined, {
    path: ['syncReportEmail'],
    message: 'subscribes to a report that there is not: leave it out, or set syncReport',
  });

/** What a deployment is built from. */
export type Settings = z.infer<typeof settingsSchema>;

/**
 * Memory buys CPU: 1,024 MB are about 0.6 of one, what a request under way needs to stay quick. The sweep must end
 * before the next one begins, and an API's function outlives its integration (see `integrationTimeoutSeconds`). A
 * deactivation that comes up to 70 s early is waited for. The report reads all of a day's entries, a megabyte at a time.
 */
export const functionSizes = {
  scim: { memoryMegabytes: 1024, timeoutSeconds: 15 },
  authorizer: { memoryMegabytes: 512, timeoutSeconds: 10 },
  'deactivate-user': { memoryMegabytes: 512, timeoutSeconds: 90 },
  sweep: { memoryMegabytes: 512, timeoutSeconds: 55 },
  report: { memoryMegabytes: 512, timeoutSeconds: 300 },
  admin: { memoryMegabytes: 512, timeoutSeconds: 15 },
} as const;

/**
 * API Gateway gives up first: it then answers 503 with Retry-After, where a function that is cut off would be a 502.
 */
export const integrationTimeoutSeconds = 14;

/**
 * The settings that a CDK app was given, completed with the defaults.
 * @param context of the app: keys other than `reprieve:…` are not ours
 * @throws Error that names each setting that does not exist or cannot have its value
 */
export function readSettings(context: Readonly<Record<string, unknown>>): Settings {
  const given = Object.entries(context)
    .filter(([key]) => key.startsWith(contextPrefix))
    .map(([key, value]) => [key.slice(contextPrefix.length), value]);
  const outcome = settingsSchema.safeParse(Object.fromEntries(given));
  if (outcome.success) return outcome.data;
  const problems = outcome.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => `${contextPrefix}${name}: is not a setting`)
      : [`${contextPrefix}${issue.path.join('.')}: ${issue.message}`],
  );
  throw new Error(`${problems.join('; ')}. The settings are listed in infra/config.ts.`);
}
