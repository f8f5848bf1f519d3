/** Who is in the evaluation and where, out of the team room's awareness. */
import type { Awareness } from 'y-protocols/awareness';
import type { MemberId, SectionId } from '../../shared/domain/ids.ts';
import { sameJson, Source, type View } from './view.ts';

export type Present = { readonly id: MemberId; readonly name: string; readonly section: SectionId | null };

/**
 * Everyone once, by name; oneself first if `me` is given. Who is here in two tabs is where the one that names a section is.
 * Identities are the server's stamp; a state without one is not somebody yet.
 */
export function presentIn(awareness: Awareness | null, me: Present | null): readonly Present[] {
  const found = new Map<MemberId, Present>();
  for (const [client, state] of awareness?.getStates() ?? []) {
    const one = client === awareness?.clientID ? null : readState(state);
    if (one && (one.section !== null || !found.has(one.id))) found.set(one.id, one);
  }
  if (me) found.delete(me.id);
  const others = [...found.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  return me ? [me, ...others] : others;
}

function readState(state: Readonly<Record<string, unknown>>): Present | null {
  const user = state['user'];
  if (typeof user !== 'object' || user === null || !('id' in user) || !('name' in user)) return null;
  if (typeof user.id !== 'string' || typeof user.name !== 'string') return null;
  const section = state['section'];
  return { id: user.id as MemberId, name: user.name, section: typeof section === 'string' ? (section as SectionId) : null };
}

/** Who is here, as far as the team's room says, and where one is oneself. */
export class TeamPresence {
  readonly #me: MemberId;
  readonly #team: View<Awareness | null>;
  readonly #names: View<Readonly<Record<MemberId, string>>>;
  readonly #present = new Source<readonly Present[]>([], sameJson);
  #section: SectionId | null = null;

  constructor(me: MemberId, team: View<Awareness | null>, names: View<Readonly<Record<MemberId, string>>>) {
    this.#me = me;
    this.#team = team;
    this.#names = names;
    team.subscribe(() => this.#join());
    names.subscribe(() => this.#show());
  }

  /** Oneself first, then the others by name, each once. */
  get present(): View<readonly Present[]> {
    return this.#present;
  }

  /** Tells the others where one is; null: nowhere in the text. */
  at(section: SectionId | null): void {
    this.#section = section;
    this.#team.get()?.setLocalStateField('section', section);
    this.#show();
  }

  #join(): void {
    const team = this.#team.get();
    team?.setLocalState({ section: this.#section });
    team?.on('change', () => this.#show());
    this.#show();
  }

  #show(): void {
    const name = this.#names.get()[this.#me];
    this.#present.set(presentIn(this.#team.get(), name === undefined ? null : { id: this.#me, name, section: this.#section }));
  }
}
