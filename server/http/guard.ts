/** What every request passes: headers of safety, origin, size, and who is asking. Each refuses before anything is read. */
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import { limits } from '../../shared/domain/limits.ts';
import { refused } from './answers.ts';
import type { Metrics } from './metrics.ts';
import type { Origins } from './origins.ts';
import type { HttpEnv } from './ports.ts';
import type { Sessions } from './sessions.ts';

export function measured(metrics: Metrics) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const before = performance.now();
    await next();
    metrics.request({ method: c.req.method, route: patternOf(c), status: c.res.status, seconds: (performance.now() - before) / 1000 });
  });
}

/** The pattern of the route that answered, never its ids; files and pages are one, and so is everything that is not there. */
export function patternOf(c: Context): string {
  const route = matchedRoutes(c).find(({ method, path }) => method === c.req.method && !path.includes('*'));
  return route?.path ?? (c.res.status === 404 ? '(none)' : '(client)');
}

export function safeHeaders(origins: Origins) {
  return secureHeaders({
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    strictTransportSecurity: origins.secure ? 'max-age=31536000' : false,
  });
}

/** No page of ours asks anybody else for anything. The sockets are named besides 'self', which not every browser takes for ws:. */
export function contentPolicy(origins: Origins) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    await next();
    const host = c.req.header('host');
    const scheme = origins.secure ? 'https' : 'http';
    const own = host !== undefined && origins.allows(`${scheme}://${host}`, host) ? `${scheme}://${host}` : origins.own();
    c.res.headers.set(
      'Content-Security-Policy',
      [
        "default-src 'self'",
        `connect-src 'self' ${own.replace(/^http/, 'ws')}`,
        "img-src 'self' data:",
        "style-src 'self'",
        // Lit's styleMap writes the attribute when it first renders: without this every dot and bar would lie at 0.
        "style-src-attr 'unsafe-inline'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ].join('; '),
    );
  });
}

/**
 * Writes come from our own pages only. A browser always says where a write comes from: by Origin, at least by Sec-Fetch-Site.
 * Neither means a program that holds the cookie on purpose; it may pass with what no form of a foreign page can send (JSON, or DELETE and PATCH).
 */
export function ownPagesOnly(origins: Origins) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const asJson = isJson(c.req.header('content-type'));
    const fine =
      origin !== undefined
        ? origins.allows(origin, c.req.header('host') ?? new URL(c.req.url).host)
        : site !== undefined
          ? site === 'same-origin'
          : asJson || c.req.method !== 'POST';
    return fine ? next() : refused(c, 'origin/foreign');
  });
}

export function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

/** An instrument may be large, everything else is small. */
export function bounded() {
  const small = limitTo(limits.commandBytes);
  const large = limitTo(limits.instrumentBytes);
  return createMiddleware<HttpEnv>((c, next) => (c.req.path === '/api/instruments' ? large(c, next) : small(c, next)));
}

function limitTo(maxSize: number) {
  return bodyLimit({ maxSize, onError: (c) => refused(c, 'input/too-large', { limit: maxSize }) });
}

/** Sets `visitor`, and keeps answers of the API out of every cache. */
export function known(sessions: Sessions) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    c.set('visitor', await sessions.visitorOf(c.req.header('cookie')));
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
  });
}

/** Nothing of the API takes a query: what is sent there is a mistake, or a secret that would end up in a log. */
export const noQuery = createMiddleware<HttpEnv>(async (c, next) => {
  if (new URL(c.req.url).search !== '') return refused(c, 'input/malformed', { places: ['(query): unrecognized_keys'] });
  await next();
});
