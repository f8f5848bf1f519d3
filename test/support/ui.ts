/** Playwright's `test` for single elements: mounts one on the harness page, and fails on any complaint of the page or request to another machine. */
import { AxeBuilder } from '@axe-core/playwright';
import { test as playwrightTest, expect, type BrowserContext, type Locator, type Page, type PlaywrightTestArgs } from '@playwright/test';
import type { PlaywrightTestOptions, PlaywrightWorkerArgs, PlaywrightWorkerOptions, TestType } from '@playwright/test';
import type { MountOptions } from '../ui/harness.ts';

export { expect };

export interface Mounted {
  /** The element itself; role and text locators see into its shadow root. */
  readonly element: Locator;
  readonly page: Page;
  /** Changes properties and waits for the rendering. */
  set(properties: object): Promise<void>;
  /** Details of the events of that type since the element was mounted; the type must be in `listen`. */
  heard(type: string): Promise<readonly unknown[]>;
}
export type Mount = (tag: string, properties?: object, options?: MountOptions & { readonly width?: number }) => Promise<Mounted>;

function isLoopback(address: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname) || address.hostname.endsWith('.localhost');
}

/**
 * Complaints of every page of a context, as they come. A request to another machine is one (the browser resolves no such name: see
 * browser.ts). They are watched, not routed: a route would take every request through this process.
 */
export function complaintsOf(context: BrowserContext): string[] {
  const complaints: string[] = [];
  const ask = (address: string) => {
    const url = new URL(address);
    if (/^(https?|wss?):$/.test(url.protocol) && !isLoopback(url)) complaints.push(`asked another machine: ${address}`);
  };
  context.on('request', (request) => ask(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => ask(socket.url())));
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`page error: ${error.error().stack ?? error.error().message}`));
  return complaints;
}

/** Nothing that axe holds against the page, in WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page, within = '#stage'): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).include(within).withTags(tags).analyze();
  expect(violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

// Playwright has a `mount` of its own, for galleries of stories; ours takes its name, so the type must forget the other one.
const base = playwrightTest as unknown as TestType<
  Omit<PlaywrightTestArgs, 'mount'> & PlaywrightTestOptions,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
>;

/** `complaints` must be empty at the end of a test; one that provokes a complaint takes it out itself. */
export const test = base.extend<{ complaints: string[]; mount: Mount }>({
  complaints: [
    async ({ context }, use) => {
      const complaints = complaintsOf(context);
      await use(complaints);
      expect(complaints, 'complaints of the page').toEqual([]);
    },
    { auto: true },
  ],
  mount: async ({ page, complaints }, use) => {
    const address = process.env['SAMSYN_HARNESS'];
    if (address === undefined) throw new Error('The harness is not served: run by test/playwright.config.ts.');
    await use(async (tag, properties = {}, { width, ...options } = {}) => {
      if (width !== undefined) await page.setViewportSize({ width, height: 900 });
      await page.goto(address);
      // A module that cannot be loaded fails the test of that, and the tests of its elements; not those of all others.
      if ((await page.evaluate(async () => (await window.harness).faults)).length > 0) complaints.length = 0;
      await page.evaluate(async (given) => (await window.harness).mount(given.tag, given.properties, given.options), {
        tag,
        properties,
        options,
      });
      return {
        element: page.locator('#stage > *'),
        page,
        set: (changed) => page.evaluate(async (given) => (await window.harness).set(given), changed),
        heard: (type) => page.evaluate(async (given) => (await window.harness).heard(given), type),
      };
    });
  },
});
