/** The parts of the style sheet that shadow trees need, as the same text the document uses: a button looks the same on both sides. */
import { css, unsafeCSS, type CSSResult } from 'lit';
import buttonText from './parts/button.css?inline';
import dialogText from './parts/dialog.css?inline';
import fieldText from './parts/field.css?inline';
import focusText from './parts/focus.css?inline';
import hiddenText from './parts/hidden.css?inline';
import keyText from './parts/key.css?inline';
import linkText from './parts/link.css?inline';
import tableText from './parts/table.css?inline';

export const focusRing: CSSResult = unsafeCSS(focusText);
/** `.visually-hidden` (and `[hidden]`). */
export const visuallyHidden: CSSResult = unsafeCSS(hiddenText);
/** `.btn` with `.primary`, `.text`, `.icon`. */
export const button: CSSResult = unsafeCSS(buttonText);
/** `.field`, `.label`, `.in`, `.note`, `.fault`, `.choice`. */
export const field: CSSResult = unsafeCSS(fieldText);
export const link: CSSResult = unsafeCSS(linkText);
/** `table`, `.num`, `.scroll-x`. */
export const table: CSSResult = unsafeCSS(tableText);
export const dialog: CSSResult = unsafeCSS(dialogText);
export const key: CSSResult = unsafeCSS(keyText);

/** What every shadow tree begins with. */
export const reset: CSSResult = css`
  :host {
    font-family: var(--ui);
    font-variant-numeric: lining-nums;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  svg {
    display: block;
    flex: none;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
  }
  fieldset {
    min-inline-size: 0;
    border: 0;
  }
  legend {
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  button,
  input {
    font: inherit;
    color: inherit;
  }
`;
