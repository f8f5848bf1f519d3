/** Several people in a row; those beyond `most` are counted and named together. */
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { list } from '../i18n/format.ts';
import { t } from '../i18n/language.ts';
import { peopleText } from '../i18n/ui.ts';
import { reset } from '../styles/shared.ts';
import { SamElement } from './element.ts';
import { initialsOf } from './initials.ts';
import './sam-face.ts';

export type Person = { readonly id: string; readonly name: string; readonly own?: boolean; readonly away?: boolean };

@customElement('sam-faces')
export class SamFaces extends SamElement {
  static override styles = [
    reset,
    css`
      :host {
        display: inline-block;
      }
      ul {
        display: flex;
        align-items: center;
        gap: 3px;
      }
      .more {
        padding-inline-start: var(--s-4);
        color: var(--ink-2);
        font: 500 var(--t-13) / 1 var(--ui);
      }
    `,
  ];
  @property({ attribute: false }) people: readonly Person[] = [];
  /** Names the row: who these are (Här nu). */
  @property() label = '';
  @property({ type: Number }) most = 5;

  override render() {
    const letters = initialsOf(this.people.map((person) => person.name));
    const shown = this.people.length > this.most ? this.people.slice(0, this.most - 1) : this.people;
    const rest = this.people.slice(shown.length);
    // Safari drops the list role with the bullets, hence the role.
    return html`<ul role="list" aria-label=${this.label || nothing}>
      ${shown.map(
        (person, at) =>
          html`<li>
            <sam-face
              .name=${person.name}
              .letters=${letters[at] ?? ''}
              .own=${person.own ?? false}
              .away=${person.away ?? false}
            ></sam-face>
          </li>`,
      )}
      ${rest.length > 0 ? this.#more(rest) : nothing}
    </ul>`;
  }

  #more(rest: readonly Person[]) {
    const names = t(peopleText).more(list(rest.map((person) => person.name)));
    return html`<li class="more"><span role="img" aria-label=${names} title=${names}>+${rest.length}</span></li>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-faces': SamFaces;
  }
}
