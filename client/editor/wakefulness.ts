/**
 * Whether a short text has its editor: while somebody is in it or about to be, and as long as something can be undone in it.
 * Otherwise it is only drawn: an editor costs milliseconds, and a section has hundreds of findings.
 */
import type { ReactiveController } from 'lit';

/** A pointer that only passes by wakes nothing. */
const dwellMs = 60;
/** Whoever comes back soon finds it awake. */
const sleepMs = 2_000;

export type Sleeper = HTMLElement & {
  /** Opens the editor where the text was drawn, or draws it again. */
  wokeOrSlept(awake: boolean): void;
  /** Whether something in it would be lost. */
  readonly hasUnfinished: boolean;
  /** Puts the caret at that point of the screen, or where it was, and focuses the text. */
  enter(at: { readonly left: number; readonly top: number } | null): void;
};

export class Wakefulness implements ReactiveController {
  readonly #host: Sleeper;
  #enabled = false;
  #awake = false;
  #hovered = false;
  #colleagues = false;
  #dwells: ReturnType<typeof setTimeout> | undefined;
  #sleeps: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Sleeper) {
    this.#host = host;
    host.addEventListener('pointerenter', this.#came);
    host.addEventListener('pointerleave', this.#left);
    host.addEventListener('mousedown', this.#pressed);
    host.addEventListener('focusin', this.#focused);
    host.addEventListener('focusout', this.#mayRest);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    clearTimeout(this.#dwells);
    clearTimeout(this.#sleeps);
    this.#hovered = false;
    this.#awake = false;
  }

  /** A text that never sleeps is awake. */
  get awake(): boolean {
    return !this.#enabled || this.#awake;
  }

  /** Whether it may sleep at all. The host draws itself anew after that. */
  set enabled(enabled: boolean) {
    this.#enabled = enabled;
  }

  /** A colleague's caret is in the text, or none any more. */
  set colleagues(areThere: boolean) {
    this.#colleagues = areThere;
    if (areThere) this.wake();
    else this.#mayRest();
  }

  wake(): void {
    clearTimeout(this.#dwells);
    if (this.awake) return;
    this.#awake = true;
    this.#host.wokeOrSlept(true);
    this.#mayRest();
  }

  readonly #came = (event: PointerEvent): void => {
    // A finger that scrolls the page comes and goes too.
    if (event.pointerType === 'touch') return;
    this.#hovered = true;
    if (!this.awake) this.#dwells = setTimeout(() => this.wake(), dwellMs);
  };

  readonly #left = (): void => {
    this.#hovered = false;
    clearTimeout(this.#dwells);
    this.#mayRest();
  };

  // Faster than the pointer dwelt, or by a finger: the browser would put the caret into what is just being replaced.
  readonly #pressed = (event: MouseEvent): void => {
    if (this.awake || event.button !== 0 || (event.target instanceof Element && event.target.closest('a, button'))) return;
    event.preventDefault();
    this.wake();
    this.#host.enter({ left: event.clientX, top: event.clientY });
  };

  readonly #focused = (event: FocusEvent): void => {
    if (this.awake || (event.target instanceof Element && event.target.closest('a, button'))) return;
    this.wake();
    this.#host.enter(null);
  };

  readonly #mayRest = (): void => {
    clearTimeout(this.#sleeps);
    if (!this.#enabled || !this.#awake) return;
    this.#sleeps = setTimeout(() => {
      if (this.#hovered || this.#colleagues || this.#host.hasUnfinished || this.#host.contains(document.activeElement)) return;
      this.#awake = false;
      this.#host.wokeOrSlept(false);
    }, sleepMs);
  };
}
