/**
 * What the product plan of a deployment settles: whether users are blocked during the delay, and whether there is legal
 * hold.
 */
import type { ProductPlan } from './ports.ts';

/** Plans that block at once have legal hold; the others wait without blocking and have none. */
const plansThatBlock: ReadonlySet<ProductPlan> = new Set(['incydr-basic', 'incydr-advanced', 'incydr-gov-f1']);

export function blocksDuringDelay(plan: ProductPlan): boolean {
  return plansThatBlock.has(plan);
}

/** A plan without legal hold takes no new custodian; those that there are stay. */
export function hasLegalHold(plan: ProductPlan): boolean {
  return plansThatBlock.has(plan);
}
