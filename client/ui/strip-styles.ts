/** How the dots of a strip look: filled sure, ring fairly sure, dashed unsure, one's own in the accent. */
import { css } from 'lit';

export const stripStyles = css`
  :host {
    display: block;
    --dot: 32px;
  }
  :host([size='row']) {
    display: inline-block;
    inline-size: 120px;
    vertical-align: middle;
  }
  figure {
    container-type: inline-size;
    padding-inline: calc(var(--dot) / 2);
  }
  /* Stems go behind all dots, rings included: a stem through a letter is unreadable. */
  .dots {
    position: relative;
    /* Over the consensus bar too: where somebody gave just the agreed points, the bar shows below the dot. */
    z-index: 1;
    isolation: isolate;
    block-size: calc(var(--rows) * (var(--dot) + 4px) + 6px);
  }
  .dot {
    position: absolute;
    inset-block-end: calc(var(--row) * (var(--dot) + 4px) + 6px);
    display: grid;
    place-items: center;
    inline-size: var(--dot);
    block-size: var(--dot);
    margin: 0 0 0 calc(var(--dot) / -2);
    padding: 0;
    border: 2px solid var(--ink);
    border-radius: 50%;
    background: var(--paper);
    color: var(--ink);
    font: 700 calc(var(--dot) * 0.44) / 1 var(--ui);
    cursor: pointer;
    transition: box-shadow var(--quick);
  }
  .dot.two {
    font-size: calc(var(--dot) * 0.38);
    letter-spacing: -0.04em;
  }
  .dot:focus-visible {
    border-radius: 50%;
    z-index: 1;
  }
  /* The stem down to the line. */
  .dot::after {
    content: '';
    position: absolute;
    inset: calc(100% + 2px) auto auto calc(50% - 1px);
    block-size: calc(var(--row) * (var(--dot) + 4px) + 6px);
    z-index: -1;
    border-inline-start: 2px solid var(--ink);
    pointer-events: none;
  }
  .sure {
    background: var(--ink);
    color: var(--paper);
  }
  .fairly {
    border-width: 3px;
  }
  .unsure {
    border-style: dashed;
  }
  .unsaid {
    border-width: 1px;
  }
  .fairly::after {
    inset-block-start: calc(100% + 3px);
  }
  .own {
    border-color: var(--accent);
    color: var(--accent);
  }
  .own::after {
    border-color: var(--accent);
  }
  .own.sure {
    background: var(--accent);
    color: var(--on-accent);
  }
  .dot:hover {
    box-shadow:
      0 0 0 2px var(--paper),
      0 0 0 3px var(--edge);
  }
  .dot[aria-pressed='true'] {
    box-shadow:
      0 0 0 3px var(--paper),
      0 0 0 5px var(--accent);
  }
  .rail {
    position: relative;
  }
  .median {
    position: absolute;
    inset-block-start: 4px;
    inline-size: 14px;
    block-size: 9px;
    margin-inline-start: -7px;
    background: var(--ink);
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .consensus {
    position: absolute;
    inset-block-start: -19px;
    inline-size: 5px;
    block-size: 38px;
    margin-inline-start: -2.5px;
    background: var(--accent);
  }
  .rail + .levels {
    margin-block-start: var(--s-4);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-4) var(--s-16);
    margin-block-start: var(--s-8);
    color: var(--ink-2);
    font: 400 var(--t-13) / 1.4 var(--ui);
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .legend .me {
    color: var(--accent);
    font-weight: 600;
  }
  .legend i {
    inline-size: 12px;
    block-size: 12px;
    border: 2px solid var(--ink);
    border-radius: 50%;
  }
  .legend .sure {
    background: var(--ink);
  }
  .legend i.fairly {
    border-width: 2.5px;
  }
  .legend i.unsure {
    border-style: dashed;
  }
  .legend .triangle {
    inline-size: 12px;
    block-size: 8px;
    border: 0;
    border-radius: 0;
    background: var(--ink);
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .legend .bar {
    inline-size: 5px;
    block-size: 15px;
    border: 0;
    border-radius: 0;
    background: var(--accent);
  }
  @keyframes rise {
    from {
      inset-block-end: calc(var(--dot) / -2);
      opacity: 0;
    }
  }
  @keyframes grow {
    from {
      scale: 1 0;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .rising .dot {
      animation: rise var(--calm) ease-out;
    }
    .rising .consensus {
      animation: grow var(--calm) ease-out;
    }
  }
  @media (forced-colors: active) {
    .median,
    .consensus,
    .sure,
    .legend .triangle,
    .legend .bar {
      forced-color-adjust: none;
    }
  }
`;
