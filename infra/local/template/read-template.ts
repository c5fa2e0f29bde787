/** Reads a synthesized template: every resource that the local stack acts on, with all references resolved. */
import * as z from 'zod';
import { environment, type Identifiers, identifiersOf, nameProperty } from './identifiers.ts';
import { resolveIntrinsics, type Scope } from './intrinsics.ts';
import { type Json, json } from './json.ts';
import { isActedOn, type TypeActedOn, typesLeftOut } from './resource-types.ts';

/** A resource with its properties resolved. */
export type Resource = {
  readonly logicalId: string;
  readonly type: TypeActedOn;
  readonly properties: Json;
} & Identifiers;

export type Stack = {
  readonly name: string;
  readonly resources: readonly Resource[];
  /** The value of an output. Only those asked for are resolved: others may be of resources left out. @throws Error */
  output(name: string): Json;
};

const resourceSchema = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), json).default({}),
  DependsOn: z.unknown().optional(),
  Metadata: z.unknown().optional(),
  DeletionPolicy: z.unknown().optional(),
  UpdateReplacePolicy: z.unknown().optional(),
  // A condition could leave a resource out; none that the local stack acts on has one.
  Condition: z.string().optional(),
});

type Declaration = z.infer<typeof resourceSchema>;

const templateSchema = z.object({
  Parameters: z.record(z.string(), z.object({ Default: json.optional() })).default({}),
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z.record(z.string(), z.object({ Value: json })).default({}),
});

/**
 * @param stackName what `AWS::StackName` stands for and physical names begin with
 * @throws Error naming a resource type, an intrinsic or a reference that the local stack does not know
 */
export function readTemplate(template: unknown, stackName: string): Stack {
  const { Parameters, Resources, Outputs } = templateSchema.parse(template);
  const declarations = new Map(Object.entries(Resources).filter(([, { Type }]) => !typesLeftOut.includes(Type)));
  for (const [logicalId, declaration] of declarations) requireKnown(logicalId, declaration);
  const scope = scopeOf(stackName, Parameters, declarations);
  const resources = [...declarations].flatMap(([logicalId, { Type, Properties }]): Resource[] => {
    if (!isActedOn(Type)) return [];
    const identifiers = scope.identifiersOf(logicalId);
    return [
      {
        logicalId,
        type: Type,
        properties: within(logicalId, () => resolveIntrinsics(Properties, scope)),
        ...identifiers,
      },
    ];
  });
  const output = (name: string): Json => {
    const declared = Outputs[name];
    if (declared === undefined) throw new Error(`The template has no output ${name}.`);
    return within(`output ${name}`, () => resolveIntrinsics(declared.Value, scope));
  };
  return { name: stackName, resources, output };
}

function requireKnown(logicalId: string, { Type, Condition }: Declaration): void {
  if (!isActedOn(Type)) {
    throw new Error(
      `The local stack does not know the resource type ${Type} (${logicalId}): ` +
        'teach it, or list it in infra/local/template/resource-types.ts as left out.',
    );
  }
  if (Condition !== undefined) {
    throw new Error(`The local stack does not evaluate conditions, and ${logicalId} has the condition ${Condition}.`);
  }
}

type ParameterDeclarations = { readonly [name: string]: { readonly Default?: Json | undefined } };

function scopeOf(
  stackName: string,
  parameters: ParameterDeclarations,
  declarations: ReadonlyMap<string, Declaration>,
): Scope & { identifiersOf(logicalId: string): Identifiers } {
  const pseudoParameters: { readonly [name: string]: Json } = {
    'AWS::AccountId': environment.accountId,
    'AWS::Partition': environment.partition,
    'AWS::Region': environment.region,
    'AWS::StackId': `arn:aws:cloudformation:${environment.region}:${environment.accountId}:stack/${stackName}/local`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': environment.urlSuffix,
  };
  const identified = (logicalId: string): Identifiers => {
    const declaration = declarations.get(logicalId);
    if (declaration === undefined || !isActedOn(declaration.Type)) {
      throw new Error(`The local stack has no resource or parameter ${logicalId} to refer to.`);
    }
    const property = (name: string | undefined): string | undefined => {
      const value = name === undefined ? undefined : declaration.Properties[name];
      return value === undefined ? undefined : String(resolveIntrinsics(value, scope));
    };
    const name = property(nameProperty[declaration.Type]) ?? physicalName(declaration.Type, stackName, logicalId);
    return identifiersOf(declaration.Type, name, property('GroupName'));
  };
  const scope: Scope = {
    ref: (name) => pseudoParameters[name] ?? parameters[name]?.Default ?? identified(name).ref,
    getAtt: (logicalId, attribute) => {
      const value = identified(logicalId).attributes[attribute];
      if (value === undefined)
        throw new Error(`The local stack does not know the attribute ${logicalId}.${attribute}.`);
      return value;
    },
  };
  return { ...scope, identifiersOf: identified };
}

/** API Gateway makes up ids of its own; CloudFormation begins every other name with that of the stack. */
function physicalName(type: TypeActedOn, stackName: string, logicalId: string): string {
  return type.startsWith('AWS::ApiGateway::') ? logicalId : `${stackName}-${logicalId}`;
}

/** Says where in the template something could not be resolved. */
function within<Result>(where: string, resolve: () => Result): Result {
  try {
    return resolve();
  } catch (cause) {
    throw new Error(`${where}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** The resources of one type. */
export function resourcesOfType(stack: Stack, type: TypeActedOn): readonly Resource[] {
  return stack.resources.filter((resource) => resource.type === type);
}
