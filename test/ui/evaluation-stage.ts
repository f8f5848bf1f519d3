/** The page's side of the Evaluation screen's tests: an evaluation in memory, the screen of one member, links that lead. */
import * as Y from 'yjs';
import '../../client/screens/evaluation.ts';
import { setLanguage, type Language } from '../../client/i18n/language.ts';
import type { SamEvaluationScreen } from '../../client/screens/evaluation.ts';
import { findingOf } from '../../shared/doc/roots.ts';
import { plainTextOf } from '../../shared/doc/text.ts';
import { must } from '../../shared/domain/assert.ts';
import type { Command } from '../../shared/domain/commands.ts';
import type { CriterionState, Evaluation, ExampleTag, FindingKind, SectionState } from '../../shared/domain/evaluation.ts';
import type { AreaId, CriterionId, EvidenceId, FindingId, MemberId, SectionId } from '../../shared/domain/ids.ts';
import { Instrument } from '../../shared/domain/instrument.ts';
import type { Phase } from '../../shared/domain/phases.ts';
import kommunkompassen from '../../shared/instruments/kommunkompassen-2020.json' with { type: 'json' };
import {
  ada,
  after,
  anEvaluation,
  anInstrument,
  ben,
  chi,
  disa,
  eli,
  inState,
  oda,
  withBallots,
  withSection,
} from '../support/builders.ts';
import { World, type FakeSession } from '../support/fake-session.ts';

export type Who = 'ada' | 'ben' | 'chi' | 'disa' | 'oda';
export type Story = {
  readonly me: Who;
  readonly section?: string | null;
  readonly phase?: Phase;
  /** The real instrument instead of the small one. */
  readonly real?: boolean;
  readonly conflicts?: Partial<Record<Who, readonly string[]>>;
  /** Members who have not declared conflicts. */
  readonly undeclared?: readonly Who[];
  readonly states?: Readonly<Record<string, CriterionState>>;
  readonly ballots?: Readonly<Record<string, Partial<Record<Who, number | null>>>>;
  readonly levels?: Readonly<Record<string, readonly { from: number; to: number; text: string }[]>>;
  readonly texts?: Readonly<Record<string, readonly string[]>>;
  readonly findings?: Readonly<Record<string, readonly ToldFinding[]>>;
  /** Names of documents, numbered as they come. */
  readonly documents?: readonly string[];
  readonly sections?: Readonly<Record<string, SectionState>>;
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
};

/** `documents`: the numbers of those it rests on. */
export type ToldFinding = {
  readonly words?: string;
  readonly kind?: FindingKind;
  readonly example?: ExampleTag;
  readonly hidden?: boolean;
  readonly documents?: readonly number[];
};

const ids: Record<Who, MemberId> = { ada, ben, chi, disa, oda };
const names = { [ada]: 'Karin', [ben]: 'Anders', [chi]: 'Leila', [disa]: 'Birgitta', [eli]: 'Eli', [oda]: 'Oda' } as Record<
  MemberId,
  string
>;

export class Stage {
  readonly world: World;
  readonly session: FakeSession;
  readonly screen: SamEvaluationScreen;

  constructor(story: Story) {
    this.world = new World(begun(story), names);
    for (const [section, paragraphs] of Object.entries(story.texts ?? {})) this.world.write(section as SectionId, ...paragraphs);
    for (const [section, told] of Object.entries(story.findings ?? {}))
      told.forEach(
        ({ words }, at) => words !== undefined && this.world.writeFinding(section as SectionId, findingId(section, at + 1), words),
      );
    this.session = this.world.session(ids[story.me]);
    this.screen = document.createElement('sam-evaluation-screen');
    this.screen.session = this.session;
    this.screen.section = (story.section ?? null) as SectionId | null;
  }

  /** A command by a colleague. */
  async does(who: Who, command: Command): Promise<void> {
    const outcome = await this.world.judge(ids[who], command, undefined);
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  }

