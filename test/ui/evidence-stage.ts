/** The page's side of the tests of evidence and interviews: an evaluation in memory with some of both, and one screen of one member. */
import '../../client/screens/evaluation.ts';
import '../../client/screens/evidence.ts';
import '../../client/screens/interviews.ts';
import { setLanguage, type Language } from '../../client/i18n/language.ts';
import type { Command } from '../../shared/domain/commands.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { Event } from '../../shared/domain/events.ts';
import type { AreaId, CriterionId, EvidenceId, InterviewId, MemberId, SectionId } from '../../shared/domain/ids.ts';
import { Instrument } from '../../shared/domain/instrument.ts';
import type { Phase } from '../../shared/domain/phases.ts';
import kommunkompassen from '../../shared/instruments/kommunkompassen-2020.json' with { type: 'json' };
import { ada, after, anEvaluation, ben, chi, disa, eli, inState, oda } from '../support/builders.ts';
import { World, type FakeSession } from '../support/fake-session.ts';

export type Who = 'ada' | 'ben' | 'chi' | 'disa' | 'oda';
export type Story = {
  readonly screen: 'evidence' | 'interviews' | 'criterion';
  readonly me: Who;
  readonly phase?: Phase;
  /** Neither evidence nor interviews yet. */
  readonly empty?: boolean;
  readonly conflicts?: Partial<Record<Who, readonly string[]>>;
  /** The criterion is revealed, and each ballot rests on something. */
  readonly revealed?: boolean;
  readonly now?: string;
  readonly hash?: string;
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
};

const ids: Record<Who, MemberId> = { ada, ben, chi, disa, oda };
const names = { [ada]: 'Karin', [ben]: 'Anders', [chi]: 'Leila', [disa]: 'Birgitta', [eli]: 'Eli', [oda]: 'Oda' } as Record<
  MemberId,
  string
>;
const first = 'democracy.strategy' as CriterionId;
const second = 'democracy.information' as CriterionId;
export const evidenceId = (name: string) => name.padEnd(20, '0') as EvidenceId;
export const interviewId = (name: string) => name.padEnd(20, '0') as InterviewId;

/** 10 November 2026 is a Tuesday. */
const plan: readonly [MemberId, Event][] = [
  [ada, interview('chief', '2026-11-10T09:30', 'ekonomichef', [ben, chi], [first])],
  [ada, interview('chair', '2026-11-10T13:00', 'ordförande i utbildningsnämnden', [ben], [first, second])],
  [ada, interview('head', '2026-11-11T08:15', 'rektor för en grundskola', [chi], [second])],
  [ada, interview('clerk', null, 'nämndsekreterare', [], [])],
  [ben, note('chief', first, 'Målen följs upp i tertialrapporterna. Nämnderna får dem först när budgeten redan är lagd.')],
  [chi, note('chief', first, 'Två nämnder läser dem. Ingen kunde ge exempel på ett ändrat beslut.')],
];
const pieces: readonly [MemberId, Event][] = [
  [ada, evidence('plan', { kind: 'document', name: 'Demokratiplan för Exempelby 2024–2027', date: '2024-03-18', page: '12–15' }, [first])],
  [ben, evidence('chief', { kind: 'interview', interview: interviewId('chief') }, [first])],
  [
    chi,
    evidence(
      'site',
      { kind: 'web', url: 'https://www.exempelby.example/kommun/insyn/dialog', title: 'Så kan du påverka', seen: '2026-11-02' },
      [first, second],
    ),
  ],
  [
    chi,
    evidence(
      'answer',
      {
        kind: 'answer',
        question: 'Hur informeras invånarna om beslut som rör dem?',
        answer: 'Varje nämnd lägger ut en sammanfattning inom två dagar. För större beslut skickas ett brev till de berörda.',
        from: 'kommunikationschef',
      },
      [second],
    ),
  ],
  [ada, evidence('old', { kind: 'document', name: 'Policy som inte gäller längre', date: null, page: null }, [])],
  [ada, { type: 'evidence.hidden', evidence: evidenceId('old') }],
];

