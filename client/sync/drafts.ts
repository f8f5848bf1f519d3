/** Work that screens have begun and not given yet, by its name: on its way out by itself, or waiting for its author. */
export class Drafts {
  readonly #drafts = new Map<string, 'leaving' | 'waiting'>();

  set(work: string, how: 'leaving' | 'waiting' | null): void {
    if (how === null) this.#drafts.delete(work);
    else this.#drafts.set(work, how);
  }

  get any(): boolean {
    return this.#drafts.size > 0;
  }

  get leaving(): boolean {
    return [...this.#drafts.values()].includes('leaving');
  }

  clear(): void {
    this.#drafts.clear();
  }
}
