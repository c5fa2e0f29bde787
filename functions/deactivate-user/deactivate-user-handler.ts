/** Carries out the deactivation that a schedule's event names. */
import * as z from 'zod/mini';
import type { Composition } from '#shared/composition/composition.ts';
import {
  carryOutDeactivation,
  type DeactivationOutcome,
} from '#shared/directory/deactivations/carry-out-deactivation.ts';

const ulid = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

/** What the schedule was created with. */
const deactivationEvent = z.object({ userId: ulid, deactivationId: ulid });

/**
 * Throws when it cannot do its work now: Lambda invokes it twice more, one and two minutes later, and then keeps the
 * event in the dead-letter queue. The sweep does not wait for any of that.
 */
export function deactivateUserHandler({ directory, telemetry }: Composition) {
  return async (
    event: unknown,
    { awsRequestId }: { readonly awsRequestId: string },
  ): Promise<{ outcome: DeactivationOutcome }> =>
    telemetry.invocation(awsRequestId, async () => {
      try {
        const request = deactivationEvent.parse(event);
        telemetry.annotate(request);
        return { outcome: await carryOutDeactivation(directory, { ...request, requestId: awsRequestId }) };
      } catch (cause) {
        telemetry.log('DeactivationFailed', { cause });
        throw cause;
      }
    });
}
