/** What both APIs' stages have in common: a throttle, metrics, traces, an access log without personal data. */
import type { RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AccessLogField as field,
  LogGroupLogDestination,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export type RestStageProps = {
  readonly requestsPerSecond: number;
  readonly burstRequests: number;
  readonly logRetention: RetentionDays;
  readonly logRemoval: RemovalPolicy;
};

/** Paths carry ids only; query strings can carry userNames and e-mail addresses and are left out. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: field.contextRequestId(),
    time: field.contextRequestTime(),
    method: field.contextHttpMethod(),
    path: field.contextPath(),
    status: field.contextStatus(),
    responseLength: field.contextResponseLength(),
    responseLatency: field.contextResponseLatency(),
    integrationLatency: field.contextIntegrationLatency(),
    integrationStatus: field.contextIntegrationStatus(),
    providerId: field.contextAuthorizer('providerId'),
    keyId: field.contextAuthorizer('keyId'),
    caller: field.contextIdentityUserArn(),
    sourceIp: field.contextIdentitySourceIp(),
    userAgent: field.contextIdentityUserAgent(),
    traceId: field.contextXrayTraceId(),
    errorType: field.contextErrorResponseType(),
    errorMessage: field.contextErrorMessage(),
    authorizerError: field.contextAuthorizerError(),
    integrationError: field.contextIntegrationErrorMessage(),
  }),
);

/** @param scope where the access log's group is made */
export function stageOptions(scope: Construct, stageName: string, props: RestStageProps): StageOptions {
  const accessLog = new LogGroup(scope, 'AccessLog', {
    retention: props.logRetention,
    removalPolicy: props.logRemoval,
  });
  return {
    stageName,
    accessLogDestination: new LogGroupLogDestination(accessLog),
    accessLogFormat,
    metricsEnabled: true,
    tracingEnabled: true,
    throttlingRateLimit: props.requestsPerSecond,
    throttlingBurstLimit: props.burstRequests,
  };
}
