/** How marks sit in a line of text, alone or with their word, and the colours of the bands. */
import { css } from 'lit';

export const markStyles = css`
  :host {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font: 600 var(--t-13) / 1.2 var(--ui);
    white-space: nowrap;
    vertical-align: -2px;
  }
`;

/** Never without the mark and its word. */
export const bandColours = css`
  .green {
    color: var(--green);
  }
  .amber {
    color: var(--amber);
  }
  .red {
    color: var(--red);
  }
  .deep {
    color: var(--deep);
  }
  .one {
    color: var(--ink-2);
  }
`;
