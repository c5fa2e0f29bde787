/** What Ref and Fn::GetAtt give for each resource type: physical names, ids and ARNs as AWS would make them. */
import type { TypeActedOn } from './resource-types.ts';

/** Where the stack stands. The account is nobody's: twelve zeros. */
export const environment = {
  accountId: '000000000000',
  region: 'us-east-1',
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
} as const;

export type Identifiers = {
  /** What Ref gives. */
  readonly ref: string;
  /** What Fn::GetAtt gives. */
  readonly attributes: { readonly [attribute: string]: string };
};

/** The property that names a resource, where the template may choose the name. */
export const nameProperty: { readonly [type in TypeActedOn]?: string } = {
  'AWS::ApiGateway::Stage': 'StageName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': 'PolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
};

type Identify = (name: string, groupName: string | undefined) => Identifiers;

const { accountId, region, urlSuffix } = environment;

const regional = (service: string, rest: string): string => `arn:aws:${service}:${region}:${accountId}:${rest}`;

/** API Gateway makes up ids; ours are made of the logical id, so that they stay the same from run to run. */
const generatedId: Identify = (name) => ({ ref: name.toLowerCase(), attributes: {} });

const identify: { readonly [type in TypeActedOn]: Identify } = {
  'AWS::ApiGateway::Account': (name) => ({ ref: name, attributes: {} }),
  'AWS::ApiGateway::Authorizer': (name) => ({
    ...generatedId(name, undefined),
    attributes: { AuthorizerId: name.toLowerCase() },
  }),
  'AWS::ApiGateway::Deployment': (name) => ({
    ...generatedId(name, undefined),
    attributes: { DeploymentId: name.toLowerCase() },
  }),
  'AWS::ApiGateway::GatewayResponse': generatedId,
  'AWS::ApiGateway::Method': generatedId,
  'AWS::ApiGateway::Resource': (name) => ({
    ...generatedId(name, undefined),
    attributes: { ResourceId: name.toLowerCase() },
  }),
  'AWS::ApiGateway::RestApi': (name) => ({
    ref: name.toLowerCase(),
    attributes: { RestApiId: name.toLowerCase(), RootResourceId: `${name.toLowerCase()}-root` },
  }),
  'AWS::ApiGateway::Stage': (name) => ({ ref: name, attributes: {} }),
  'AWS::DynamoDB::GlobalTable': (name) => ({
    ref: name,
    attributes: {
      Arn: regional('dynamodb', `table/${name}`),
      StreamArn: regional('dynamodb', `table/${name}/stream/2026-01-01T00:00:00.000`),
      TableId: name,
    },
  }),
  'AWS::IAM::ManagedPolicy': (name) => ({ ref: `arn:aws:iam::${accountId}:policy/${name}`, attributes: {} }),
  'AWS::IAM::Policy': (name) => ({ ref: name, attributes: { Id: name } }),
  'AWS::IAM::Role': (name) => ({
    ref: name,
    attributes: { Arn: `arn:aws:iam::${accountId}:role/${name}`, RoleId: name },
  }),
  'AWS::KMS::Key': (name) => ({ ref: name, attributes: { Arn: regional('kms', `key/${name}`), KeyId: name } }),
  'AWS::Lambda::EventInvokeConfig': (name) => ({ ref: name, attributes: {} }),
  'AWS::Lambda::Function': (name) => ({ ref: name, attributes: { Arn: regional('lambda', `function:${name}`) } }),
  'AWS::Lambda::Permission': (name) => ({ ref: name, attributes: { Id: name } }),
  'AWS::Logs::LogGroup': (name) => ({ ref: name, attributes: { Arn: regional('logs', `log-group:${name}:*`) } }),
  'AWS::SNS::Topic': (name) => ({
    ref: regional('sns', name),
    attributes: { TopicArn: regional('sns', name), TopicName: name },
  }),
  'AWS::SQS::Queue': (name) => ({
    ref: `https://sqs.${region}.${urlSuffix}/${accountId}/${name}`,
    attributes: { Arn: regional('sqs', name), QueueName: name },
  }),
  'AWS::SQS::QueuePolicy': (name) => ({ ref: name, attributes: { Id: name } }),
  'AWS::Scheduler::Schedule': (name, groupName) => ({
    ref: name,
    attributes: { Arn: regional('scheduler', `schedule/${groupName ?? 'default'}/${name}`) },
  }),
  'AWS::Scheduler::ScheduleGroup': (name) => ({
    ref: name,
    attributes: { Arn: regional('scheduler', `schedule-group/${name}`) },
  }),
};

/** The identifiers of one resource. `groupName` matters to schedules only. */
export function identifiersOf(type: TypeActedOn, name: string, groupName?: string): Identifiers {
  return identify[type](name, groupName);
}
