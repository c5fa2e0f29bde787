/** Finds the resource and the method that serve a request. */
import type { RestApiDefinition, RestApiMethod, RestApiResource } from './definition.ts';

/** Where a request goes. */
export type Route = {
  readonly resource: RestApiResource;
  readonly method: RestApiMethod;
  /** Decoded; null when the resource has none. */
  readonly pathParameters: Readonly<Record<string, string>> | null;
};

/** How specific a segment of a resource's path is: literal text before `{name}` before `{name+}`. */
function rankOf(segment: string): number {
  if (!segment.startsWith('{')) return 0;
  return segment.endsWith('+}') ? 2 : 1;
}

function segmentsOf(path: string): string[] {
  return path.split('/').slice(1);
}

function bySpecificity(a: RestApiResource, b: RestApiResource): number {
  const [left, right] = [segmentsOf(a.path), segmentsOf(b.path)];
  const differs = left.findIndex((segment, index) => rankOf(segment) !== rankOf(right[index] ?? ''));
  return differs < 0 ? 0 : rankOf(left[differs] ?? '') - rankOf(right[differs] ?? '');
}

/** Prepares the resource tree; the router is given the path without the stage. */
export function createRouter({
  resources,
}: RestApiDefinition): (httpMethod: string, path: string) => Route | undefined {
  const ordered = resources.toSorted(bySpecificity);
  return (httpMethod, path) => {
    // A trailing slash makes no difference.
    const segments = segmentsOf(path.length > 1 ? path.replace(/\/$/, '') : path);
    for (const resource of ordered) {
      const pathParameters = match(segmentsOf(resource.path), segments);
      if (pathParameters === undefined) continue;
      const methods = new Map(Object.entries(resource.methods));
      const method = methods.get(httpMethod) ?? methods.get('ANY');
      return (
        method && { resource, method, pathParameters: Object.keys(pathParameters).length > 0 ? pathParameters : null }
      );
    }
    return undefined;
  };
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.endsWith('+}')) {
      const rest = segments.slice(index).join('/');
      return rest === '' ? undefined : { ...parameters, [part.slice(1, -2)]: decodeURIComponent(rest) };
    }
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      parameters[part.slice(1, -1)] = decodeURIComponent(segment);
    } else if (part !== decodeURIComponent(segment)) return undefined;
  }
  return segments.length === pattern.length ? parameters : undefined;
}
