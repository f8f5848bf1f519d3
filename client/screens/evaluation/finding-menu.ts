/**
 * What can be done with a finding, in one menu that all of a list share: kind, example, place, hiding. Arrows, Home and End go
 * through it, Esc and Tab leave it.
 * @event finding-choose - one of them was chosen
 * @event finding-menu-closed - it is gone, chosen from or not
 */
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { exampleTags, findingKinds, type ExampleTag, type Finding, type FindingKind } from '../../../shared/domain/evaluation.ts';
import type { FindingId } from '../../../shared/domain/ids.ts';
import { findingsText, findingWords } from '../../i18n/findings.ts';
import { t } from '../../i18n/language.ts';
import '../../ui/sam-finding-mark.ts';
import { Part } from './part.ts';

export type FindingChoice =
  { readonly kind: FindingKind } | { readonly example: ExampleTag | null } | { readonly step: -1 | 1 } | { readonly act: 'hide' | 'link' };

type Asked = { readonly finding: Finding; readonly from: HTMLElement; readonly steps: { readonly up: boolean; readonly down: boolean } };

@customElement('sam-finding-menu')
export class SamFindingMenu extends Part {
  @state() private asked: Asked | null = null;
  @query('[popover]') private sheet!: HTMLElement;

  /** Opens below (or, for want of room, above) the handle. */
  async ask(asked: Asked): Promise<void> {
    this.asked = asked;
    await this.updateComplete;
    this.sheet.showPopover();
    this.#place(asked.from);
    this.#items[0]?.focus();
  }

  override render() {
    const text = t(findingsText);
    const words = t(findingWords);
    return html`<div popover role="menu" aria-label=${text.menu} @keydown=${this.#key} @toggle=${this.#toggled}>
      ${this.asked ? this.#choices(this.asked, text, words) : nothing}
    </div>`;
  }

  #choices({ finding, steps }: Asked, text: ReturnType<typeof t<(typeof findingsText)['en']>>, words: Record<string, string>) {
    return html`<div role="group" aria-label=${text.kinds}>
        ${findingKinds.map((kind) => this.#choice('menuitemradio', { kind }, words[kind] ?? '', finding.kind === kind, kind))}
      </div>
      <div role="group" aria-label=${text.examples}>
        ${exampleTags.map((example) => {
          const isSet = finding.example === example;
          return this.#choice('menuitemcheckbox', { example: isSet ? null : example }, words[example] ?? '', isSet, example);
        })}
      </div>
      <div role="group">
        ${this.#choice('menuitem', { act: 'link' }, text.link)}
        ${steps.up ? this.#choice('menuitem', { step: -1 }, text.up, undefined, undefined, 'Alt ↑') : nothing}
        ${steps.down ? this.#choice('menuitem', { step: 1 }, text.down, undefined, undefined, 'Alt ↓') : nothing}
        ${this.#choice('menuitem', { act: 'hide' }, text.hide)}
      </div>`;
  }

  #choice(
    role: 'menuitem' | 'menuitemradio' | 'menuitemcheckbox',
    choice: FindingChoice,
    word: string,
    isSet?: boolean,
    mark?: FindingKind | ExampleTag,
    keys = '',
  ) {
    return html`<button
      type="button"
      role=${role}
      tabindex="-1"
      aria-checked=${isSet === undefined ? nothing : String(isSet)}
      @click=${() => this.#chosen(choice)}
    >
      ${mark ? html`<sam-finding-mark aria-hidden="true" kind=${mark}></sam-finding-mark>` : html`<span></span>`}
      <span>${word}</span>
      <span class="end" aria-hidden="true">${isSet ? '✓' : keys}</span>
    </button>`;
  }

  get #items(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  }

  #place(from: HTMLElement) {
    const at = from.getBoundingClientRect();
    const { height, width } = this.sheet.getBoundingClientRect();
    const isBelow = at.bottom + 4 + height <= innerHeight || at.top - 4 - height < 0;
    const { style } = this.sheet;
    style.top = `${isBelow ? Math.max(4, Math.min(at.bottom + 4, innerHeight - height - 4)) : at.top - 4 - height}px`;
    style.left = `${Math.max(4, at.right - width)}px`;
  }

  readonly #key = (event: KeyboardEvent) => {
    const items = this.#items;
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    if (event.key === 'Tab') {
      this.#leave();
      event.preventDefault();
    } else if (event.key in to) {
      event.preventDefault();
      items.at((to[event.key] ?? 0) % items.length)?.focus();
    }
  };

  #leave() {
    this.sheet.hidePopover();
    this.asked?.from.focus();
  }

  #chosen(choice: FindingChoice) {
    const { asked } = this;
    if (!asked) return;
    this.#leave();
    this.tell('finding-choose', { finding: asked.finding.id, choice });
  }

  #toggled(event: ToggleEvent) {
    if (event.newState === 'closed' && this.asked) this.tell('finding-menu-closed', { finding: this.asked.finding.id });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-finding-menu': SamFindingMenu;
  }
  interface HTMLElementEventMap {
    'finding-choose': CustomEvent<{ readonly finding: FindingId; readonly choice: FindingChoice }>;
    'finding-menu-closed': CustomEvent<{ readonly finding: FindingId }>;
  }
}
