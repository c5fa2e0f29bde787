/** Intrinsic functions of CloudFormation. */
import { describe, expect, test } from 'vitest';
import { resolveIntrinsics, type Scope } from '#infra/local/template/intrinsics.ts';
import type { Json } from '#infra/local/template/json.ts';

const scope: Scope = {
  ref: (name) => (name === 'AWS::Region' ? 'us-east-1' : `ref of ${name}`),
  getAtt: (logicalId, attribute) => `${attribute} of ${logicalId}`,
};

/** A reference as Fn::Sub spells it. */
const variable = (name: string) => `\${${name}}`;

describe('intrinsic functions', () => {
  test.each<[string, Json, Json]>([
    ['Ref', { Ref: 'Table' }, 'ref of Table'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Role', 'Arn'] }, 'Arn of Role'],
    ['Fn::GetAtt as text, the attribute with dots', { 'Fn::GetAtt': 'Api.Nested.Id' }, 'Nested.Id of Api'],
    ['Fn::Join over references', { 'Fn::Join': ['/', ['a', { Ref: 'B' }, 3]] }, 'a/ref of B/3'],
    ['Fn::Sub with a pseudo parameter', { 'Fn::Sub': `x-${variable('AWS::Region')}` }, 'x-us-east-1'],
    ['Fn::Sub with an attribute', { 'Fn::Sub': `${variable('Role.Arn')}!` }, 'Arn of Role!'],
    ['Fn::Sub with its own variable', { 'Fn::Sub': [`${variable('Name')}`, { Name: { Ref: 'A' } }] }, 'ref of A'],
    ['Fn::Sub with a literal', { 'Fn::Sub': `a ${variable('!kept')}` }, `a ${variable('kept')}`],
    ['Fn::Split', { 'Fn::Split': [':', 'a:b'] }, ['a', 'b']],
    ['Fn::Select of a split', { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b'] }] }, 'b'],
    ['no intrinsic at all', { Ref: 'kept', Other: [1, null] }, { Ref: 'kept', Other: [1, null] }],
  ])('%s', (_, value, expected) => {
    const resolved = resolveIntrinsics(value, scope);

    expect(resolved).toEqual(expected);
  });

  test.each<[string, Json, string]>([
    ['an unknown function', { 'Fn::ImportValue': ['x'] }, 'Fn::ImportValue'],
    ['an unknown function with text', { 'Fn::ImportValue': 'x' }, 'Fn::ImportValue'],
    ['a selection past the end', { 'Fn::Select': [2, ['a']] }, 'Fn::Select has no item 2'],
    ['a join of an object', { 'Fn::Join': ['', [{ a: 1 }]] }, 'Fn::Join needs text'],
  ])('refuses %s and names it', (_, value, message) => {
    expect(() => resolveIntrinsics(value, scope)).toThrow(message);
  });
});
