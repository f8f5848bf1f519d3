/** Who wrote what in the section that is shown: whose client ids are, asked of the server when an editor wants to know. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { EvaluationId, MemberId, SectionId } from '../../../shared/domain/ids.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { Authors } from '../../../shared/protocol/http.ts';
import type { Failure } from '../../sync/ports.ts';
import { sameJson } from '../../sync/view.ts';

export type FetchAuthors = (id: EvaluationId, section: SectionId) => Promise<Result<Authors, Failure>>;
type Names = ReadonlyMap<number, string>;

export class SectionAuthors implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #authors: Authors['authors'] = [];
  #failure: Failure | null = null;
  /** Answers to earlier questions, about another section perhaps, are of no use. */
  #asked = 0;
  #names: Names = new Map();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.forget();
  }

  /** Why they could not be had; null: they could, or nobody asked. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** By client id. The same map as long as it says the same: an editor draws its names again for another one. */
  names(nameOf: (member: MemberId) => string): Names {
    const names = this.#authors.map(({ client, member }): [number, string] => [client, nameOf(member)]);
    if (!sameJson([...this.#names], names)) this.#names = new Map(names);
    return this.#names;
  }

  /** Another section is shown. */
  forget(): void {
    this.#asked += 1;
    this.#authors = [];
    this.#failure = null;
  }

  async ask(fetch: FetchAuthors, id: EvaluationId, section: SectionId): Promise<void> {
    const mine = (this.#asked += 1);
    const answer = await fetch(id, section);
    if (mine !== this.#asked) return;
    this.#failure = answer.ok ? null : answer.error;
    // Those known from before are still right: a client id is its member's for ever.
    if (answer.ok) this.#authors = answer.value.authors;
    this.#host.requestUpdate();
  }
}
