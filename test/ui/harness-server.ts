/** Serves the harness page by Vite on a free port for one run of the browser tests; the workers learn its address from the environment. */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default async function serveHarness(): Promise<() => Promise<void>> {
  // A folder of its own: two runs at once would otherwise rewrite each other's bundled dependencies.
  const cacheDir = fileURLToPath(new URL(`../../.build/harness/${process.pid}`, import.meta.url));
  const server = await createServer({
    root,
    configFile: false,
    cacheDir,
    appType: 'mpa',
    logLevel: 'error',
    clearScreen: false,
    // All dependencies are found before the first page, since one found later reloads the page in the middle of a test.
    optimizeDeps: { entries: ['test/ui/harness.html', 'test/ui/*-stage.ts', 'client/{ui,editor}/**/*.ts'] },
    server: { host: '127.0.0.1', port: 0, watch: null },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (address === null || address === undefined || typeof address === 'string') throw new Error('The harness has no port.');
  process.env['SAMSYN_HARNESS'] = `http://127.0.0.1:${address.port}/test/ui/harness.html`;
  return async () => {
    await server.close();
    await rm(cacheDir, { recursive: true, force: true });
  };
}
