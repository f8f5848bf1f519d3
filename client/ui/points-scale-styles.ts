/** How one's own ballot lies on the page: number to the left, scale to the right; below 560 px of its own width one above the other. */
import { css } from 'lit';

export const pointsScaleStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    --thumb: 28px;
  }
  .scale {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 var(--s-24);
    align-items: start;
  }
  .number {
    display: flex;
    align-items: center;
    gap: var(--s-8);
  }
  #number {
    inline-size: 72px;
    block-size: 56px;
    padding: 0;
    font: 600 var(--t-34) / 1 var(--ui);
    letter-spacing: -0.02em;
    text-align: center;
  }
  .of {
    color: var(--ink-2);
    white-space: nowrap;
  }
  .nudge {
    display: none;
    gap: var(--s-8);
  }
  .nudge .btn {
    inline-size: 52px;
    block-size: 56px;
    font-size: var(--t-20);
  }
  .track {
    min-inline-size: 0;
    margin-inline: calc(var(--thumb) / 2);
  }
  .rail {
    position: relative;
    padding-block-start: 22px;
  }
  #range {
    position: absolute;
    inset: 1px calc(var(--thumb) / -2) auto;
    inline-size: calc(100% + var(--thumb));
    block-size: 44px;
    margin: 0;
    appearance: none;
    background: none;
    cursor: pointer;
    touch-action: pan-y;
  }
  #range:disabled {
    cursor: not-allowed;
  }
  #range::-webkit-slider-thumb {
    appearance: none;
    box-sizing: border-box;
    inline-size: var(--thumb);
    block-size: var(--thumb);
    border: 2px solid var(--accent);
    border-radius: 50%;
    background: radial-gradient(circle closest-side, var(--accent) 72%, var(--paper) 76%);
  }
  #range::-moz-range-thumb {
    box-sizing: border-box;
    inline-size: var(--thumb);
    block-size: var(--thumb);
    border: 2px solid var(--accent);
    border-radius: 50%;
    background: radial-gradient(circle closest-side, var(--accent) 72%, var(--paper) 76%);
  }
  #range:disabled::-webkit-slider-thumb {
    border-color: var(--ink-2);
    background: radial-gradient(circle closest-side, var(--ink-2) 72%, var(--paper) 76%);
  }
  #range:disabled::-moz-range-thumb {
    border-color: var(--ink-2);
    background: radial-gradient(circle closest-side, var(--ink-2) 72%, var(--paper) 76%);
  }
  /* No points, no thumb. */
  #range.empty::-webkit-slider-thumb {
    opacity: 0;
  }
  #range.empty::-moz-range-thumb {
    opacity: 0;
  }
  .earlier {
    position: absolute;
    inset-block-start: 17px;
    inline-size: 12px;
    block-size: 12px;
    margin-inline-start: -6px;
    border: 2px solid var(--ink);
    border-radius: 50%;
    background: var(--paper);
  }
  .applies {
    display: none;
    min-block-size: 2.4em;
    margin-inline: calc(var(--thumb) / -2);
    padding-inline-start: var(--s-8);
    border-inline-start: 3px solid var(--accent);
    color: var(--ink-2);
    font: 400 var(--t-14) / 1.35 var(--ui);
  }
  .applies.none {
    border-color: var(--hair);
  }
  .applies[hidden] {
    display: none;
  }
  .applies b {
    color: var(--ink);
    font-weight: 600;
  }
  .note {
    margin-block-start: var(--s-4);
  }
  .fault {
    grid-column: 1 / -1;
    margin-block-start: var(--s-8);
  }
  @container (width <= 560px) {
    .scale {
      grid-template-columns: minmax(0, 1fr) auto;
      gap: var(--s-8);
    }
    #number {
      inline-size: 88px;
    }
    .nudge {
      display: flex;
    }
    .track {
      grid-column: 1 / -1;
    }
    .levels {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .applies {
      display: block;
      margin-block-start: var(--s-8);
    }
  }
  @media (forced-colors: active) {
    #range::-webkit-slider-thumb {
      forced-color-adjust: none;
      background: Highlight;
    }
    #range::-moz-range-thumb {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
  @media print {
    .nudge,
    .fault {
      display: none !important;
    }
  }
`;
