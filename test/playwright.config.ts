/** Browser tests: `ui` mounts single elements on the harness page, `e2e` plays stories on a running server. No retries: a flaky test is a fault. */
import { defineConfig } from '@playwright/test';
import { findBrowser, launchOptions } from './support/browser.ts';
import type { Browser } from './support/browser-sources.ts';

// The workers read this file again and inherit the environment: the browser is looked for once, and the folder for leftovers is the run's own.
process.env['SAMSYN_TEST_BROWSER'] ??= JSON.stringify(await findBrowser());
process.env['SAMSYN_TEST_RUN'] ??= `playwright-${process.pid}`;
const browser = JSON.parse(process.env['SAMSYN_TEST_BROWSER']) as Browser;
const run = process.env['SAMSYN_TEST_RUN'];

export default defineConfig({
  outputDir: `.out/${run}`,
  reporter: [['list'], ['json', { outputFile: `.out/${run}.json` }]],
  retries: 0,
  forbidOnly: true,
  workers: 2,
  globalSetup: './ui/harness-server.ts',
  use: {
    launchOptions: launchOptions(browser),
    screenshot: 'only-on-failure',
    colorScheme: 'light',
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
  },
  projects: [
    { name: 'ui', testDir: 'ui', testMatch: '*.spec.ts', fullyParallel: true, timeout: 15_000, expect: { timeout: 4_000 } },
    { name: 'e2e', testDir: 'e2e', testMatch: '*.spec.ts', workers: 1, timeout: 180_000, expect: { timeout: 10_000 } },
  ],
});
