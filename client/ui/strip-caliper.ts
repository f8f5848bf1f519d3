/** The caliper over a strip: from the lowest to the highest ballot, opening as the band does, with what it measures in words. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { isSpread, type Agreement } from '../../shared/domain/agreement.ts';
import { number } from '../i18n/format.ts';
import { t } from '../i18n/language.ts';
import { bandWords } from '../i18n/marks.ts';
import { stripText } from '../i18n/ui.ts';
import { bandMark } from './band-mark.ts';
import { percent } from './scale.ts';

/** What the caliper says; null where there are no ballots. */
export function caliperWords(agreement: Agreement): string | null {
  if (agreement.band === null) return null;
  const word = t(bandWords)[agreement.band];
  if (!isSpread(agreement)) return t(stripText).single(word, agreement.points);
  if (agreement.atStake === 0) return t(stripText).alike(word, agreement.lowest);
  return t(stripText).apart(word, agreement.atStake, number(agreement.range * 100));
}

export function drawCaliper(agreement: Agreement, max: number): TemplateResult | typeof nothing {
  const words = caliperWords(agreement);
  if (agreement.band === null || words === null) return nothing;
  const [lowest, highest] = isSpread(agreement) ? [agreement.lowest, agreement.highest] : [agreement.points, agreement.points];
  const middle = (lowest + highest) / 2;
  return html`<div class="caliper ${agreement.band}" aria-hidden="true">
    <span class="caption" style=${styleMap({ '--middle': percent(middle, max), '--letters': `${words.length + 5}` })}
      >${bandMark(agreement.band, null)} ${words}</span
    >
    <span class="beam" style=${styleMap({ '--from': percent(lowest, max), '--wide': percent(highest - lowest, max) })}></span>
  </div>`;
}

export const caliperStyles = css`
  .caliper {
    position: relative;
    block-size: 38px;
  }
  /* In the middle of what is measured, but never outside the page: its width is guessed from its letters. */
  .caption {
    --half: calc(var(--letters) * 0.27em);
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: clamp(var(--half) - var(--dot) / 2, var(--middle), 100% - var(--half) + var(--dot) / 2);
    display: flex;
    align-items: center;
    gap: 6px;
    translate: -50% 0;
    font: 600 var(--t-13) / 1.4 var(--ui);
    white-space: nowrap;
  }
  /* The narrow marks bring air of their own, which would push the words off the middle. */
  .one .caption svg,
  .green .caption svg {
    margin-inline: -8px;
  }
  .amber .caption svg {
    margin-inline: -4px;
  }
  .beam {
    position: absolute;
    inset-block: 25px 1px;
    inset-inline-start: calc(var(--from) - 1px);
    inline-size: calc(var(--wide) + 2px);
    border-inline: 2px solid currentColor;
    border-block-start: 2px solid currentColor;
  }
  .green .beam {
    border-block-start-width: 1px;
  }
  .red .beam {
    border-block-start-width: 4px;
  }
  /* Split: the beam is broken in its middle. */
  .deep .beam {
    border-inline-width: 3px;
    border-block-start: 5px solid;
    border-image: linear-gradient(90deg, currentColor calc(50% - 5px), transparent 0 calc(50% + 5px), currentColor 0) 5 3 0;
  }
  .one .beam {
    border-inline-end: 0;
    border-block-start: 0;
  }
`;
