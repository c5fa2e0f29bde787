/** Which bodies a REST API holds to be binary (Developer Guide, "working with binary media types"). */
import type { RestApiDefinition } from './definition.ts';

/** Whether the media type, without its parameters, is one of the API's binary media types. */
export function isBinary({ binaryMediaTypes }: RestApiDefinition, mediaType: string | undefined): boolean {
  const [type = ''] = (mediaType ?? '').toLowerCase().split(';');
  const bare = type.trim();
  const [family] = bare.split('/');
  return binaryMediaTypes.some(
    (binary) => binary === '*/*' || binary === `${family}/*` || binary.toLowerCase() === bare,
  );
}
