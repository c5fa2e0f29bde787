/** The SCIM endpoint's REST API: every path and method goes through the authorizer to one function. */
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  EndpointType,
  IdentitySource,
  LambdaIntegration,
  RequestAuthorizer,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct, type IConstruct } from 'constructs';
import { addScimGatewayResponses } from './gateway-responses.ts';
import { pinLogicalId } from './logical-id.ts';
import { type RestStageProps, stageOptions } from './rest-stage.ts';

export type ScimApiProps = RestStageProps & {
  readonly authorizerCacheSeconds: number;
  /** Whether this stack sets the role with which API Gateway writes logs, which the account has one of per region. */
  readonly setsAccountLogRole: boolean;
};

const stageName = 'scim';

/**
 * A REST API, because its gateway responses let 401, 403, 413, 429 and 5xx leave in SCIM form; the functions are
 * connected afterwards, as they need its URL.
 */
export class ScimApi extends Construct {
  readonly api: RestApi;
  readonly stageName = stageName;
  /**
   * Of clients: ends in `/scim/v2`. Built from the stage's name, as the stage itself depends on the functions that are
   * told the URL.
   */
  readonly baseUrl: string;
  /** What another API's access log has to wait for; absent: the account has its log role already. */
  readonly accountLogRole: IConstruct | undefined;
  private readonly authorizerCacheSeconds: number;

  constructor(scope: Construct, id: string, props: ScimApiProps) {
    super(scope, id);
    this.authorizerCacheSeconds = props.authorizerCacheSeconds;
    this.api = new RestApi(this, 'Api', {
      restApiName: `${Stack.of(this).stackName}-scim`,
      description: 'SCIM 2.0 endpoint for provisioning providers',
      endpointTypes: [EndpointType.REGIONAL],
      deployOptions: stageOptions(this, stageName, props),
      cloudWatchRole: props.setsAccountLogRole,
      ...(props.setsAccountLogRole && { cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN }),
    });
    const { region, urlSuffix } = Stack.of(this);
    this.baseUrl = `https://${this.api.restApiId}.execute-api.${region}.${urlSuffix}/${stageName}/v2`;
    addScimGatewayResponses(this.api);
    this.accountLogRole = this.api.node.tryFindChild('Account');
    // Its output would be another URL beside the stack's own.
    this.api.node.tryRemoveChild('Endpoint');
    pinLogicalId(this.api, 'ScimApi');
    acknowledgeFindings(this.api, props.setsAccountLogRole);
  }

  /**
   * Explicit routes would answer unknown paths with 403 before the authorizer; with the proxy every path is 401 without
   * credentials, and 404 and 405 come from `handler` in SCIM form.
   * @param timeoutSeconds must be less than the handler's own, so that the client is told to repeat its request
   */
  connect(functions: { readonly handler: IFunction; readonly authorizer: IFunction; readonly timeoutSeconds: number }) {
    const authorizer = new RequestAuthorizer(this, 'Authorizer', {
      handler: functions.authorizer,
      identitySources: [IdentitySource.header('Authorization')],
      resultsCacheTtl: Duration.seconds(this.authorizerCacheSeconds),
    });
    const integration = new LambdaIntegration(functions.handler, {
      scopePermissionToMethod: false,
      timeout: Duration.seconds(functions.timeoutSeconds),
    });
    this.api.root.addMethod('ANY', integration, { authorizer });
    this.api.root.addResource('{proxy+}').addMethod('ANY', integration, { authorizer });
  }
}

function acknowledgeFindings(api: RestApi, setsAccountLogRole: boolean): void {
  Validations.of(api).acknowledge(
    {
      id: 'AwsSolutions-APIG2',
      reason: 'The function validates every request against the SCIM schemas and answers in the form of RFC 7644.',
    },
    { id: 'AwsSolutions-COG4', reason: 'Clients are provisioning providers; the Lambda authorizer checks them.' },
    {
      id: 'AwsSolutions-APIG6',
      reason: 'The access log has the errors of authorizer and integration; execution logs would add request data.',
    },
    {
      id: 'AwsSolutions-APIG3',
      reason: 'Callers need a 256-bit secret, the stage is throttled; those who want a web ACL attach theirs.',
    },
  );
  if (setsAccountLogRole) {
    // As cdk-nag spells the ARN.
    const policy = 'arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';
    Validations.of(api).acknowledge({
      id: `AwsSolutions-IAM4[Policy::${policy}]`,
      reason: "The account's role for API Gateway serves every API of the region: AWS asks for this managed policy.",
    });
  }
}
