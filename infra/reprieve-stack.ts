/** Joins the constructs of a deployment. */
import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { BundledFunctionName } from './bundles.ts';
import { functionSizes, integrationTimeoutSeconds, type Settings } from './config.ts';
import { AdminApi } from './constructs/admin-api.ts';
import { AdministratorPolicies } from './constructs/administrator-policies.ts';
import { BundledFunction } from './constructs/bundled-function.ts';
import { DeactivationSchedules } from './constructs/deactivation-schedules.ts';
import { DirectoryTable } from './constructs/directory-table.ts';
import { Monitoring } from './constructs/monitoring.ts';
import * as permissions from './constructs/permissions.ts';
import { productMetrics } from './constructs/product-metrics.ts';
import { RecurringSchedules } from './constructs/recurring-schedules.ts';
import { ScimApi } from './constructs/scim-api.ts';
import { SyncReport } from './constructs/sync-report.ts';

export type ReprieveStackProps = {
  readonly settings: Settings;
  /** Where `buildBundles` has put the bundles. */
  readonly bundlesDirectory: string;
};

/** One deployment of Reprieve; knows no account and no region. */
export class ReprieveStack extends Stack {
  private readonly props: ReprieveStackProps;
  private readonly table: DirectoryTable;
  private readonly functions: BundledFunction[] = [];

