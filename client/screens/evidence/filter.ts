/**
 * Which pieces of evidence are shown: a kind, a criterion, words.
 * @event wanted-change {wanted} - chosen or typed
 */
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Evaluation } from '../../../shared/domain/evaluation.ts';
import { evidenceKinds } from '../../../shared/domain/evidence.ts';
import { evidenceKindText, evidenceListText } from '../../i18n/evidence.ts';
import { t } from '../../i18n/language.ts';
import type { Wanted } from '../evaluation/evidence-selectors.ts';
import { Part } from '../evaluation/part.ts';

export const everything: Wanted = { kind: null, criterion: null, words: '' };

export function isEverything({ kind, criterion, words }: Wanted): boolean {
  return kind === null && criterion === null && words.trim() === '';
}

@customElement('sam-evidence-filter')
export class SamEvidenceFilter extends Part {
  @property({ attribute: false }) evaluation!: Evaluation;
  @property({ attribute: false }) wanted: Wanted = everything;
  @property({ type: Number }) shown = 0;
  @property({ type: Number }) of = 0;

  override render() {
    const text = t(evidenceListText);
    const { kind, criterion, words } = this.wanted;
    return html`<form class="filter" role="search" aria-label=${text.filter} @submit=${(event: Event) => event.preventDefault()}>
        <label class="field"
          ><span class="label">${text.words}</span
          ><input
            class="in"
            type="search"
            autocomplete="off"
            .value=${words}
            @input=${(event: Event) => this.#want({ words: (event.target as HTMLInputElement).value })}
        /></label>
        <label class="field"
          ><span class="label">${text.kind}</span
          ><select class="in" @change=${this.#kindChosen}>
            <option value="" ?selected=${kind === null}>${text.anyKind}</option>
            ${evidenceKinds.map((each) => html`<option value=${each} ?selected=${kind === each}>${t(evidenceKindText)[each]}</option>`)}
          </select></label
        >
        <label class="field"
          ><span class="label">${text.criterion}</span
          ><select class="in" @change=${this.#criterionChosen}>
            <option value="" ?selected=${criterion === null}>${text.anyCriterion}</option>
            ${this.evaluation.instrument.areas.map(
              (area) =>
                html`<optgroup label="${area.code} ${area.name}">
                  ${area.criteria.map(
                    (each) => html`<option value=${each.id} ?selected=${criterion === each.id}>${each.code} ${each.name}</option>`,
                  )}
                </optgroup>`,
            )}
          </select></label
        >
      </form>
      <p class="note" role="status">
        ${isEverything(this.wanted) ? nothing : text.shown(this.shown, this.of)}
        ${
          isEverything(this.wanted)
            ? nothing
            : html`<button type="button" class="btn text" @click=${() => this.#want(everything)}>${text.showAll}</button>`
        }
      </p>`;
  }

  #kindChosen(event: Event) {
    const value = (event.target as HTMLSelectElement).value;
    this.#want({ kind: evidenceKinds.find((each) => each === value) ?? null });
  }

  #criterionChosen(event: Event) {
    const value = (event.target as HTMLSelectElement).value;
    const all = this.evaluation.instrument.areas.flatMap(({ criteria }) => criteria);
    this.#want({ criterion: all.find(({ id }) => id === value)?.id ?? null });
  }

  #want(change: Partial<Wanted>) {
    this.tell('wanted-change', { wanted: { ...this.wanted, ...change } });
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-evidence-filter': SamEvidenceFilter;
  }
  interface HTMLElementEventMap {
    'wanted-change': CustomEvent<{ readonly wanted: Wanted }>;
  }
}
