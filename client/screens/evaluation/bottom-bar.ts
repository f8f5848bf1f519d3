/**
 * On a narrow screen: the criteria before and after, and the tree as a sheet between them. The tree stands in the slot while it is open.
 * @event sheet-change - the sheet is wanted, or was closed
 */
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, MemberId, SectionId } from '../../../shared/domain/ids.ts';
import type { Criterion } from '../../../shared/domain/instrument.ts';
import { treeText } from '../../i18n/evaluation.ts';
import { t } from '../../i18n/language.ts';
import { dialogText } from '../../i18n/ui.ts';
import { button, focusRing, reset } from '../../styles/shared.ts';
import { SamElement } from '../../ui/element.ts';
import '../../ui/sam-criterion-mark.ts';
import { neighbours, placeOfSection, sectionOf, sectionPath } from './places.ts';
import { markOf } from './selectors.ts';

@customElement('sam-bottom-bar')
export class SamBottomBar extends SamElement {
  static override styles = [
    reset,
    focusRing,
    button,
    css`
      :host {
        display: none;
      }
      nav {
        position: fixed;
        inset: auto 0 0;
        z-index: 5;
        display: grid;
        grid-template-columns: 1fr auto 1fr;
        border-block-start: 1px solid var(--ink);
        background: var(--sheet);
        padding-block-end: env(safe-area-inset-bottom);
      }
      nav > * {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: var(--s-8);
        min-block-size: 54px;
        padding-inline: var(--s-16);
        border: 0;
        background: none;
        color: var(--ink);
        font: 500 var(--t-14) / 1.2 var(--ui);
        text-decoration: none;
        white-space: nowrap;
        cursor: pointer;
      }
      nav > :first-child {
        justify-content: start;
      }
      nav > :last-child {
        justify-content: end;
      }
      nav > :focus-visible {
        outline-offset: -3px;
      }
      dialog {
        inline-size: 100%;
        max-inline-size: none;
        block-size: 100dvh;
        max-block-size: none;
        margin: 0;
        padding: 0;
        border: 0;
        background: var(--paper);
        color: var(--ink);
        font: 400 var(--t-15) / var(--lh-ui) var(--ui);
      }
      .close {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: flex;
        justify-content: end;
        padding: var(--s-8) var(--s-16);
        background: var(--paper);
      }
      @media (width <= 900px) {
        :host {
          display: block;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];
  @property({ attribute: false }) evaluation!: Evaluation;
  @property({ attribute: false }) me!: MemberId;
  @property({ attribute: false }) current!: SectionId;
  @property({ type: Boolean }) open = false;
  @query('dialog') private sheet!: HTMLDialogElement;

  constructor() {
    super();
    this.addEventListener('click', this.#pressed);
  }

  protected override updated(changed: PropertyValues<this>) {
    if (!changed.has('open')) return;
    if (this.open && !this.sheet.open) this.sheet.showModal();
    else if (!this.open) this.sheet.close();
  }

  override render() {
    const text = t(treeText);
    const { before, after } = neighbours(this.evaluation.instrument, this.current);
    const place = placeOfSection(this.evaluation.instrument, this.current);
    return html`<nav aria-label=${text.moves}>
        ${this.#step(before, text.previous, '‹ ', '')}
        <button type="button" aria-haspopup="dialog" @click=${this.#ask}>
          ${place?.kind === 'criterion' ? this.#mark(place.criterion.id) : nothing} ${text.criteria}
        </button>
        ${this.#step(after, text.next, '', ' ›')}
      </nav>
      <dialog aria-label=${text.tree} @close=${this.#closed}>
        <div class="close"><button type="button" class="btn" @click=${this.#close}>${t(dialogText).close}</button></div>
        <slot></slot>
      </dialog>`;
  }

  #ask() {
    this.tell('sheet-change', { open: true });
  }

  #close() {
    this.sheet.close();
  }

  #closed() {
    this.tell('sheet-change', { open: false });
  }

  #step(criterion: Criterion | null, word: string, start: string, end: string) {
    if (!criterion) return html`<span></span>`;
    return html`<a
      href=${sectionPath(this.evaluation.id, sectionOf(criterion.id))}
      aria-label="${word}, ${criterion.code} ${criterion.name}"
      >${start}${criterion.code}${end}</a
    >`;
  }

  #mark(id: CriterionId) {
    return html`<sam-criterion-mark aria-hidden="true" state=${markOf(this.evaluation, this.me, id)}></sam-criterion-mark>`;
  }

  /** A link of the tree was followed: the sheet has done its work. */
  readonly #pressed = (event: Event) => {
    if (event.composedPath().some((target) => target instanceof HTMLAnchorElement)) this.sheet.close();
  };
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-bottom-bar': SamBottomBar;
  }
  interface HTMLElementEventMap {
    'sheet-change': CustomEvent<{ readonly open: boolean }>;
  }
}
