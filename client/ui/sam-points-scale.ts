/**
 * One's own points on the scale: a number field tied to a native range over the drawn line, with the level descriptions below.
 * Empty until touched: 0 is a score and no score is not. Arrows one step, Page Up and Down one level, Home and End, Delete clears.
 * @event points-change - other points, or none; `settled` once the reader has let go of the control
 */
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Level } from '../../shared/domain/evaluation.ts';
import { t } from '../i18n/language.ts';
import { scaleText } from '../i18n/ui.ts';
import { button, field, focusRing, reset, visuallyHidden } from '../styles/shared.ts';
import { SamElement } from './element.ts';
import { pointsScaleStyles } from './points-scale-styles.ts';
import { levelAt, moved, percent, readTyped, span, type Move } from './scale.ts';
import { drawLevels, drawLine, scaleStyles } from './scale-parts.ts';

export type PointsChange = { readonly points: number | null; readonly settled: boolean };

const rangeKeys: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowRight: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'down',
  PageUp: 'level-up',
  PageDown: 'level-down',
  Home: 'start',
  End: 'end',
};
/** In the number field left, right, Home and End move the caret. */
const fieldKeys: Readonly<Record<string, Move>> = { ArrowUp: 'up', ArrowDown: 'down', PageUp: 'level-up', PageDown: 'level-down' };

@customElement('sam-points-scale')
export class SamPointsScale extends SamElement {
  static override styles = [reset, focusRing, button, field, visuallyHidden, scaleStyles, pointsScaleStyles];
  /** null: not scored. */
  @property({ attribute: false }) points: number | null = null;
  @property({ type: Number }) max = 10;
  @property({ type: Number }) step = 1;
  @property({ attribute: false }) levels: readonly Level[] = [];
  /** One's points in the round before, shown as a ring on the line. */
  @property({ attribute: false }) earlier: number | null = null;
  @property({ type: Boolean }) disabled = false;
  /** Names the controls (Din bedömning av 3.3); not shown. */
  @property() label = '';

  /** What stands in the number field while it is being typed in or at fault; null: the points themselves. */
  @state() private draft: string | null = null;
  @query('#number') private number!: HTMLInputElement;
  @query('#range') private range!: HTMLInputElement;
  #unsettled = false;
  /** Points when the reader began to type: what a number that turns out wrong goes back to. */
  #before: number | null = null;
  /** Points last chosen here, as against those from outside. */
  #chosen: number | null = null;

  /** Puts the reader where points are typed. */
  override focus(options?: FocusOptions) {
    this.number.focus(options);
  }

  override willUpdate(changed: PropertyValues<this>) {
    // New points from outside end a draft, unless they are what the draft says.
    if (!changed.has('points') || this.draft === null || this.points === this.#chosen) return;
    const typed = readTyped(this.draft, this.max, this.step);
    if (!('points' in typed) || typed.points !== this.points) this.draft = null;
  }

  override updated() {
    // The native range keeps a value of its own after being moved, so it is set, not rendered.
    this.range.value = String(this.points ?? 0);
  }

  override render() {
    const text = t(scaleText);
    const fault = this.#fault();
    const active = levelAt(this.levels, this.points);
    return html`<div class="scale" role="group" aria-label=${this.label}>
      <div class="number">
        <input
          id="number"
          class="in"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          role="spinbutton"
          aria-label=${text.name(this.label, this.max)}
          aria-valuemin="0"
          aria-valuemax=${this.max}
          aria-valuenow=${this.points ?? nothing}
          aria-valuetext=${this.points === null ? text.none : String(this.points)}
          aria-invalid=${fault ? 'true' : 'false'}
          aria-describedby=${fault ? 'fault' : nothing}
          ?disabled=${this.disabled}
          .value=${this.draft ?? (this.points === null ? '' : String(this.points))}
          @input=${this.#typed}
          @keydown=${this.#fieldKey}
          @keyup=${(event: KeyboardEvent) => event.key in fieldKeys && this.#settle()}
          @blur=${this.#settle}
        />
        <span class="of">${text.ofMax(this.max)}</span>
      </div>
      <div class="nudge">
        <button class="btn" aria-label=${text.fewer} ?disabled=${this.disabled} @click=${() => this.#nudge('down')}>−</button>
        <button class="btn" aria-label=${text.more} ?disabled=${this.disabled} @click=${() => this.#nudge('up')}>+</button>
      </div>
      <div class="track">
        <div class="rail">
          ${drawLine(this.max, this.step)} ${this.#ring()}
          <input
            id="range"
            type="range"
            class=${this.points === null ? 'empty' : ''}
            min="0"
            max=${this.max}
            step=${this.step}
            aria-label=${text.track(this.label)}
            aria-valuetext=${this.#spoken()}
            ?disabled=${this.disabled}
            @input=${() => this.#choose(Number(this.range.value), false)}
            @change=${this.#settle}
            @pointerup=${this.#pressed}
            @keydown=${this.#rangeKey}
            @keyup=${this.#settle}
            @blur=${this.#settle}
          />
        </div>
        ${drawLevels(this.levels, this.max, this.step, active)}
        <p class="applies ${active ? '' : 'none'}" ?hidden=${this.levels.length === 0}>
          ${active ? html`<b>${span(active)}</b> ${active.text}` : this.points === null ? text.none : nothing}
        </p>
        ${this.earlier === null ? nothing : html`<p class="note">${text.earlier(this.earlier)}</p>`}
      </div>
      <p id="fault" class="fault" role="alert" ?hidden=${fault === null}>${fault}</p>
    </div>`;
  }

  #ring() {
    if (this.earlier === null) return nothing;
    return html`<i class="earlier" style=${styleMap({ insetInlineStart: percent(this.earlier, this.max) })}></i>`;
  }

