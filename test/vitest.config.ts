/** Everything that needs no browser. Forks, two at a time: SQLite is native, and stories on sockets must not share a process. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cacheDir: '.build/vitest',
  test: {
    include: ['test/{unit,contract,property,protocol,house}/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // A promise nobody waits for is a fault of the test or of the product.
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
