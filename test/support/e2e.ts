/**
 * Playwright's `test` for stories: the product as a process, people at browsers of their own, and the invariants at the end. A
 * story fails on any complaint of any page that it did not announce.
 */
import { test as playwrightTest, expect } from '@playwright/test';
import { must } from '../../shared/domain/assert.ts';
import type { EvaluationId } from '../../shared/domain/ids.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import { everythingHolds } from './e2e-invariants.ts';
import { build, Product, type Built } from './e2e-server.ts';
import { Someone, type Language } from './e2e-someone.ts';
import { RoughLine } from './rough-line.ts';

export { expect };

export type Stage = {
  readonly product: Product;
  /** A browser of one's own at 1440 pixels unless said otherwise; nothing is open in it. */
  someone(name: string, options?: { readonly width?: number }): Promise<Someone>;
  /** The installation's owner, in by the printed link without its page. */
  owner(name?: string, language?: Language): Promise<Someone>;
  /** Somebody in the evaluation by an invitation of `by`, without its page. */
  colleague(by: Someone, evaluation: EvaluationId, name: string, role?: Role): Promise<Someone>;
  evaluation(by: Someone, subject: string, instrument?: string): Promise<EvaluationId>;
  /** A link into the evaluation. */
  invitation(by: Someone, evaluation: EvaluationId, role?: Role): Promise<string>;
};

export const test = playwrightTest.extend<{ stage: Stage; rough: boolean }, { built: Built }>({
  /** Whether a bad network stands between browsers and the product: `stage.product.line`, calm at first. */
  rough: [false, { option: true }],
  built: [
    async ({}, use) => {
      const built = await build();
      await use(built);
      built.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  stage: async ({ browser, built, rough }, use, testInfo) => {
    const product = new Product(built, rough ? await RoughLine.open() : null);
    const people: Someone[] = [];
    try {
      await product.start();
      await use(stageOf(product, people, (name, options) => Someone.at(browser, product, name, options)));
      // After a failure the first one says more than what follows from it.
      if (testInfo.status === 'passed') await everythingHolds(product, people);
    } finally {
      await Promise.all(people.map((each) => each.leaves()));
      await product.kill9();
      product.remove();
      await product.line?.close();
    }
  },
});

function stageOf(
  product: Product,
  people: Someone[],
  at: (name: string, options?: { readonly width?: number }) => Promise<Someone>,
): Stage {
  const someone: Stage['someone'] = async (name, options) => {
    const each = await at(name, options);
    people.push(each);
    return each;
  };
  const invitation: Stage['invitation'] = async (by, evaluation, role = 'evaluator') => {
    const { body } = await by.asks('POST', `/api/evaluations/${evaluation}/invitations`, { role });
    return String(body['url']);
  };
  return {
    product,
    someone,
    invitation,
    async owner(name = 'Ada', language) {
      const owner = await someone(name);
      await owner.entersBy(must(product.ownerLink, 'a new installation has an owner link'), language);
      return owner;
    },
    async colleague(by, evaluation, name, role) {
      const colleague = await someone(name);
      await colleague.entersBy(await invitation(by, evaluation, role));
      return colleague;
    },
    async evaluation(by, subject, instrument = 'kommunkompassen-2020') {
      const { body } = await by.asks('POST', '/api/evaluations', { subject: { name: subject, year: 2021, visit: null }, instrument });
      return must(body['id'], 'an evaluation was created') as EvaluationId;
    },
  };
}
