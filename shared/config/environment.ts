/** What each function is told by its environment; the infrastructure supplies exactly these names. */
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1, 'must not be empty'));
const wholeNumber = z.pipe(z.string().check(z.regex(/^\d{1,9}$/, 'must be a whole number')), z.transform(Number));

const tableName = text;
const metricsNamespace = text;
/** The SCIM base URL that clients are given; ends in `/v2`, without a slash behind it. */
const scimBaseUrl = z.string().check(z.regex(/^https?:\/\/\S+\/v2$/, 'must be an http or https URL that ends in /v2'));
const syncLogRetentionDays = wholeNumber.check(z.refine((days) => days > 0, 'must be at least 1'));
const syncLog = {
  SYNC_LOG_RETENTION_DAYS: syncLogRetentionDays,
  SYNC_LOG_VALUES: z.enum(['values', 'names-only'], 'must be values or names-only'),
};

/** The values of PRODUCT_PLAN. */
export const productPlans = [
  'incydr-basic',
  'incydr-advanced',
  'incydr-gov-f1',
  'incydr-professional',
  'incydr-enterprise',
  'incydr-horizon',
  'incydr-gov-f2',
] as const;

const productPlan = z.enum(productPlans, `must be one of ${productPlans.join(', ')}`);

/** The values of SYNC_REPORT; without a report there is no function for it. */
export const reportFrequencies = ['daily', 'errors-only'] as const;

/**
 * One zod object per function, by the name of its folder; nothing has a default, so that every setting is decided in
 * the infrastructure.
 */
export const environments = {
  scim: z.object({
    TABLE_NAME: tableName,
    SCHEDULE_GROUP_NAME: text,
    SCHEDULE_TARGET_ARN: text,
    SCHEDULE_ROLE_ARN: text,
    SCHEDULE_DEAD_LETTER_ARN: text,
    MINIMUM_SCHEDULE_LEAD_SECONDS: wholeNumber,
    MINIMUM_DEACTIVATION_DELAY_SECONDS: wholeNumber,
    PRODUCT_PLAN: productPlan,
    ...syncLog,
    SCIM_BASE_URL: scimBaseUrl,
    METRICS_NAMESPACE: metricsNamespace,
  }),
  authorizer: z.object({ TABLE_NAME: tableName, ...syncLog, METRICS_NAMESPACE: metricsNamespace }),
  'deactivate-user': z.object({
    TABLE_NAME: tableName,
    ...syncLog,
    METRICS_NAMESPACE: metricsNamespace,
  }),
  sweep: z.object({
    TABLE_NAME: tableName,
    SWEEP_PATIENCE_SECONDS: wholeNumber,
    SCHEDULE_GROUP_NAME: text,
    ...syncLog,
    METRICS_NAMESPACE: metricsNamespace,
  }),
  report: z.object({
    TABLE_NAME: tableName,
    ...syncLog,
    SYNC_REPORT: z.enum(reportFrequencies, `must be one of ${reportFrequencies.join(', ')}`),
    SYNC_REPORT_TOPIC_ARN: text,
    OVERDUE_SECONDS: wholeNumber,
    METRICS_NAMESPACE: metricsNamespace,
  }),
  admin: z.object({
    TABLE_NAME: tableName,
    SCIM_BASE_URL: scimBaseUrl,
    SCIM_API_ID: text,
    SCIM_STAGE_NAME: text,
    SCHEDULE_GROUP_NAME: text,
    ...syncLog,
    MINIMUM_DEACTIVATION_DELAY_SECONDS: wholeNumber,
    PRODUCT_PLAN: productPlan,
    METRICS_NAMESPACE: metricsNamespace,
  }),
} as const;

export type Environment<Name extends keyof typeof environments> = z.infer<(typeof environments)[Name]>;

/**
 * Reads the variables that `schema` names out of `env`, e.g. `process.env`.
 * @throws Error that names every variable that is missing or unusable, and never shows a value
 */
export function readEnvironment<Schema extends z.ZodMiniObject>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> {
  const outcome = schema.safeParse(env);
  if (outcome.success) return outcome.data;
  const problems = outcome.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return env[name] === undefined ? `${name} is missing` : `${name}: ${message}`;
  });
  throw new Error(`The environment of this function is incomplete: ${problems.join('; ')}`);
}
