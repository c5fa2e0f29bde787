/** The administrators' REST API: IAM-authorized, with a route for each operation. */
import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { AuthorizationType, EndpointType, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { addProblemGatewayResponses } from './gateway-responses.ts';
import { pinLogicalId } from './logical-id.ts';
import { type RestStageProps, stageOptions } from './rest-stage.ts';

export type AdminApiProps = RestStageProps & {
  readonly handler: IFunction;
  /** Less than the handler's own. */
  readonly timeoutSeconds: number;
};

const stageName = 'admin';

/** Explicit routes, so that an IAM policy can allow some operations and not others. */
export class AdminApi extends Construct {
  readonly api: RestApi;
  readonly stageName = stageName;
  /** Without a slash behind it. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: AdminApiProps) {
    super(scope, id);
    this.api = new RestApi(this, 'Api', {
      restApiName: `${Stack.of(this).stackName}-admin`,
      description: 'Administration of provisioning providers and users, for AWS identities',
      endpointTypes: [EndpointType.REGIONAL],
      deployOptions: stageOptions(this, stageName, props),
      cloudWatchRole: false,
      defaultMethodOptions: { authorizationType: AuthorizationType.IAM },
      defaultIntegration: new LambdaIntegration(props.handler, {
        scopePermissionToMethod: false,
        timeout: Duration.seconds(props.timeoutSeconds),
      }),
    });
    const { region, urlSuffix } = Stack.of(this);
    this.url = `https://${this.api.restApiId}.execute-api.${region}.${urlSuffix}/${stageName}`;
    for (const { method, path } of Object.values(adminRoutes)) this.api.root.resourceForPath(path).addMethod(method);
    addProblemGatewayResponses(this.api);
    // Its output would be another URL beside the stack's own.
    this.api.node.tryRemoveChild('Endpoint');
    pinLogicalId(this.api, 'AdminApi');
    Validations.of(this.api).acknowledge(
      { id: 'AwsSolutions-APIG2', reason: 'The function validates every request and says what is wrong with it.' },
      { id: 'AwsSolutions-COG4', reason: 'Callers are AWS identities: every method is IAM-authorized.' },
      {
        id: 'AwsSolutions-APIG6',
        reason: 'The access log has the errors of the integration; execution logs would add request data.',
      },
      {
        id: 'AwsSolutions-APIG3',
        reason: 'Callers sign with AWS credentials; those who want a web ACL attach theirs.',
      },
    );
  }
}
