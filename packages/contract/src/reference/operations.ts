import { bytes, operation } from '../common/index.ts';

export const getOpenapi = operation({
  id: 'get_openapi',
  method: 'GET',
  path: '/openapi.json',
  tag: 'System',
  may: 'public',
  since: '0.2',
  summary: 'The OpenAPI 3.1 document of this API',
  replies: { 200: bytes('application/json') },
  problems: [500],
});
