/** What composing gives a function: the directory, as far as the function has it, and its own log and metrics. */
import type { Directory } from '#shared/directory/ports.ts';
import type { FunctionTelemetry } from '#shared/telemetry/telemetry.ts';

export type Composition = { readonly directory: Directory; readonly telemetry: FunctionTelemetry };

/** Of a function that tells clients where the SCIM API is. */
export type ApiComposition = Composition & { readonly scimBaseUrl: string };
