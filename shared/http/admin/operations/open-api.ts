/** The operation that describes all the others. */
import type { Operations } from '#shared/http/admin/operation.ts';

export const openApiOperations: Operations<'openApi'> = {
  openApi: async (_, { target }) => {
    const { openApiDocument } = await import('#shared/http/admin/openapi/document.ts');
    return { status: 200, body: openApiDocument(target.path.replace(/\/openapi\.json\/?$/, '') || '/') };
  },
};
