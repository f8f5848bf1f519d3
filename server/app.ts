/** The HTTP side as one app: what every request passes, every route, and what is said when there is none or something breaks. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import { placesOf, refused } from './http/answers.ts';
import { authorRoutes } from './http/authors.ts';
import { clientFiles } from './http/client-files.ts';
import { evaluationRoutes } from './http/evaluations.ts';
import { bounded, contentPolicy, known, measured, noQuery, ownPagesOnly, patternOf, safeHeaders } from './http/guard.ts';
import { healthRoutes } from './http/health.ts';
import { instrumentRoutes } from './http/instruments.ts';
import { invitationRoutes } from './http/invitations.ts';
import { linkRoutes } from './http/links.ts';
import { peopleRoutes } from './http/people.ts';
import type { HttpDeps, HttpEnv } from './http/ports.ts';
import { cookieName, createSessions } from './http/sessions.ts';
import { createSlow } from './http/slow.ts';
import { textRoutes } from './http/texts.ts';

export type { HttpDeps } from './http/ports.ts';

const about = {
  openapi: '3.1.0',
  info: {
    title: 'Samsyn',
    version: '1',
    description:
      'Every refusal is a JSON object {code, facts, sentence, rule?} under the status that its code has. Live content goes over sockets (PROTOCOL.md).',
  },
};

export function createApp(deps: HttpDeps) {
  const { origins, metrics, log } = deps;
  const sessions = createSessions(deps);
  const slow = createSlow(deps.clock);

  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) => (result.success ? undefined : refused(c, 'input/malformed', placesOf(result.error))),
  });
  app.use(measured(metrics), safeHeaders(origins), contentPolicy(origins), ownPagesOnly(origins));
  app.use('/api/*', bounded(), noQuery, known(sessions));
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: cookieName(origins) });

  app.notFound((c) => refused(c, 'route/none'));
  app.onError((error, c) => {
    // Thrown by validators before a schema is asked: JSON that is none, another content type.
    if (error instanceof HTTPException && error.status === 415) return refused(c, 'input/not-json');
    if (error instanceof HTTPException && error.status < 500) return refused(c, 'input/malformed');
    if (hasLeft(c.env)) return refused(c, 'input/malformed');
    log.error({ method: c.req.method, route: patternOf(c), err: error }, 'a request failed');
    return refused(c, 'server/fault');
  });

  return app
    .route('/', healthRoutes(deps))
    .route('/', peopleRoutes(deps, sessions, slow))
    .route('/', linkRoutes(deps, sessions, slow))
    .route('/', evaluationRoutes(deps))
    .route('/', textRoutes(deps))
    .route('/', authorRoutes(deps))
    .route('/', invitationRoutes(deps, sessions, slow))
    .route('/', instrumentRoutes(deps))
    .doc31('/api/openapi.json', about)
    .route('/', clientFiles(deps.clientDir));
}

/** Whoever sends the request left in the middle of it: nobody hears the answer, and it is no fault of ours. */
function hasLeft(env: HttpEnv['Bindings'] | undefined): boolean {
  return env?.incoming?.destroyed === true && !env.incoming.complete;
}

export type App = ReturnType<typeof createApp>;
