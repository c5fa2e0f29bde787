/** The administrators of the local stack, and the wildcards of their policies. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readAdministrators, readPolicyFile } from '#infra/local/iam/administrators.ts';
import { openIam } from '#infra/local/iam/iam.ts';
import { matchesResource } from '#infra/local/iam/wildcards.ts';
import { StartError } from '#infra/local/start-error.ts';
import { readTemplate } from '#infra/local/template/read-template.ts';

const statement = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: 'arn:aws:execute-api:*:*:*/admin/GET/*' };
const document = { Version: '2012-10-17', Statement: [statement] };
const stack = readTemplate(
  {
    Resources: {
      Auditor: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Path: '/', PolicyDocument: document } },
    },
  },
  'Reprieve',
);

const variable = '$'.concat('{aws:username}');

describe('the administrators', () => {
  test('are one for each managed policy of the template, and those that are named', () => {
    const named = readAdministrators(stack, { jane: document });

    expect(named.map(({ name, arn }) => [name, arn])).toEqual([
      ['Auditor', 'arn:aws:iam::000000000000:user/Auditor'],
      ['jane', 'arn:aws:iam::000000000000:user/jane'],
    ]);
  });

  test('have keys of their own, and no more rights than their policies', () => {
    const iam = openIam({ roles: [], resourcePolicies: [] }, readAdministrators(stack, {}));
    const { accessKeyId } = iam.keys.accessKeyOf('arn:aws:iam::000000000000:user/Auditor');
    const request = { principal: { accessKeyId }, action: 'execute-api:Invoke' };
    const api = 'arn:aws:execute-api:us-east-1:000000000000:adminapi/admin';

    expect(iam.isAllowed({ ...request, resource: `${api}/GET/providers` })).toBe(true);
    expect(iam.isAllowed({ ...request, resource: `${api}/POST/providers` })).toBe(false);
    expect(iam.statements).toEqual([]);
  });

  test.each([
    ['Auditor', document, 'has an administrator Auditor of its own: choose another name.'],
    ['operator', document, 'has an administrator operator of its own'],
    ['jane', { Statement: [] }, 'The administrator jane cannot have this policy. The local stack does not understand'],
    ['jane', { ...document, Statement: { ...statement, Principal: '*' } }, 'jane/0 has a Principal'],
    ['jane', { ...document, Statement: { Effect: 'Allow', Action: '*' } }, 'jane/0 has no Resource'],
    [
      'jane',
      { ...document, Statement: { ...statement, Condition: { Bool: { 'aws:x': 'y' } } } },
      'condition key aws:x',
    ],
    ['jane', { ...document, Statement: { ...statement, Resource: `*/${variable}` } }, `policy variable ${variable}`],
    ['jane', 'text', 'does not understand the policy jane'],
  ])('%s with %j is refused with a sentence that says why', (name, policy, message) => {
    const read = () => readAdministrators(stack, { [name]: policy });

    expect(read).toThrow(StartError);
    expect(read).toThrow(message);
  });
});

describe('the file of a policy', () => {
  test('is JSON that is there', () => {
    const directory = mkdtempSync(join(tmpdir(), 'reprieve-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const [good, bad] = [join(directory, 'good.json'), join(directory, 'bad.json')];
    writeFileSync(good, JSON.stringify(document));
    writeFileSync(bad, '{');

    expect(readPolicyFile(good)).toEqual(document);
    expect(() => readPolicyFile(bad)).toThrow(`The policy ${bad} is not JSON`);
    expect(() => readPolicyFile(`${bad}x`)).toThrow(`The policy ${bad}x cannot be read: ENOENT`);
  });
});

describe('the resource of a statement', () => {
  const arn = 'arn:aws:execute-api:us-east-1:000000000000:adminapi/admin/GET/users/01/history';

  test.each([
    ['*', true],
    ['arn:aws:execute-api:*', true],
    ['arn:aws:execute-api:*:*:*', true],
    ['arn:aws:execute-api:us-*-1:000000000000:adminapi/*', true],
    ['arn:aws:execute-api:us-east-1:000000000000:adminapi/admin/GET/users/*', true],
    ['arn:aws:execute-api:us-east-1:000000000000:adminapi/*/GET/*/history', true],
    ['arn:aws:execute-api:us-east-1:000000000000:adminapi/admin/GET/users/0?/history', true],
    ['arn:aws:execute-api:us-east-1:000000000000:adminapi/admin/G*/users/01/history', true],
    ['arn:aws:execute-api:us-east-1:000000000000:adminapi/admin/GET/users', false],
    ['arn:aws:execute-api:us-east-1:000000000000:adminapi/admin/POST/*', false],
    ['arn:aws:execute-api:us-east-1:000000000000:adminapi/admin/get/*', false],
    ['arn:aws:execute-api:eu-*:*:*', false],
    ['arn:aws:execute-api:us-e*t-2:*', false],
    ['arn:aws:execute-api:us*1:adminapi/admin/GET/users/01/history', false],
    ['arn:aws:execute-api:us-east-1:00000000000?:adminapi/admin/GET/users/01/h.story', false],
    ['arn:aws:execute-api:us-east-1:0000000000000?adminapi/*', false],
  ])('%s is compared with an ARN as AWS documents', (pattern, isMatch) => {
    expect(matchesResource(pattern, arn)).toBe(isMatch);
  });
});
