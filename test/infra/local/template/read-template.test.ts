/** Reading a whole template. */
import { describe, expect, test } from 'vitest';
import { readTemplate } from '#infra/local/template/read-template.ts';

const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };

describe('a template', () => {
  test('has its references between resources resolved to the identifiers that AWS would give', () => {
    const stack = readTemplate(
      {
        Resources: {
          Worker: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['WorkerRole', 'Arn'] } } },
          WorkerRole: role,
          Group: { Type: 'AWS::Scheduler::ScheduleGroup' },
          Sweep: {
            Type: 'AWS::Scheduler::Schedule',
            Properties: { GroupName: { Ref: 'Group' }, Target: { Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] } } },
          },
        },
        Outputs: {
          Schedule: { Value: { 'Fn::GetAtt': ['Sweep', 'Arn'] } },
        },
      },
      'Reprieve',
    );

    expect(stack.resources.map(({ logicalId, properties }) => [logicalId, properties])).toEqual([
      ['Worker', { Role: 'arn:aws:iam::000000000000:role/Reprieve-WorkerRole' }],
      ['WorkerRole', { AssumeRolePolicyDocument: {} }],
      ['Group', {}],
      [
        'Sweep',
        {
          GroupName: 'Reprieve-Group',
          Target: { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:Reprieve-Worker' },
        },
      ],
    ]);
    expect(stack.output('Schedule')).toBe(
      'arn:aws:scheduler:us-east-1:000000000000:schedule/Reprieve-Group/Reprieve-Sweep',
    );
  });

  test('names a resource as the template says, where it says so', () => {
    const stack = readTemplate({ Resources: { Role: { ...role, Properties: { RoleName: 'worker' } } } }, 'Reprieve');

    expect(stack.resources[0]?.attributes.Arn).toBe('arn:aws:iam::000000000000:role/worker');
  });

  test('may hold resources that change nothing on one machine', () => {
    const stack = readTemplate(
      { Resources: { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { X: { 'Fn::Unheard': '' } } } } },
      'Reprieve',
    );

    expect(stack.resources).toEqual([]);
  });

  test.each([
    [
      'a resource type that nobody has decided about',
      { Bucket: { Type: 'AWS::S3::Bucket' } },
      'AWS::S3::Bucket (Bucket)',
    ],
    ['a condition', { Role: { ...role, Condition: 'InEurope' } }, 'Role has the condition InEurope'],
    [
      'an attribute of a resource left out',
      {
        Role: { ...role, Properties: { Description: { 'Fn::GetAtt': ['Alarm', 'Arn'] } } },
        Alarm: { Type: 'AWS::CloudWatch::Alarm' },
      },
      'Role: The local stack has no resource or parameter Alarm',
    ],
    [
      'an attribute that the type does not have',
      {
        Role: { ...role, Properties: { Description: { 'Fn::GetAtt': ['Role', 'Colour'] } } },
      },
      'does not know the attribute Role.Colour',
    ],
    [
      'an unknown intrinsic, saying where',
      {
        Role: { ...role, Properties: { Description: { 'Fn::Cidr': [] } } },
      },
      'Role: The local stack does not know the intrinsic function Fn::Cidr',
    ],
  ])('is refused for %s', (_, Resources, message) => {
    expect(() => readTemplate({ Resources }, 'Reprieve')).toThrow(message);
  });
});
