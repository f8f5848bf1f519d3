/**
 * The findings of a section, in their order, below its text. What one does shows at once; what others do never moves what one
 * reads: an order that changed meanwhile waits, and what they hide leaves a line where it stood.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { findingKinds, findingsOf, type Finding, type FindingKind } from '../../../shared/domain/evaluation.ts';
import type { FindingId, SectionId } from '../../../shared/domain/ids.ts';
import type { EvidenceShown } from '../../editor/evidence.ts';
import { findingsText, findingWords } from '../../i18n/findings.ts';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import { newId } from '../../sync/new-id.ts';
import type { TextReplica } from '../../sync/text-replica.ts';
import '../../ui/sam-finding-mark.ts';
import { Announcer } from './announcer.ts';
import { beginDrag } from './finding-drag.ts';
import './finding-menu.ts';
import type { FindingChoice, SamFindingMenu } from './finding-menu.ts';
import './finding-row.ts';
import { nameOfFinding, type Piece, type SamFinding } from './finding-row.ts';
import { labelOf, numbered } from './evidence-label.ts';
import { ShownOrder } from './findings-order.ts';
import { FindingRefusals } from './findings-refused.ts';
import { EvaluationPart } from './part.ts';
import './findings.css';

/** What this tab adds by the key: the kind chosen last. */
let usual: FindingKind = 'strength';
/** Rows that are drawn in one frame: more of them would be felt by whoever goes from section to section. */
const rowsAFrame = 16;
/** What was done by oneself is said soon, and several steps as one. */
const sayMs = 700;

@customElement('sam-findings')
export class SamFindings extends EvaluationPart {
  @property({ attribute: false }) section!: SectionId;
  @property({ attribute: false }) replica!: TextReplica;
  @property({ type: Boolean }) writes = false;
  @property({ type: Boolean }) hasEditor = false;
  /** For the numbers in the words; null: none can be linked. */
  @property({ attribute: false }) marks: EvidenceShown | null = null;
  @state() private menuOf: FindingId | null = null;
  @state() private showsHidden = false;
  @state() private spoken = '';
  @query('sam-finding-menu') private menu!: SamFindingMenu;
  readonly #refusals = new FindingRefusals(this);
  readonly #announcer = new Announcer((sentence) => (this.spoken = sentence), sayMs);
  #order = new ShownOrder<FindingId>();
  /** Hidden here, by oneself. */
  readonly #hidden = new Set<FindingId>();
  #drawn = rowsAFrame;
  #frame = 0;
  #pointerIn = false;
  #dragging = false;
  /** Where focus belongs once it is rendered. */
  #focus: { readonly finding: FindingId; readonly on: 'text' | 'handle' | 'undo' } | null = null;

  /** A new finding with the caret in it. False where none can be written. */
  add(kind: FindingKind = usual): boolean {
    if (!this.writes) return false;
    usual = kind;
    const finding = newId<FindingId>();
    this.#drawn = Infinity;
    this.#focus = { finding, on: 'text' };
    void this.#give({ type: 'finding.add', finding, section: this.section, kind, before: null });
    return true;
  }