  constructor(scope: Construct, id: string, props: ReprieveStackProps) {
    super(scope, id, {
      description: 'Reprieve: a SCIM 2.0 endpoint whose deactivations wait',
      terminationProtection: props.settings.removal === 'retain',
      analyticsReporting: false,
    });
    this.props = props;
    this.table = new DirectoryTable(this, 'Table', { removal: props.settings.removal });
    const schedules = this.addDeactivations();
    const scimApi = this.addScimApi(schedules);
    const adminApi = this.addAdminApi(schedules, scimApi);
    const report = this.addSyncReport();
    const monitoring = this.addMonitoring({ schedules, scimApi, adminApi, report });
    new CfnOutput(this, 'ScimBaseUrl', { value: scimApi.baseUrl, description: 'What an identity provider is given' });
    new CfnOutput(this, 'AdminUrl', { value: adminApi.url, description: 'What the command line is given' });
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'AlarmTopicArn', { value: monitoring.topic.topicArn, description: 'What to subscribe to' });
    new AdministratorPolicies(this, 'AdministratorPolicies', adminApi);
  }

  private addDeactivations(): DeactivationSchedules {
    const environment = this.syncLogEnvironment();
    const worker = this.addFunction('DeactivateUserFunction', 'deactivate-user', {
      description: 'Carries out one pending deactivation',
      environment,
      statements: permissions.deactivateUserStatements(this.table),
    });
    const schedules = new DeactivationSchedules(this, 'DeactivationSchedules', { worker });
    const sweep = this.addFunction('SweepFunction', 'sweep', {
      description: 'Carries out the deactivations that are overdue, and goes on with unfinished work',
      environment: {
        ...environment,
        SWEEP_PATIENCE_SECONDS: String(this.props.settings.sweepPatienceSeconds),
        SCHEDULE_GROUP_NAME: schedules.group.scheduleGroupName,
      },
      statements: permissions.sweepStatements(this.table),
    });
    schedules.grantDelete(sweep);
    // The next run, a minute later, is the repetition.
    sweep.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.seconds(60) });
    new RecurringSchedules(this, 'SweepSchedule', {
      target: sweep,
      schedules: {
        SweepSchedule: {
          description: 'Carries out the deactivations that are overdue',
          expression: 'rate(1 minute)',
          // A missed run is made good by the next one, a minute later.
          retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
        },
      },
    });
    return schedules;
  }

  private addScimApi(schedules: DeactivationSchedules): ScimApi {
    const { settings } = this.props;
    const api = new ScimApi(this, 'ScimApi', {
      ...this.stageSettings(),
      authorizerCacheSeconds: settings.authorizerCacheSeconds,
      setsAccountLogRole: settings.accountLogRole === 'set',
    });
    const handler = this.addFunction('ScimFunction', 'scim', {
      description: 'Answers SCIM requests',
      environment: {
        ...this.syncLogEnvironment(),
        SCHEDULE_GROUP_NAME: schedules.group.scheduleGroupName,
        SCHEDULE_TARGET_ARN: schedules.worker.functionArn,
        SCHEDULE_ROLE_ARN: schedules.role.roleArn,
        SCHEDULE_DEAD_LETTER_ARN: schedules.deadLetters.queueArn,
        MINIMUM_SCHEDULE_LEAD_SECONDS: String(settings.minimumScheduleLeadSeconds),
        MINIMUM_DEACTIVATION_DELAY_SECONDS: String(settings.minimumDeactivationDelaySeconds),
        PRODUCT_PLAN: settings.productPlan,
        SCIM_BASE_URL: api.baseUrl,
      },
      statements: permissions.scimStatements(this.table),
      reservedConcurrency: settings.scimReservedConcurrency,
    });
    schedules.grantManage(handler);
    const authorizer = this.addFunction('AuthorizerFunction', 'authorizer', {
      description: "Checks a provider's credential",
      environment: this.syncLogEnvironment(),
      statements: permissions.authorizerStatements(this.table),
    });
    api.connect({ handler, authorizer, timeoutSeconds: integrationTimeoutSeconds });
    return api;
  }

  private addAdminApi(schedules: DeactivationSchedules, scimApi: ScimApi): AdminApi {
    const { settings } = this.props;
    const handler = this.addFunction('AdminFunction', 'admin', {
      description: 'Answers administrators',
      environment: {
        ...this.syncLogEnvironment(),
        SCIM_BASE_URL: scimApi.baseUrl,
        SCIM_API_ID: scimApi.api.restApiId,
        SCIM_STAGE_NAME: scimApi.stageName,
        SCHEDULE_GROUP_NAME: schedules.group.scheduleGroupName,
        MINIMUM_DEACTIVATION_DELAY_SECONDS: String(settings.minimumDeactivationDelaySeconds),
        PRODUCT_PLAN: settings.productPlan,
      },
      statements: permissions.adminStatements(this.table, scimApi),
    });
    schedules.grantDelete(handler);
    const api = new AdminApi(this, 'AdminApi', {
      ...this.stageSettings(),
      handler,
      timeoutSeconds: integrationTimeoutSeconds,
    });
    if (scimApi.accountLogRole !== undefined) api.api.deploymentStage.node.addDependency(scimApi.accountLogRole);
    return api;
  }

  /** @returns undefined when nobody wants a report */
  private addSyncReport(): BundledFunction | undefined {
    const { syncReport, syncReportEmail, overdueAlarmSeconds } = this.props.settings;
    if (syncReport === 'never') return undefined;
    const sync = new SyncReport(this, 'SyncReport', { email: syncReportEmail });
    const report = this.addFunction('ReportFunction', 'report', {
      description: 'Reports each day, and soon after an error, what provisioning did',
      environment: {
        ...this.syncLogEnvironment(),
        SYNC_REPORT: syncReport,
        SYNC_REPORT_TOPIC_ARN: sync.topic.topicArn,
        OVERDUE_SECONDS: String(overdueAlarmSeconds),
      },
      statements: permissions.reportStatements(this.table, sync.topic),
    });
    sync.connect(report);
    return report;
  }

  private addMonitoring(parts: {
    readonly schedules: DeactivationSchedules;
    readonly scimApi: ScimApi;
    readonly adminApi: AdminApi;
    readonly report: BundledFunction | undefined;
  }): Monitoring {
    const { settings } = this.props;
    return new Monitoring(this, 'Monitoring', {
      monitored: {
        metric: productMetrics(settings.metricsNamespace),
        table: this.table,
        ...parts,
        scimApi: parts.scimApi.api,
        adminApi: parts.adminApi.api,
        functions: this.functions,
      },
      thresholds: settings,
      alarmTopicArn: settings.alarmTopicArn,
      alarmEmail: settings.alarmEmail,
    });
  }

  private addFunction(
    id: string,
    bundle: BundledFunctionName,
    props: {
      readonly description: string;
      readonly environment: Readonly<Record<string, string>>;
      readonly statements: readonly PolicyStatement[];
      readonly reservedConcurrency?: number | undefined;
    },
  ): BundledFunction {
    const { statements, ...rest } = props;
    const added = new BundledFunction(this, id, {
      ...rest,
      ...functionSizes[bundle],
      ...this.logSettings(),
      bundlesDirectory: this.props.bundlesDirectory,
      bundle,
    });
    for (const statement of statements) added.addToRolePolicy(statement);
    this.functions.push(added);
    return added;
  }

  private tableEnvironment() {
    return { TABLE_NAME: this.table.tableName, METRICS_NAMESPACE: this.props.settings.metricsNamespace };
  }

  private syncLogEnvironment() {
    const { syncLogRetentionDays, syncLogValues } = this.props.settings;
    return {
      ...this.tableEnvironment(),
      SYNC_LOG_RETENTION_DAYS: String(syncLogRetentionDays),
      SYNC_LOG_VALUES: syncLogValues,
    };
  }

  private logSettings() {
    const { logRetentionDays, removal } = this.props.settings;
    return {
      logRetention: logRetentionDays,
      logRemoval: removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    };
  }

  private stageSettings() {
    const { requestsPerSecond, burstRequests } = this.props.settings;
    return { ...this.logSettings(), requestsPerSecond, burstRequests };
  }
}
