/**
 * Faults of calls to AWS that also end the function which called: as if it had died before or after the call was done.
 */
import type { Authorize } from './aws-server/service.ts';
import type { Faults } from './faults.ts';

/**
 * @param authorize is called for each call just before it may meet a fault, and so knows the caller
 * @param kill ends the instances of the function that owns the access key
 */
export function crashingFaults(
  faults: Faults,
  authorize: Authorize,
  kill: (accessKeyId: string) => void,
): { readonly faults: Faults; readonly authorize: Authorize } {
  let caller: string | undefined;
  return {
    authorize: (request) => {
      caller = request.accessKeyId;
      return authorize(request);
    },
    faults: {
      ...faults,
      meet: (service, operation) => {
        const fault = faults.meet(service, operation);
        const crashes = fault?.effect === 'crash-before' || fault?.effect === 'crash-after';
        if (crashes && caller !== undefined) kill(caller);
        return fault;
      },
    },
  };
}