  #spoken(): string {
    const text = t(scaleText);
    if (this.points === null) return text.none;
    const level = levelAt(this.levels, this.points);
    return level ? text.valueAtLevel(this.points, this.max, span(level), level.text) : text.value(this.points, this.max);
  }

  #fault(): string | null {
    const typed = this.draft === null ? { points: null } : readTyped(this.draft, this.max, this.step);
    if (this.draft === null || 'points' in typed) return null;
    const text = t(scaleText);
    const shown = this.draft.trim();
    if (typed.fault === 'range') return text.outOfRange(this.max, shown);
    return typed.fault === 'step' ? text.offStep(this.step, shown) : text.notWhole(this.max, shown);
  }

  #choose(points: number | null, settled: boolean) {
    this.draft = null;
    this.points = points;
    this.#chosen = points;
    this.#unsettled = !settled;
    this.tell('points-change', { points, settled });
  }

  /** The reader has let go: what was only being tried is now meant. A draft at fault is never settled. */
  #settle = () => {
    if (!this.#unsettled || this.#fault() !== null) return;
    this.#unsettled = false;
    this.#before = this.points;
    this.tell('points-change', { points: this.points, settled: true });
  };

  #typed() {
    const draft = this.number.value;
    if (this.draft === null) this.#before = this.points;
    const typed = readTyped(draft, this.max, this.step);
    // 25 of 20 begins with a 2 that nobody meant: at a fault the points are those of before.
    const points = 'points' in typed ? typed.points : this.#before;
    if (points !== this.points) this.#choose(points, false);
    this.draft = draft;
  }

  #nudge(move: Move) {
    this.#choose(moved(this.points, move, this), true);
  }

  /** A press on the very start of an empty line changes nothing in a native range, and yet means 0. */
  #pressed() {
    if (this.points === null && !this.disabled) this.#choose(Number(this.range.value), true);
  }

  #fieldKey(event: KeyboardEvent) {
    if (isCommand(event)) return;
    const move = fieldKeys[event.key];
    if (move) {
      event.preventDefault();
      this.#choose(moved(this.points, move, this), false);
    } else if (event.key === 'Enter') {
      this.#settle();
    } else if (event.key === 'Escape' && this.draft !== null) {
      this.draft = null;
    }
  }

  #rangeKey(event: KeyboardEvent) {
    if (isCommand(event)) return;
    const move = rangeKeys[event.key];
    if (move) {
      event.preventDefault();
      this.#choose(moved(this.points, move, this), false);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      if (this.points !== null || this.draft !== null) this.#choose(null, true);
    } else if (/^\d$/.test(event.key)) {
      // Digits belong in the number field, wherever on the scale the reader is.
      event.preventDefault();
      this.number.focus();
      this.number.value = event.key;
      this.#typed();
    }
  }
}

/** AltGr writes characters on Nordic keyboards; with Ctrl, Alt or Meta a key is somebody else's. */
function isCommand(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.altKey || event.metaKey || event.getModifierState('AltGraph');
}

declare global {
  interface HTMLElementTagNameMap {
    'sam-points-scale': SamPointsScale;
  }
  interface HTMLElementEventMap {
    'points-change': CustomEvent<PointsChange>;
  }
}
