/** `npm start`: builds what is stale, then runs the built server in this very process, so that signals reach it. */
import { pathToFileURL } from 'node:url';
import { clientDir, ensureBuilt, serverFile } from './build.ts';
import type * as Built from './main.ts';

try {
  await ensureBuilt((line) => process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`The build failed, so there is nothing to start.\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
const { main } = (await import(pathToFileURL(serverFile).href)) as typeof Built;
await main({ clientDir });
