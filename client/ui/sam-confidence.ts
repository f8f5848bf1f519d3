/**
 * How sure one is of one's ballot: three radios, none chosen until one is. Delete takes the choice back.
 * @event confidence-change
 */
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Confidence } from '../../shared/domain/evaluation.ts';
import { t } from '../i18n/language.ts';
import { confidenceWords } from '../i18n/marks.ts';
import { field, focusRing, reset, visuallyHidden } from '../styles/shared.ts';
import { SamElement } from './element.ts';

const choices = [1, 2, 3] as const satisfies readonly Confidence[];

@customElement('sam-confidence')
export class SamConfidence extends SamElement {
  static override styles = [
    reset,
    focusRing,
    field,
    visuallyHidden,
    css`
      :host {
        display: block;
      }
      .choices {
        display: flex;
        flex-direction: column;
        margin-block-start: 2px;
      }
      .choice {
        min-block-size: 28px;
      }
      @media (pointer: coarse), (width < 900px) {
        .choices {
          flex-direction: row;
          border: 1px solid var(--edge);
          border-radius: var(--r-control);
          background: var(--sheet);
        }
        .choice {
          flex: 1 1 0;
          justify-content: center;
          min-block-size: 46px;
          padding: var(--s-4) var(--s-8);
        }
        .choice + .choice {
          border-inline-start: 1px solid var(--hair);
        }
      }
    `,
  ];
  @property({ attribute: false }) confidence: Confidence | null = null;
  @property({ type: Boolean }) disabled = false;

  override render() {
    const words = t(confidenceWords);
    return html`<fieldset ?disabled=${this.disabled} @keydown=${this.#key}>
      <legend class="label">${words.question}</legend>
      <div class="choices">
        ${choices.map(
          (choice) =>
            html`<label class="choice"
              ><input type="radio" name="confidence" .checked=${this.confidence === choice} @change=${() => this.#choose(choice)} />${
                words[choice]
              }</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  #choose(confidence: Confidence | null) {
    this.confidence = confidence;
    this.tell('confidence-change', { confidence });
  }

  #key(event: KeyboardEvent) {
    if (event.key === 'Delete' && this.confidence !== null) this.#choose(null);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-confidence': SamConfidence;
  }
  interface HTMLElementEventMap {
    'confidence-change': CustomEvent<{ readonly confidence: Confidence | null }>;
  }
}
