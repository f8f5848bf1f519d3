/** About how many bytes a document takes. Sums what comes in, which forgets deletions, and measures only when that would be too much. */
import * as Y from 'yjs';

export class Size {
  readonly #doc: Y.Doc;
  #bytes: number;
  /** `#bytes` when it was last measured. */
  #exact = 0;

  constructor(doc: Y.Doc, bytes: number) {
    this.#doc = doc;
    this.#bytes = bytes;
  }

  grew(bytes: number): void {
    this.#bytes += bytes;
  }

  measured(bytes: number): void {
    this.#bytes = this.#exact = bytes;
  }

  /** The size with so many bytes more, in bytes. Measuring encodes the whole document: only near `most`, and not at every keystroke there. */
  with(more: number, most: number): number {
    if (this.#bytes + more > most && this.#bytes - this.#exact > most / 64) this.measured(Y.encodeStateAsUpdate(this.#doc).byteLength);
    return this.#bytes + more;
  }
}
