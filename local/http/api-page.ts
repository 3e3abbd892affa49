import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { HttpResponse } from '../../functions/http/http.ts';
import type { Stage } from '../../functions/http/route.ts';
import { openApiDocument } from '../../functions/http/openapi.ts';
import type { Extra } from './server.ts';

const require = createRequire(import.meta.url);

const files: { readonly [path: string]: { readonly file: string; readonly type: string } } = {
  '/docs/swagger-ui.css': { file: 'swagger-ui.css', type: 'text/css; charset=utf-8' },
  '/docs/swagger-ui-bundle.js': { file: 'swagger-ui-bundle.js', type: 'text/javascript; charset=utf-8' },
};

/** `/openapi.json` and `/docs`, from files on this machine alone; made when first asked for. */
export function apiPage(stage: Stage): Extra {
  let document: string | undefined;
  const folder = (): string => join(require.resolve('swagger-ui-dist/package.json'), '..');
  return (method, path) => {
    if (method !== 'GET') return undefined;
    if (path === '/openapi.json') {
      document ??= JSON.stringify(openApiDocument(stage));
      return answer(document, 'application/json; charset=utf-8');
    }
    if (path === '/docs' || path === '/docs/') return answer(page, 'text/html; charset=utf-8');
    if (path === '/docs/start.js') return answer(start, 'text/javascript; charset=utf-8');
    const found = files[path];
    return found === undefined ? undefined : answer(readFileSync(join(folder(), found.file), 'utf8'), found.type);
  };
}

const answer = (body: string, type: string): HttpResponse => ({
  statusCode: 200,
  headers: {
    'content-type': type,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
  },
  body,
});

const page = `<!doctype html>
<html lang="zh-CN">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>一门 · 接口</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
  <div id="api"></div>
  <script src="/docs/swagger-ui-bundle.js"></script>
  <script src="/docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', docExpansion: 'list', defaultModelsExpandDepth: 0 });
`;
