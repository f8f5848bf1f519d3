/** Ties a view to an element: renders the element again whenever the view changes, while it is in the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { View } from '../sync/view.ts';

export class ViewController<T> implements ReactiveController {
  #stop: (() => void) | undefined;
  #connected = false;
  #view: View<T>;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost, view: View<T>) {
    this.#host = host;
    this.#view = view;
    host.addController(this);
  }

  get value(): T {
    return this.#view.get();
  }

  /** Follows another view from now on: for elements whose session or section is a property. */
  follow(view: View<T>): void {
    if (view === this.#view) return;
    this.#stop?.();
    this.#view = view;
    this.#stop = this.#connected ? view.subscribe(() => this.#host.requestUpdate()) : undefined;
    this.#host.requestUpdate();
  }

  hostConnected() {
    this.#connected = true;
    this.#stop = this.#view.subscribe(() => this.#host.requestUpdate());
    // The view may have changed between the last render and a return to the page.
    this.#host.requestUpdate();
  }

  hostDisconnected() {
    this.#connected = false;
    this.#stop?.();
    this.#stop = undefined;
  }
}
