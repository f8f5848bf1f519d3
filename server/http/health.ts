/** For whoever runs the server: is it alive, can it store, how is it doing. */
import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { Done } from '../../shared/protocol/http.ts';
import { answers, refused } from './answers.ts';
import type { HttpDeps, HttpEnv } from './ports.ts';

const alive = createRoute({ method: 'get', path: '/healthz', summary: 'Alive', responses: answers('The process answers', Done) });
const ready = createRoute({
  method: 'get',
  path: '/readyz',
  summary: 'Able to commit',
  responses: answers('The disk can be written', Done, 'server/not-ready'),
});
const metricsText = createRoute({
  method: 'get',
  path: '/metrics',
  summary: 'Numbers as Prometheus text',
  responses: { 200: { description: 'Metrics named samsyn_*', content: { 'text/plain': { schema: z.string() } } } },
});

export function healthRoutes({ store, metrics, log }: HttpDeps) {
  return new OpenAPIHono<HttpEnv>()
    .openapi(alive, (c) => c.json({ done: true as const }, 200))
    .openapi(ready, async (c) => {
      try {
        await store.ready();
      } catch (error) {
        log.error({ err: error }, 'the store cannot commit');
        return refused(c, 'server/not-ready');
      }
      return c.json({ done: true as const }, 200);
    })
    .openapi(metricsText, async (c) => c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType }));
}
