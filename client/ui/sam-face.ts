/** A person as a ring with letters; the reader's own is the only filled one. */
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/language.ts';
import { peopleText } from '../i18n/ui.ts';
import { reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';
import { initialsOf } from './initials.ts';

@customElement('sam-face')
export class SamFace extends SamElement {
  static override styles = [
    reset,
    css`
      :host {
        display: inline-block;
      }
      span {
        display: grid;
        place-items: center;
        inline-size: var(--face, 26px);
        block-size: var(--face, 26px);
        border: 1px solid var(--ink-2);
        border-radius: 50%;
        background: var(--sheet);
        color: var(--ink);
        font: 600 var(--t-13) / 1 var(--ui);
      }
      .two {
        letter-spacing: -0.04em;
      }
      .own {
        border: 2px solid var(--accent);
        background: var(--accent);
        color: var(--on-accent);
      }
      @media (forced-colors: active) {
        .own {
          forced-color-adjust: none;
        }
      }
      .away {
        border: 1px dashed var(--edge);
        color: var(--ink-3);
      }
    `,
  ];
  @property() name = '';
  /** Given by who knows the others (initialsOf), so that no two in a room share letters. */
  @property() letters = '';
  @property({ type: Boolean }) own = false;
  /** Not here now. */
  @property({ type: Boolean }) away = false;

  override render() {
    const letters = this.letters || initialsOf([this.name])[0] || '?';
    const name = this.own ? t(peopleText).you(this.name) : this.name;
    const kind = this.own ? 'own' : this.away ? 'away' : '';
    return html`<span role="img" class="${kind} ${letters.length > 1 ? 'two' : ''}" aria-label=${name} title=${name}>${letters}</span>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-face': SamFace;
  }
}
