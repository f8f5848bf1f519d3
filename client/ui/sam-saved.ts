/** Whether one's work is safe. Says in words what a mark shows; speaks up only when it gets worse or comes back. */
import { css, html, nothing, svg, type PropertyValues, type SVGTemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { clock } from '../i18n/format.ts';
import { t } from '../i18n/language.ts';
import { savedText } from '../i18n/ui.ts';
import { reset, visuallyHidden } from '../styles/shared.ts';
import { SamElement } from './element.ts';

export type SavedState =
  | { readonly state: 'joining' }
  | { readonly state: 'saving' }
  /** `at`: milliseconds; null when nothing was changed since joining. */
  | { readonly state: 'saved'; readonly at: number | null }
  /** Where unsent work lies: there is none, only in this page, in this device's own database, or in this page because that is full. */
  | { readonly state: 'offline'; readonly unsent: 'nothing' | 'page' | 'device' | 'full' }
  /** The whole sentence: what was not accepted, why, and what becomes of it. */
  | { readonly state: 'refused'; readonly text: string };

const drawings: Record<SavedState['state'], SVGTemplateResult> = {
  joining: svg`<circle cx="7" cy="7" r="5" stroke-dasharray="2.4 2.8" />`,
  saving: svg`<circle cx="7" cy="7" r="5" stroke-dasharray="2.4 2.8" />`,
  saved: svg`<path d="M2 7.5L5.5 11L12 3.5" stroke-width="2" />`,
  offline: svg`<path d="M1 7H4.5M9.5 7H13M4.5 4V10M9.5 4V10" stroke-width="2" />`,
  refused: svg`<path d="M3 3L11 11M11 3L3 11" stroke-width="2" />`,
};
const severity: Record<SavedState['state'], number> = { joining: 0, saving: 0, saved: 0, offline: 1, refused: 2 };

@customElement('sam-saved')
export class SamSaved extends SamElement {
  static override styles = [
    reset,
    visuallyHidden,
    css`
      :host {
        display: inline-block;
        min-inline-size: 0;
        color: var(--ink-2);
        font: 400 var(--t-13) / 1.3 var(--ui);
      }
      .now {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        max-inline-size: 44ch;
        padding: 2px 0;
      }
      .offline,
      .refused {
        padding: 2px var(--s-8);
        border: 1px solid currentColor;
        border-radius: var(--r-control);
        font-weight: 600;
      }
      .offline {
        border-style: dashed;
        color: var(--amber);
      }
      .refused {
        color: var(--red);
      }
    `,
  ];
  @property({ attribute: false }) saved: SavedState = { state: 'joining' };
  /** What was last said aloud; empty until there was something to say. */
  @state() private spoken = '';
  #worst = 0;

  override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('saved')) return;
    const now = severity[this.saved.state];
    const back = this.#worst > 0 && this.saved.state === 'saved';
    if (now > this.#worst || back) this.spoken = this.#words();
    if (now > this.#worst || back) this.#worst = now;
  }

  override render() {
    return html`<span class="now ${this.saved.state}"
        ><svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
          ${drawings[this.saved.state]}</svg
        ><span>${this.#words()}</span></span
      ><span class="visually-hidden" role="status">${this.spoken || nothing}</span>`;
  }

  #words(): string {
    const text = t(savedText);
    const { saved } = this;
    switch (saved.state) {
      case 'joining':
        return text.joining;
      case 'saving':
        return text.saving;
      case 'saved':
        return saved.at === null ? text.saved : text.savedAt(clock(saved.at));
      case 'offline':
        return text[`offline.${saved.unsent}`];
      case 'refused':
        return saved.text;
    }
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-saved': SamSaved;
  }
}
