import { allOperations, asyncApiDocument, Problem } from '@botect/contracts';
import { file, ok, openApiDocument, type Reply, type Request, text } from '@botect/http';
import type { Ports } from '../../ports/index.ts';

const version = '1.0.0';
const hour = { cacheSeconds: 3_600 };

const openApi = ok(
  openApiDocument(allOperations, {
    title: 'Botect',
    version,
    description:
      'Scores every visitor 1–99 (low is bot) off the request path; a site branches on one verdict.',
  }),
);
const asyncApi = ok(asyncApiDocument(version));

/** `GET /openapi.json`. */
export async function showOpenApi(): Promise<Reply> {
  return openApi;
}

/** `GET /asyncapi.json`. */
export async function showAsyncApi(): Promise<Reply> {
  return asyncApi;
}

const page = text(
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Botect API reference</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`,
  'text/html',
  hour,
);

/** Nothing is loaded from elsewhere; styles are set by script. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `GET /docs`. */
export async function showReference(): Promise<Reply> {
  return page;
}

const start = text(
  "SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true, tryItOutEnabled: false });\n",
  'text/javascript',
  hour,
);

/** `GET /docs/{asset}`: the few files the page asks for, and no other. */
export function showReferenceAsset({ referenceAsset }: Pick<Ports, 'referenceAsset'>) {
  return async (request: Request): Promise<Reply> => {
    const name = request.param('asset');
    if (name === 'start.js') return start;
    const bytes = await referenceAsset(name);
    if (bytes === null) throw new Problem('NOT_FOUND', 'The reference has no such file.');
    const mediaType = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    return file(bytes, `${mediaType}; charset=utf-8`, hour);
  };
}
