/** Somebody at a browser of their own: a context with its page, what went over its lines, and what it complained of. */
import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { must } from '../../shared/domain/assert.ts';
import type { Command } from '../../shared/domain/commands.ts';
import type { EvaluationId, MemberId } from '../../shared/domain/ids.ts';
import type { Product } from './e2e-server.ts';
import { Wire } from './e2e-wire.ts';

export type Said = { readonly status: number; readonly body: Record<string, unknown> };
export type Language = 'sv' | 'nb' | 'en';

/** The browser's own line for an answer that is a no or none at all: whether that is right is for the story to say. */
const ownersOfNoise = [/^Failed to load resource: the server responded with a status of 401 \(Unauthorized\)/];
/** What a browser says while there is no server. */
export const noServer = [
  /^Failed to load resource: net::ERR_(CONNECTION_|INTERNET_|EMPTY_|SOCKET_|NETWORK_)/,
  /^WebSocket connection to \S+ failed/,
  // Looking for a newer worker, which a browser does by itself after a page was loaded.
  /^An unknown error occurred when fetching the script/,
];

let drawn = 0;
/** A new id in the form of drawn ones. */
export function newId(): string {
  drawn += 1;
  return `e2e${drawn}x`.padEnd(20, '0');
}

export class Someone {
  readonly wire: Wire;
  readonly complaints: string[] = [];
  id = '' as MemberId;
  #allowed: readonly RegExp[] = ownersOfNoise;
  #page: Page;

  private constructor(
    public name: string,
    readonly product: Product,
    readonly context: BrowserContext,
    page: Page,
    wire: Wire,
  ) {
    this.wire = wire;
    this.#page = page;
    this.#watch(page);
  }

  get page(): Page {
    return this.#page;
  }

  #watch(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') this.#complain(`console: ${message.text()}`, message.text());
    });
    page.on('pageerror', (error) => this.#complain(`page: ${error.stack ?? error.message}`, error.message));
    page.on('crash', () => this.#complain('the page crashed', ''));
  }

  static async at(browser: Browser, product: Product, name: string, options: { readonly width?: number } = {}): Promise<Someone> {
    const { width = 1440 } = options;
    const context = await browser.newContext({
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      colorScheme: 'light',
      viewport: { width, height: width < 600 ? 844 : 1000 },
    });
    context.setDefaultTimeout(15_000);
    const wire = new Wire(context);
    return new Someone(name, product, context, await context.newPage(), wire);
  }

  /** From here on complaints like these are what the story brings about. */
  expects(...complaints: readonly RegExp[]): void {
    this.#allowed = [...this.#allowed, ...complaints];
  }

  /** Comes in by a link (`/owner#…`, `/join#…`, `/device#…`) without its page: the same request as its button sends. */
  async entersBy(link: string, language: Language = 'sv'): Promise<void> {
    const { pathname, hash } = new URL(link);
    const path = pathname === '/join' ? '/api/invitations/use' : '/api/links/use';
    const said = await this.asks('POST', path, { token: hash.slice(1), name: this.name, language });
    expect({ name: this.name, said }).toMatchObject({ said: { status: 200 } });
    await this.knowsItself();
  }

  async knowsItself(): Promise<void> {
    this.id = (await this.asks('GET', '/api/me')).body['id'] as MemberId;
  }

  /** Asks the API with this browser's cookies, beside the page. */
  async asks(method: string, path: string, body?: object): Promise<Said> {
    const { url } = this.product;
    const response = await this.context.request.fetch(`${url}${path}`, {
      method,
      headers: { origin: url },
      ...(body === undefined ? {} : { data: body }),
    });
    const text = await response.text();
    return { status: response.status(), body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} };
  }

  /** Goes to an address of the product's, loading the page anew. */
  async opens(path: string): Promise<void> {
    await this.page.goto(`${this.product.url}${path}`);
  }

  /** Closes the tab, without a last word, and opens another at an address. */
  async opensAnew(path: string): Promise<void> {
    await this.#page.close({ runBeforeUnload: false });
    this.#page = await this.context.newPage();
    this.#watch(this.#page);
    await this.opens(path);
  }

  /** Opens another tab at an address; the first stays the one that is looked at. */
  async opensBeside(path: string): Promise<Page> {
    const page = await this.context.newPage();
    this.#watch(page);
    await page.goto(`${this.product.url}${path}`);
    return page;
  }

  /** Closes the tab that is looked at; from here on another that is open is. */
  async closesTab(): Promise<void> {
    await this.#page.close({ runBeforeUnload: false });
    this.#page = must(this.context.pages()[0], 'another tab is open');
  }

  /** Somebody else at this computer: the next to enter has this name. */
  as(name: string): this {
    this.name = name;
    return this;
  }

  /** Gives commands one after the other by `fetch` inside the page. @throws Error with the first refusal */
  async gives(evaluation: EvaluationId, ...commands: readonly Command[]): Promise<void> {
    const envelopes = commands.map((command) => ({ id: newId(), command }));
    const refused = await this.page.evaluate(
      async ({ path, envelopes: all }) => {
        for (const envelope of all) {
          const response = await fetch(path, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(envelope),
          });
          if (!response.ok) return `${envelope.command.type}: ${response.status} ${await response.text()}`;
        }
        return null;
      },
      { path: `/api/evaluations/${evaluation}/commands`, envelopes },
    );
    if (refused !== null) throw new Error(`${this.name}: ${refused}`);
  }

  get saved(): Locator {
    return this.page.locator('sam-saved .now');
  }

  /** The page says that everything is saved, and the server's acks say so too. */
  async isSaved(): Promise<void> {
    await expect(this.saved).toHaveText(/^\s*(Sparat|Lagret|Saved)/, { timeout: 30_000 });
    await expect.poll(() => this.wire.isSaved).toBe(true);
  }

  async leaves(): Promise<void> {
    await this.context.close();
  }

  #complain(complaint: string, text: string): void {
    if (!this.#allowed.some((each) => each.test(text))) this.complaints.push(complaint);
  }
}
