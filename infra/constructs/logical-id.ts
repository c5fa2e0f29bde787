/** Logical ids that must outlive every refactoring of the constructs. */
import { CfnElement } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Gives the CloudFormation resource of `construct` exactly this logical id, wherever in the tree it stands:
 * CloudFormation replaces a resource whose logical id changes, and schedules point at ARNs for up to 30 days.
 */
export function pinLogicalId(construct: IConstruct, logicalId: string): void {
  const resource = construct.node.defaultChild;
  if (!CfnElement.isCfnElement(resource)) {
    throw new Error(`${construct.node.path} has no CloudFormation resource to be called "${logicalId}"`);
  }
  resource.overrideLogicalId(logicalId);
}