  constructor() {
    super();
    this.addEventListener('pointerenter', ({ pointerType }) => this.#pointer(pointerType !== 'touch'));
    this.addEventListener('pointerleave', () => this.#pointer(false));
    this.addEventListener('focusin', () => this.#hold());
    this.addEventListener('focusout', () => setTimeout(() => this.#hold()));
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#announcer.stop();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('session') || changed.has('section')) this.#begin();
    this.#order.see(findingsOf(this.evaluation, this.section, { hidden: true }));
  }

  protected override updated() {
    if (this.#drawn < this.#order.shown.length) this.#frame ||= requestAnimationFrame(() => this.#drawMore());
    const { finding, on } = this.#focus ?? {};
    const row = finding && this.#rowOf(finding);
    if (!row) return;
    this.#focus = null;
    if (on === 'undo') row.querySelector<HTMLElement>('button')?.focus();
    else if (on === 'text') void (row as SamFinding).focusText();
    // What was moved lost its focus on the way; its own parts are rendered after this.
    else void (row as SamFinding).updateComplete.then((rendered) => rendered && (row as SamFinding).handle?.focus());
  }

  override render() {
    const text = t(findingsText);
    const visible = findingsOf(this.evaluation, this.section);
    const shown = this.#order.shown;
    return html`<section class="findings" aria-labelledby="findings">
      <div class="section-head">
        <h2 id="findings">${text.title}</h2>
        <span role="status"
          >${
            this.#order.isBehind
              ? html`<button type="button" class="btn text" title=${text.newOrderHint} @click=${this.#catchUp}>${text.newOrder}</button>`
              : nothing
          }</span
        >
        ${visible.length > 0 ? html`<p class="push small faint">${number(visible.length)}</p>` : nothing}
      </div>
      ${
        shown.length > 0
          ? html`<div
              class="list"
              role="list"
              aria-labelledby="findings"
              @finding-menu=${this.#askMenu}
              @finding-step=${this.#stepped}
              @finding-grip=${this.#gripped}
              @finding-link=${this.#link}
            >
              ${repeat(
                shown.slice(0, this.#drawn),
                (id) => id,
                (id, at) => this.#row(id, at),
              )}
            </div>`
          : html`<p class="note">${this.writes ? text.none : text.noneReader}</p>`
      }
      ${this.#refusals.lost()} ${this.writes ? html`${this.#adding()} ${this.#away()}` : nothing}
      <sam-finding-menu @finding-choose=${this.#chosen} @finding-menu-closed=${this.#menuClosed}></sam-finding-menu>
      <p class="visually-hidden" role="status">${this.spoken}</p>
    </section>`;
  }

  #row(id: FindingId, at: number): TemplateResult | typeof nothing {
    const finding = this.evaluation.findings[id];
    if (!finding) return nothing;
    if (finding.hidden) return this.#goneLine(finding);
    return html`<sam-finding
      data-finding=${id}
      .finding=${finding}
      .fragment=${this.replica.findingFragment(id)}
      .awareness=${this.replica.awareness}
      .at=${at + 1}
      .writes=${this.writes}
      .hasEditor=${this.hasEditor}
      .language=${this.evaluation.instrument.language}
      .me=${this.me}
      .pieces=${this.#piecesOf(finding)}
      .menuOpen=${this.menuOf === id}
      .refusal=${this.#refusals.beside(id)}
    ></sam-finding>`;
  }

  /** null: evidence lies outside this view. */
  #piecesOf({ evidence }: Finding): readonly Piece[] | null {
    if (!this.evaluation.teamSeen) return null;
    return evidence.map((id) => {
      const piece = this.evaluation.evidence[id];
      return {
        id,
        number: piece ? `[${piece.number}]` : '',
        name: piece ? labelOf(this.evaluation, piece) : numbered(this.evaluation, id),
      };
    });
  }

  #goneLine({ id }: Finding) {
    const text = t(findingsText);
    const isOwn = this.#hidden.has(id);
    return html`<div role="listitem" class="gone" data-finding=${id}>
      <span class="soft">${isOwn ? text.hidden : text.hiddenByOther}</span>
      ${
        this.writes
          ? html`<button type="button" class="btn text" @click=${() => this.#restore(id)}>${isOwn ? text.undo : text.restore}</button>`
          : nothing
      }
    </div>`;
  }

  #adding() {
    const text = t(findingsText);
    const words = t(findingWords);
    return html`<div class="row add" role="group" aria-label=${text.add}>
      ${findingKinds.map(
        (kind) =>
          html`<button type="button" class="btn" aria-label=${text[kind]} @click=${() => this.add(kind)}>
            <sam-finding-mark aria-hidden="true" kind=${kind}></sam-finding-mark> ${words[kind]}
          </button>`,
      )}
      <kbd aria-hidden="true">I</kbd>
    </div>`;
  }

  #away() {
    const text = t(findingsText);
    const hidden = findingsOf(this.evaluation, this.section, { hidden: true }).filter((finding) => finding.hidden);
    if (hidden.length === 0) return nothing;
    const named = (finding: Finding) => nameOfFinding(finding, this.replica.findingFragment(finding.id));
    return html`<div class="hidden">
      <button
        type="button"
        class="btn text"
        aria-expanded=${this.showsHidden ? 'true' : 'false'}
        @click=${() => (this.showsHidden = !this.showsHidden)}
      >
        ${text.showHidden(hidden.length)}
      </button>
      ${
        this.showsHidden
          ? html`<ul role="list">
              ${hidden.map(
                (finding) =>
                  html`<li>
                    <sam-finding-mark aria-hidden="true" kind=${finding.kind}></sam-finding-mark>
                    <span class="soft">${named(finding)}</span>
                    <button
                      type="button"
                      class="btn text"
                      aria-label=${text.restoreOf(named(finding))}
                      @click=${() => this.#restore(finding.id)}
                    >
                      ${text.restore}
                    </button>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
    </div>`;
  }

  #link({ detail }: HTMLElementEventMap['finding-link']) {
    this.#linkTo(detail.finding);
  }

  #linkTo(finding: FindingId) {
    this.tell('evidence-choose', {
      selected: this.evaluation.findings[finding]?.evidence ?? [],
      set: (added, removed) => {
        for (const evidence of added) void this.#give({ type: 'finding.link', finding, evidence });
        for (const evidence of removed) void this.#give({ type: 'finding.unlink', finding, evidence });
      },
    });
  }

  #drawMore() {
    this.#frame = 0;
    this.#drawn += rowsAFrame;
    this.requestUpdate();
  }

  #begin() {
    this.#drawn = rowsAFrame;
    this.#order = new ShownOrder();
    this.#hidden.clear();
    this.#refusals.begin();
    this.showsHidden = false;
    this.#focus = null;
    this.#hold();
  }

  #pointer(isIn: boolean) {
    this.#pointerIn = isIn;
    this.#hold();
  }

  #hold() {
    const isHeld = this.#pointerIn || this.#dragging || this.contains(document.activeElement);
    const wasBehind = this.#order.isBehind;
    this.#order.hold(isHeld);
    if (wasBehind && !this.#order.isBehind) this.requestUpdate();
  }

  #catchUp() {
    this.#order.catchUp();
    this.requestUpdate();
  }

  #rowOf(finding: FindingId): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-finding="${finding}"]`);
  }

  async #give(command: Parameters<FindingRefusals['give']>[0], base?: number): Promise<void> {
    if (await this.#refusals.give(command, base)) return;
    this.#order.catchUp();
    this.requestUpdate();
  }

  #restore(finding: FindingId) {
    this.#focus = { finding, on: 'handle' };
    this.#hidden.delete(finding);
    void this.#give({ type: 'finding.restore', finding });
  }

  #askMenu({ detail }: HTMLElementEventMap['finding-menu']) {
    const finding = this.evaluation.findings[detail.finding];
    const from = (this.#rowOf(detail.finding) as SamFinding | null)?.handle;
    if (!finding || !from) return;
    this.menuOf = finding.id;
    const steps = { up: this.#order.step(finding.id, -1) !== undefined, down: this.#order.step(finding.id, 1) !== undefined };
    void this.menu.ask({ finding, from, steps });
  }

  #menuClosed() {
    this.menuOf = null;
  }

  #chosen({ detail: { finding, choice } }: HTMLElementEventMap['finding-choose']) {
    const now = this.evaluation.findings[finding];
    if (now) this.#do(now, choice);
  }

  #do({ id, kind, example, version }: Finding, choice: FindingChoice) {
    if ('kind' in choice) void this.#give({ type: 'finding.change', finding: id, kind: choice.kind, example }, version);
    else if ('example' in choice) void this.#give({ type: 'finding.change', finding: id, kind, example: choice.example }, version);
    else if ('step' in choice) this.#step(id, choice.step);
    else if (choice.act === 'link') this.#linkTo(id);
    else {
      this.#hidden.add(id);
      this.#focus = { finding: id, on: 'undo' };
      void this.#give({ type: 'finding.hide', finding: id });
    }
  }

  #stepped({ detail: { finding, by } }: HTMLElementEventMap['finding-step']) {
    this.#step(finding, by);
  }

  #step(finding: FindingId, by: -1 | 1) {
    const before = this.#order.step(finding, by);
    if (before !== undefined) this.#move(finding, before);
  }

  #move(finding: FindingId, before: FindingId | null) {
    this.#order.move(finding, before);
    this.#focus = { finding, on: 'handle' };
    const there = this.#order.shown.filter((id) => !this.evaluation.findings[id]?.hidden);
    this.#announcer.heard(t(findingsText).moved(there.indexOf(finding) + 1, there.length));
    void this.#give({ type: 'finding.move', finding, before });
  }

  #gripped({ detail: { finding, press } }: HTMLElementEventMap['finding-grip']) {
    const row = this.#rowOf(finding);
    if (!row) return;
    beginDrag(press, {
      row,
      rows: () => [...this.querySelectorAll<HTMLElement>('.list > [data-finding]')],
      began: () => {
        this.#dragging = true;
        this.#hold();
      },
      ended: (before) => {
        this.#dragging = false;
        if (before !== undefined) this.#move(finding, (before?.dataset['finding'] as FindingId | undefined) ?? null);
        this.#hold();
      },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-findings': SamFindings;
  }
}