  /** A colleague's caret at the start of a finding of the section that is shown. */
  caretIn(who: Who, section: string, finding: FindingId): void {
    const { awareness, doc } = must(this.session.texts.get(section as SectionId), 'the section is joined');
    const at = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(findingOf(doc, finding), 0));
    const client = 4711;
    awareness.states.set(client, { user: { id: ids[who], name: names[ids[who]] }, cursor: { anchor: at, head: at } });
    awareness.emit('change', [{ added: [client], updated: [], removed: [] }, 'a colleague']);
  }

  /** The words of a finding, whether or not its facts are here. */
  wordsOf(section: string, finding: string): string {
    return plainTextOf(findingOf(this.world.text(section as SectionId), finding as FindingId));
  }

  /** Commands given so far with what became of them, in short. */
  commands(): readonly { readonly command: Command; readonly code: string | null }[] {
    return this.world.given.map(({ command, outcome }) => ({ command, code: outcome.ok ? null : outcome.refusal.code }));
  }
}

/** The n-th finding that the story tells of a section, 1, 2, 3 … */
export function findingId(section: string, number: number): FindingId {
  return `f${number}${section.replace(/[^a-z]/g, '')}`.slice(0, 20).padEnd(20, '0') as FindingId;
}

function documentId(number: number): EvidenceId {
  return `d${number}`.padEnd(20, '0') as EvidenceId;
}

function begun(story: Story) {
  const { phase = 'scoring', real = false, conflicts = {}, undeclared = [], states = {}, ballots = {}, levels = {} } = story;
  const instrument = real ? Instrument.parse(kommunkompassen) : anInstrument();
  const declared = Object.fromEntries(Object.entries(conflicts).map(([who, areas]) => [ids[who as Who], areas as readonly AreaId[]]));
  let state = anEvaluation({ phase, conflicts: declared, instrument });
  state = {
    ...state,
    members: {
      ...state.members,
      ...Object.fromEntries(undeclared.map((who) => [ids[who], { ...must(state.members[ids[who]], 'one of the team'), conflicts: null }])),
    },
  };
  for (const [criterion, given] of Object.entries(levels))
    state = after(state, ada, { type: 'levels.changed', criterion: criterion as CriterionId, levels: [...given], version: 1 });
  for (const [criterion, wanted] of Object.entries(states)) state = inState(state, criterion as CriterionId, wanted);
  for (const [criterion, given] of Object.entries(ballots)) {
    const points = Object.fromEntries(Object.entries(given).map(([who, each]) => [ids[who as Who], each]));
    state = withBallots(state, criterion as CriterionId, points);
  }
  return withWriting(state, story);
}

function withWriting(begun: Evaluation, { findings = {}, documents = [], sections = {} }: Story): Evaluation {
  let state = begun;
  documents.forEach((name, at) => {
    const evidence = documentId(at + 1);
    const body = { kind: 'document', name, date: null, page: null } as const;
    state = after(state, ada, { type: 'evidence.added', evidence, body, criteria: [] });
  });
  for (const [section, told] of Object.entries(findings)) {
    told.forEach(({ kind = 'strength', example, hidden, documents: numbers = [] }, at) => {
      const finding = findingId(section, at + 1);
      state = after(
        state,
        ben,
        { type: 'finding.added', finding, section: section as SectionId, kind, before: null },
        ...(example ? [{ type: 'finding.changed' as const, finding, kind, example, version: 2 }] : []),
        ...numbers.map((number) => ({ type: 'finding.linked' as const, finding, evidence: documentId(number) })),
        ...(hidden ? [{ type: 'finding.hidden' as const, finding }] : []),
      );
    });
  }
  for (const [section, wanted] of Object.entries(sections)) state = withSection(state, section as SectionId, wanted);
  return state;
}

/** Puts the screen on the page. Its links lead within it, as the shell's do. */
export async function stage(story: Story): Promise<void> {
  if (story.theme) document.documentElement.dataset['theme'] = story.theme;
  setLanguage(story.language ?? 'sv');
  const created = new Stage(story);
  window.evaluationStage = created;
  document.addEventListener('click', (event) => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    const section = /\/s\/([^/]+)$/.exec(link?.pathname ?? '')?.[1];
    if (!section) return;
    event.preventDefault();
    created.screen.section = section as SectionId;
  });
  document.querySelector('#stage')?.replaceChildren(created.screen);
  await created.screen.updateComplete;
  await document.fonts.ready;
}

declare global {
  interface Window {
    evaluationStage: Stage;
  }
}
