/** The page's side of the tests of People: an evaluation in memory, the screen of one member, invitations as a few answers. */
import '../../client/screens/people.ts';
import { setLanguage, type Language } from '../../client/i18n/language.ts';
import type { PeopleApi } from '../../client/screens/people/ports.ts';
import type { Failure } from '../../client/sync/ports.ts';
import type { Command } from '../../shared/domain/commands.ts';
import type { AreaId, InvitationId, MemberId } from '../../shared/domain/ids.ts';
import { Instrument } from '../../shared/domain/instrument.ts';
import type { Phase } from '../../shared/domain/phases.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import { err, ok } from '../../shared/domain/result.ts';
import type { InvitationInput, InvitationRow } from '../../shared/protocol/http.ts';
import kommunkompassen from '../../shared/instruments/kommunkompassen-2020.json' with { type: 'json' };
import { ada, after, anEvaluation, ben, chi, disa, eli, memberId, noon, oda } from '../support/builders.ts';
import { World } from '../support/fake-session.ts';

export type Who = 'ada' | 'ben' | 'chi' | 'disa' | 'oda';
export type Story = {
  readonly me: Who;
  readonly phase?: Phase;
  readonly conflicts?: Partial<Record<Who, readonly string[]>>;
  readonly undeclared?: readonly Who[];
  readonly here?: readonly Who[];
  readonly invitations?: readonly string[];
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
};

const ids: Record<Who, MemberId> = { ada, ben, chi, disa, oda };
const names = {
  [ada]: 'Karin',
  [ben]: 'Anders',
  [chi]: 'Leila',
  [disa]: 'Birgitta',
  [eli]: 'Eli',
  [oda]: 'Oda',
  [memberId('mikael')]: 'Mikael',
} as Record<MemberId, string>;
const day = 24 * 60 * 60 * 1000;

class Invitations implements PeopleApi {
  rows: readonly InvitationRow[];
  readonly made: InvitationInput[] = [];
  refusal: Failure | null = null;

  constructor(whom: readonly string[]) {
    this.rows = whom.map((note, at) => this.#row(at, 'evaluator', note));
  }

  readonly invitations: PeopleApi['invitations'] = async () => ok({ invitations: [...this.rows] });

  readonly invite: PeopleApi['invite'] = async (_id, input) => {
    if (this.refusal) return err(this.refusal);
    this.made.push(input);
    const row = this.#row(this.rows.length, input.role, input.note ?? null);
    this.rows = [row, ...this.rows];
    const url = `https://samsyn.example/join#${'k3'.repeat(21)}x`;
    return ok({ id: row.id, url, expiresAt: noon + (input.days ?? 14) * day });
  };

  readonly revokeInvitation: PeopleApi['revokeInvitation'] = async (_id, invitation) => {
    this.rows = this.rows.map((row) => (row.id === invitation ? { ...row, state: 'revoked' } : row));
    return ok({ done: true });
  };

  #row(at: number, role: Role, note: string | null): InvitationRow {
    return {
      id: `invitation${at}`.padEnd(20, '0') as InvitationId,
      role,
      note,
      invitedBy: { id: ada, name: 'Karin' },
      createdAt: noon,
      expiresAt: noon + 14 * day,
      state: 'open',
      usedBy: null,
    };
  }
}

export class PeopleStage {
  readonly world: World;
  readonly api: Invitations;
  readonly visited: string[] = [];

  constructor({ phase = 'gathering', conflicts = {}, undeclared = [], here = [], invitations = [], ...story }: Story) {
    const declared = Object.fromEntries(Object.entries(conflicts).map(([who, areas]) => [ids[who as Who], areas as readonly AreaId[]]));
    let state = anEvaluation({ phase, conflicts: declared, instrument: Instrument.parse(kommunkompassen) });
    for (const who of undeclared) {
      const member = state.members[ids[who]];
      if (member) state = { ...state, members: { ...state.members, [member.id]: { ...member, conflicts: null } } };
    }
    this.world = new World(state, names);
    this.api = new Invitations(invitations);
    this.world.present.set([story.me, ...here].map((who) => ({ id: ids[who], name: names[ids[who]] ?? '', section: null })));
    const screen = document.createElement('sam-people-screen');
    screen.session = this.world.session(ids[story.me]);
    screen.api = this.api;
    document.querySelector('#stage')?.replaceChildren(screen);
  }

  /** A command by a colleague. */
  async does(who: Who, command: Command): Promise<void> {
    const outcome = await this.world.judge(ids[who], command, undefined);
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  }

  joins(name: string): void {
    const member = memberId(name);
    this.world.facts.set(
      after(this.world.evaluation, member, { type: 'member.joined', member, role: 'evaluator', scores: true, invitedBy: ada }),
    );
  }

  /** Commands given by the reader, with what became of them. */
  given(): readonly { readonly command: Command; readonly code: string | null }[] {
    return this.world.given.map(({ command, outcome }) => ({ command, code: outcome.ok ? null : outcome.refusal.code }));
  }
}

export async function stage(story: Story): Promise<void> {
  if (story.theme) document.documentElement.dataset['theme'] = story.theme;
  setLanguage(story.language ?? 'sv');
  const created = new PeopleStage(story);
  window.people = created;
  document.addEventListener('click', (event) => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link) return;
    event.preventDefault();
    created.visited.push(link.pathname);
  });
  await document.querySelector('sam-people-screen')?.updateComplete;
  await document.fonts.ready;
}

declare global {
  interface Window {
    people: PeopleStage;
  }
}
