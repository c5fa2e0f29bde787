/** Carries out the operations of a bulk request, each as a request of its own, in an order in which references resolve. */
import { errorResponse, ScimError } from '#shared/scim/error.ts';
import { isJsonObject, type JsonObject } from '#shared/scim/resource/json.ts';
import { type BulkResponse, type BulkResult, completion, type Outcome, resultOf } from './bulk-response.ts';
import type { BulkOperation, BulkRequest, SingleRequest } from './parse-bulk-request.ts';
import { partReferring, referencesIn, resolveReference, resolveReferences } from './references.ts';

/** A single request, and its answer; what it answers instead of throwing. */
export type Perform = (request: SingleRequest) => Promise<Outcome>;

type Job = BulkRequest & {
  readonly perform: Perform;
  readonly baseUrl: string;
  /** By bulkId: the place of the POST, and the id of what it created. */
  readonly creators: ReadonlyMap<string, number>;
  readonly ids: Map<string, string>;
  readonly begun: Set<number>;
  readonly results: Map<number, BulkResult>;
  readonly incomplete: Incomplete[];
};

/** A resource that was created without the attributes that refer to one that was not there yet. */
type Incomplete = { readonly index: number; readonly segments: readonly string[]; readonly attributes: JsonObject };

/**
 * In the order of the request, but a POST goes before what refers to it, and as many as possible: an error ends the
 * request only as `failOnErrors` says. POSTs that refer to each other are created without the reference that closes the
 * circle and patched with it at once (RFC 7644 §3.7.1).
 * @param baseUrl without a slash at its end
 * @returns the results of all operations that were processed, in the order of the request
 */
export async function processBulk(request: BulkRequest, perform: Perform, baseUrl: string): Promise<BulkResponse> {
  const job: Job = {
    ...request,
    perform,
    baseUrl,
    creators: creatorsOf(request),
    ids: new Map(),
    begun: new Set(),
    results: new Map(),
    incomplete: [],
  };
  for (const index of request.operations.keys()) {
    await carryOut(job, index);
    for (const each of job.incomplete.splice(0)) await complete(job, each);
  }
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
    Operations: [...job.results].sort(([one], [other]) => one - other).map(([, result]) => result),
  };
}

function creatorsOf({ operations }: BulkRequest): ReadonlyMap<string, number> {
  const creators = new Map<string, number>();
  for (const [index, { method, bulkId, flaw }] of operations.entries()) {
    if (method === 'POST' && bulkId !== undefined && flaw === undefined) creators.set(bulkId, index);
  }
  return creators;
}

/** After the POSTs that the operation refers to, but for those that wait for it themselves. */
async function carryOut(job: Job, index: number): Promise<void> {
  const operation = job.operations[index];
  if (operation === undefined || job.begun.has(index)) return;
  job.begun.add(index);
  const references = referencesIn([operation.segments, operation.data], job.creators);
  for (const bulkId of references) await carryOut(job, job.creators.get(bulkId) ?? index);
  if (isTerminated(job)) return;
  const outcome = operation.flaw ? outcomeOf(operation.flaw) : await perform(job, index, operation, references);
  job.results.set(index, resultOf({ ...operation, segments: resolvedSegments(job, operation) }, outcome, job.baseUrl));
}

function isTerminated({ results, failOnErrors }: Job): boolean {
  return [...results.values()].filter(({ status }) => Number(status) >= 400).length >= failOnErrors;
}

/** Why a reference without an id stays without one; undefined when that is not known yet. */
function referenceFlaw({ creators, results }: Job, missing: readonly string[]): ScimError | undefined {
  for (const bulkId of missing) {
    const creator = creators.get(bulkId);
    if (creator === undefined) {
      return ScimError.invalidValue(`No POST of the request has the bulkId ${JSON.stringify(bulkId)}.`);
    }
    if (results.has(creator)) {
      return ScimError.conflict(
        `The POST with the bulkId ${JSON.stringify(bulkId)} failed, so nothing can refer to it.`,
      );
    }
  }
  return undefined;
}

/** References to POSTs that wait for this one themselves are left out, to be added afterwards. */
async function perform(
  job: Job,
  index: number,
  operation: SingleRequest & { readonly bulkId?: string },
  references: readonly string[],
): Promise<Outcome> {
  const awaited = references.filter((bulkId) => !job.ids.has(bulkId));
  const flaw = referenceFlaw(job, awaited);
  if (flaw !== undefined) return outcomeOf(flaw);
  const { bulkId, data, ...request } = operation;
  const segments = resolvedSegments(job, operation);
  const { referring, rest } = isJsonObject(data)
    ? partReferring(data, new Set(awaited))
    : { referring: {}, rest: data };
  const outcome = await job.perform({ ...request, segments, data: resolveReferences(rest, job.ids) });
  const id = outcome.location?.split('/').at(-1);
  if (request.method === 'POST' && bulkId !== undefined && id !== undefined) {
    job.ids.set(bulkId, id);
    if (awaited.length > 0) job.incomplete.push({ index, segments: [...segments, id], attributes: referring });
  }
  return outcome;
}

const patchOpUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** Adds what was left out when the resource was created, or says in its result that this could not be done. */
async function complete(job: Job, { index, segments, attributes }: Incomplete): Promise<void> {
  const missing = referencesIn(attributes, job.creators).filter((bulkId) => !job.ids.has(bulkId));
  const flaw = referenceFlaw(job, missing);
  const Operations = [{ op: 'add', value: resolveReferences(attributes, job.ids) }];
  const data = { schemas: [patchOpUrn], Operations };
  const outcome = flaw ? outcomeOf(flaw) : await job.perform({ method: 'PATCH', segments, data });
  job.results.set(index, { status: '201', ...job.results.get(index), ...completion(outcome) });
}

function resolvedSegments({ ids }: Job, { segments }: BulkOperation): readonly string[] {
  return segments.map((segment) => resolveReference(segment, ids));
}

function outcomeOf(error: ScimError): Outcome {
  return { status: error.status, response: errorResponse(error) };
}