function interview(name: string, when: string | null, role: string, asks: MemberId[], criteria: CriterionId[]): Event {
  return { type: 'interview.added', interview: interviewId(name), when, role, asks, criteria };
}

function note(name: string, criterion: CriterionId, text: string): Event {
  return { type: 'interview.noted', interview: interviewId(name), criterion, text, version: 1 };
}

function evidence(name: string, body: Extract<Event, { type: 'evidence.added' }>['body'], criteria: CriterionId[]): Event {
  return { type: 'evidence.added', evidence: evidenceId(name), body, criteria };
}

function begun({ phase = 'scoring', empty = false, conflicts = {}, revealed = false }: Story): Evaluation {
  const instrument = Instrument.parse(kommunkompassen);
  const asked = {
    ...instrument,
    areas: instrument.areas.map((area) => ({
      ...area,
      criteria: area.criteria.map((each) =>
        each.id === first ? { ...each, questions: ['Finns det en strategi för demokratin?', 'Hur följs den upp?'] } : each,
      ),
    })),
  };
  const declared = Object.fromEntries(Object.entries(conflicts).map(([who, areas]) => [ids[who as Who], areas as readonly AreaId[]]));
  let state = anEvaluation({ phase, conflicts: declared, instrument: asked });
  if (!empty) for (const [by, event] of [...plan, ...pieces]) state = after(state, by, event);
  if (!revealed) return state;
  state = inState(state, first, 'closed');
  const rests: readonly (readonly [MemberId, readonly string[]])[] = [
    [ada, ['plan']],
    [ben, ['chief', 'plan']],
    [chi, ['site']],
  ];
  const round = state.criteria[first]?.rounds.at(-1);
  for (const [member, on] of rests) {
    const ballot = round?.ballots[member];
    if (!ballot) continue;
    const { points, reason, confidence } = ballot;
    const cast = { type: 'ballot.cast', criterion: first, round: 1, points, reason, confidence, version: 2 } as const;
    state = after(state, member, { ...cast, evidence: on.map(evidenceId) });
  }
  return after(state, ada, { type: 'round.revealed', criterion: first, round: 1 });
}

export class EvidenceStage {
  readonly world: World;
  readonly session: FakeSession;

  constructor(story: Story) {
    this.world = new World(begun(story), names);
    this.session = this.world.session(ids[story.me]);
  }

  /** A command by a colleague. */
  async does(who: Who, command: Command, base?: number): Promise<void> {
    const outcome = await this.world.judge(ids[who], command, base);
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  }

  /** Commands given so far with what became of them, in short. */
  given(): readonly { readonly command: Command; readonly base: number | undefined; readonly code: string | null }[] {
    return this.world.given.map(({ command, base, outcome }) => ({ command, base, code: outcome.ok ? null : outcome.refusal.code }));
  }
}

export async function stage(story: Story): Promise<void> {
  if (story.theme) document.documentElement.dataset['theme'] = story.theme;
  setLanguage(story.language ?? 'sv');
  if (story.hash) history.replaceState(null, '', `#${story.hash}`);
  const created = new EvidenceStage(story);
  window.evidenceStage = created;
  // Links lead elsewhere: the shell's part.
  document.addEventListener('click', (event) => {
    if (event.composedPath().some((target) => target instanceof HTMLAnchorElement)) event.preventDefault();
  });
  const screen = document.createElement(
    story.screen === 'evidence' ? 'sam-evidence-screen' : story.screen === 'interviews' ? 'sam-interviews-screen' : 'sam-evaluation-screen',
  );
  screen.session = created.session;
  if ('section' in screen) screen.section = first as string as SectionId;
  if ('now' in screen) screen.now = () => story.now ?? '2026-11-10T08:00';
  document.querySelector('#stage')?.replaceChildren(screen);
  await screen.updateComplete;
  await document.fonts.ready;
}

declare global {
  interface Window {
    evidenceStage: EvidenceStage;
  }
}
