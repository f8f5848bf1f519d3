/** The built client: its pages and assets, read at start. Only what lies in the folder then is ever served, so no path can walk out of it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import type { HttpEnv } from './ports.ts';

/** Addresses that the client draws itself; everything else that is no file is nothing. */
const pages = /^\/(?:join|owner|device|me|instruments)?$|^\/e\/.+$/;
/** Built files carry a hash of their content in their name. */
const hashed = /^\/assets\//;
const text = /^(?:text\/|application\/(?:javascript|json|manifest\+json)|image\/svg)/;

type ClientFile = { readonly bytes: Buffer; readonly gzip: Buffer | null; readonly type: string; readonly etag: string };

function readFiles(dir: string): ReadonlyMap<string, ClientFile> {
  if (!existsSync(dir)) return new Map();
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = readFileSync(path);
      const type = getMimeType(entry.name) ?? 'application/octet-stream';
      const gzip = text.test(type) && bytes.length > 1024 ? gzipSync(bytes, { level: 9 }) : null;
      const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
      return [
        `/${path
          .slice(dir.length + 1)
          .split(sep)
          .join('/')}`,
        { bytes, gzip, type, etag },
      ];
    }),
  );
}

/** Somebody followed a link to nowhere: the client says so better than a line of JSON. */
function isNavigation(path: string, accept: string | undefined): boolean {
  return !/^\/(?:api|ws|assets)(?:\/|$)/.test(path) && (accept ?? '').includes('text/html');
}

export function clientFiles(clientDir: string) {
  const files = readFiles(clientDir.replace(/[/\\]+$/, ''));
  return new Hono<HttpEnv>().get('*', async (c, next) => {
    const isPage = pages.test(c.req.path);
    const isLost = !isPage && !files.has(c.req.path) && isNavigation(c.req.path, c.req.header('accept'));
    const path = isPage || isLost ? '/index.html' : c.req.path;
    const file = files.get(path);
    if (!file || path.startsWith('/api/')) return next();
    if (isLost) c.status(404);
    c.header('Cache-Control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    c.header('ETag', file.etag);
    c.header('Vary', 'Accept-Encoding');
    if (!isLost && c.req.header('if-none-match') === file.etag) return c.body(null, 304);
    c.header('Content-Type', file.type);
    const zipped = file.gzip !== null && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '') ? file.gzip : null;
    if (zipped) c.header('Content-Encoding', 'gzip');
    return c.body(new Uint8Array(zipped ?? file.bytes));
  });
}
