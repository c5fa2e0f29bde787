/** Faults on demand: what goes wrong at the n-th call of an operation, planted by tests and met by the services. */

/**
 * `throttle` and `conflict` answer as the service does. `fail-before` answers 500 and does nothing. `time-out` does
 * nothing and does not answer. `crash-before` drops the connection and does nothing. `fail-after` and `crash-after` do
 * what was asked and drop the connection. `delay` waits and then goes on as usual.
 */
type FaultEffect =
  | 'throttle'
  | 'conflict'
  | 'time-out'
  | 'fail-before'
  | 'fail-after'
  | 'crash-before'
  | 'crash-after'
  | 'delay';

export type Fault = {
  /** The service's name in credentials (`dynamodb`, `scheduler`), or `lambda`. */
  readonly service: string;
  /** The operation (`PutItem`), or the name of a function. */
  readonly operation: string;
  /** The first call that meets the fault, counted from 1 from the moment it is planted. */
  readonly call: number;
  readonly effect: FaultEffect;
  /** How many calls in a row meet it; one when absent. */
  readonly calls?: number;
  /** How long `time-out` and `delay` take. */
  readonly milliseconds?: number;
};

export type Faults = {
  readonly plant: (fault: Fault) => void;
  /** Counts a call, and says what it meets. */
  readonly meet: (service: string, operation: string) => Fault | undefined;
  /** Takes back every fault. */
  readonly clear: () => void;
};

/** Faults of one local stack; none at first. */
export function createFaults(): Faults {
  let planted: readonly { readonly fault: Fault; readonly counter: { calls: number } }[] = [];
  return {
    plant: (fault) => {
      planted = [...planted, { fault, counter: { calls: 0 } }];
    },
    meet: (service, operation) => {
      const matching = planted.filter(({ fault }) => fault.service === service && fault.operation === operation);
      for (const { counter } of matching) counter.calls += 1;
      return matching.find(({ fault, counter }) => isMet(fault, counter.calls))?.fault;
    },
    clear: () => {
      planted = [];
    },
  };
}

function isMet({ call, calls = 1 }: Fault, counted: number): boolean {
  return counted >= call && counted < call + calls;
}
