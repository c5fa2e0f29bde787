/** Environments as the template would supply them. */
import type { environments } from '#shared/config/environment.ts';

type Variables<Name extends keyof typeof environments> = Record<keyof (typeof environments)[Name]['shape'], string>;

export const scimEnvironment: Variables<'scim'> = {
  TABLE_NAME: 'Reprieve-DirectoryTable',
  SCHEDULE_GROUP_NAME: 'Reprieve-Deactivations',
  SCHEDULE_TARGET_ARN: 'arn:aws:lambda:eu-central-1:123456789012:function:Reprieve-DeactivateUser',
  SCHEDULE_ROLE_ARN: 'arn:aws:iam::123456789012:role/Reprieve-Schedules',
  SCHEDULE_DEAD_LETTER_ARN: 'arn:aws:sqs:eu-central-1:123456789012:Reprieve-DeadLetters',
  MINIMUM_SCHEDULE_LEAD_SECONDS: '60',
  MINIMUM_DEACTIVATION_DELAY_SECONDS: '60',
  PRODUCT_PLAN: 'incydr-basic',
  SYNC_LOG_RETENTION_DAYS: '90',
  SYNC_LOG_VALUES: 'values',
  SCIM_BASE_URL: 'https://a1b2c3.execute-api.eu-central-1.amazonaws.com/scim/v2',
  METRICS_NAMESPACE: 'Reprieve',
};

export const deactivationEnvironment: Variables<'deactivate-user'> & Variables<'sweep'> = {
  TABLE_NAME: scimEnvironment.TABLE_NAME,
  SYNC_LOG_RETENTION_DAYS: '90',
  SYNC_LOG_VALUES: 'values',
  SWEEP_PATIENCE_SECONDS: '90',
  SCHEDULE_GROUP_NAME: scimEnvironment.SCHEDULE_GROUP_NAME,
  METRICS_NAMESPACE: 'Reprieve',
};

export const adminEnvironment: Variables<'admin'> = {
  TABLE_NAME: scimEnvironment.TABLE_NAME,
  SCIM_BASE_URL: scimEnvironment.SCIM_BASE_URL,
  SCIM_API_ID: 'a1b2c3',
  SCIM_STAGE_NAME: 'scim',
  SCHEDULE_GROUP_NAME: scimEnvironment.SCHEDULE_GROUP_NAME,
  PRODUCT_PLAN: 'incydr-basic',
  SYNC_LOG_RETENTION_DAYS: '90',
  SYNC_LOG_VALUES: 'values',
  MINIMUM_DEACTIVATION_DELAY_SECONDS: '60',
  METRICS_NAMESPACE: 'Reprieve',
};

export const authorizerEnvironment: Variables<'authorizer'> = {
  TABLE_NAME: scimEnvironment.TABLE_NAME,
  SYNC_LOG_RETENTION_DAYS: '90',
  SYNC_LOG_VALUES: 'values',
  METRICS_NAMESPACE: 'Reprieve',
};

export const reportEnvironment: Variables<'report'> = {
  TABLE_NAME: scimEnvironment.TABLE_NAME,
  SYNC_LOG_RETENTION_DAYS: '90',
  SYNC_LOG_VALUES: 'values',
  SYNC_REPORT: 'daily',
  SYNC_REPORT_TOPIC_ARN: 'arn:aws:sns:eu-central-1:123456789012:Reprieve-SyncReportTopic',
  OVERDUE_SECONDS: '180',
  METRICS_NAMESPACE: 'Reprieve',
};
