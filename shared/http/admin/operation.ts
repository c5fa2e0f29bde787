/** An operation of the admin API as code: typed by the contract, from what it is given to what it may answer. */
import type * as z from 'zod/mini';
import type { Administrator } from '#shared/directory/administration/administrator.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { AdminOperation, adminRoutes } from './admin-routes.ts';
import type { AdminContract } from './contract/contract.ts';

export type AdminService = { readonly directory: Directory; readonly scimBaseUrl: string };

type Parsed<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : undefined;

/** The names that stand in braces in a path. */
type ParametersIn<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParametersIn<Rest> : never;

export type AdminCall<Name extends AdminOperation> = {
  /** Who asks, and in which request. */
  readonly administrator: Administrator;
  /** What stands for `{name}` in the route's path, decoded. */
  readonly parameter: (name: ParametersIn<(typeof adminRoutes)[Name]['path']>) => string;
  readonly query: AdminContract[Name] extends { query: infer Query } ? Parsed<Query> : undefined;
  readonly body: AdminContract[Name] extends { body: infer Body } ? Parsed<Body> : undefined;
  /** The version that If-Match asks for. */
  readonly ifVersion?: number;
  readonly idempotencyKey?: string | undefined;
  /** The client prefers CSV to JSON. */
  readonly wantsCsv: boolean;
  /** The path as the client sent it, stage included, and the query: to be sent again with something changed. */
  readonly target: { readonly path: string; readonly query: Readonly<Record<string, string>> };
};

export type Immutable<Value> = Value extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : Value extends object
    ? { readonly [name in keyof Value]: Immutable<Value[name]> }
    : Value;

type AnswerOf<Status, Schema> = Schema extends z.ZodMiniType
  ? { readonly status: Status; readonly body: Immutable<z.input<Schema>>; readonly location?: string }
  : { readonly status: Status };

type Answers<Contract> = Contract extends { answers: infer Schemas }
  ? { [Status in keyof Schemas]: AnswerOf<Status, Schemas[Status]> }[keyof Schemas]
  : never;

/** A page as CSV (RFC 4180). */
export type CsvAnswer = {
  readonly csv: string;
  readonly hasHeader: boolean;
  /** What to ask for the next page, beside what this one was asked for. */
  readonly next?: { readonly from: string; readonly to: string; readonly cursor: string };
};

type AdminAnswer<Name extends AdminOperation> =
  | Answers<AdminContract[Name]>
  | (AdminContract[Name] extends { hasCsv: true } ? CsvAnswer : never);

/** @throws what `problem.ts` turns into a problem */
export type Operations<Names extends AdminOperation> = {
  readonly [Name in Names]: (service: AdminService, call: AdminCall<Name>) => Promise<AdminAnswer<Name>>;
};
