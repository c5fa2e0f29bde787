/** The administrators beside the operator: one for each managed policy of the template, and those named at the start. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { StartError } from '#infra/local/start-error.ts';
import { environment } from '#infra/local/template/identifiers.ts';
import { notActedOn, parseProperties } from '#infra/local/template/properties.ts';
import { resourcesOfType, type Stack } from '#infra/local/template/read-template.ts';
import { operatorArn } from './access-keys.ts';
import { parsePolicy, type Statement } from './policy.ts';

export type Administrator = {
  readonly name: string;
  /** Of an IAM user with this name. */
  readonly arn: string;
  readonly statements: readonly Statement[];
};

const managedPolicySchema = z.strictObject({
  PolicyDocument: z.unknown(),
  Description: notActedOn,
  ManagedPolicyName: notActedOn,
  Path: notActedOn,
});

/**
 * @param custom policy documents by the name of the administrator who has them
 * @throws StartError when a name is taken, or a policy is not one that an identity can have, or is not understood here
 */
export function readAdministrators(stack: Stack, custom: Readonly<Record<string, unknown>>): readonly Administrator[] {
  const ofTemplate = resourcesOfType(stack, 'AWS::IAM::ManagedPolicy').map((resource) => {
    const { PolicyDocument } = parseProperties(resource, managedPolicySchema);
    return administrator(resource.logicalId, parsePolicy(PolicyDocument, resource.logicalId));
  });
  const named = Object.entries(custom).map(([name, document]) =>
    administrator(name, parseCustomPolicy(name, document)),
  );
  const taken = named.find(({ arn }) => arn === operatorArn || ofTemplate.some((other) => other.arn === arn));
  if (taken !== undefined) {
    throw new StartError(`The local stack has an administrator ${taken.name} of its own: choose another name.`);
  }
  return [...ofTemplate, ...named];
}

function administrator(name: string, statements: readonly Statement[]): Administrator {
  return { name, arn: `arn:aws:iam::${environment.accountId}:user/${name}`, statements };
}

/** IAM User Guide, "Grammar of the IAM JSON policy language": an identity's policy has no principal. */
function parseCustomPolicy(name: string, document: unknown): readonly Statement[] {
  const refuse = (problem: string, cause?: unknown) =>
    new StartError(`The administrator ${name} cannot have this policy. ${problem}`, { cause });
  let statements: readonly Statement[];
  try {
    statements = parsePolicy(document, name);
  } catch (cause) {
    throw refuse(cause instanceof Error ? cause.message : String(cause), cause);
  }
  for (const { id, principals, resources } of statements) {
    if (principals !== undefined) throw refuse(`${id} has a Principal: it is for policies of resources.`);
    if (resources === undefined) throw refuse(`${id} has no Resource: say what it is about, "*" for everything.`);
  }
  return statements;
}

/** @throws StartError when there is no such file, or it is not JSON */
export function readPolicyFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const problem = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new StartError(`The policy ${file} ${problem}: ${cause instanceof Error ? cause.message : ''}`, { cause });
  }
}
