/** What every element of ours is: a Lit element that speaks the language chosen, and tells its host with typed events. */
import { LitElement } from 'lit';
import { LanguageController } from '../i18n/language.ts';

export class SamElement extends LitElement {
  constructor() {
    super();
    new LanguageController(this);
  }

  /** Events pass out of shadow trees, so that a screen may listen where it likes. */
  protected tell<K extends keyof HTMLElementEventMap>(
    type: K,
    detail: HTMLElementEventMap[K] extends CustomEvent<infer D> ? D : never,
  ): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
