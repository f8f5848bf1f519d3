/** `npm run dev`: one process and one port. Vite stands in front of the app and brings changes of the client; `tsx watch` starts this anew when the server changes. */
import { fileURLToPath } from 'node:url';
import { createServer, type ViteDevServer } from 'vite';
import { start, StartFailure } from './main.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Answered by the app; all else is the client's, whose addresses Vite answers with its page. */
const appOwn = /^\/(?:api|ws|check)\/|^\/(?:healthz|readyz|metrics)(?:\?|$)/;

let vite: ViteDevServer | undefined;
try {
  const running = await start(process.env, {
    // No built client: every page comes from Vite.
    clientDir: `${root}.build/none`,
    onServer: async (server) => {
      // Vite's own socket, which tells of changes, shares our port.
      vite = await createServer({ configFile: `${root}vite.config.ts`, server: { middlewareMode: true, hmr: { server } } });
    },
    middleware: (request, response, next) => {
      if (vite === undefined || appOwn.test(request.url ?? '')) next();
      else vite.middlewares(request, response, next);
    },
  });
  process.stdout.write(`Samsyn, for development: ${running.url}\n`);
  if (running.ownerLink) process.stdout.write(`Until somebody has used it, this link makes its reader the owner: ${running.ownerLink}\n`);
  const stop = () => void Promise.all([running.close(), vite?.close()]).then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  await vite?.close();
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
