/**
 * Evaluations played in memory: `decide` and `evolve` are the law, and each member's session shows what the rooms would give
 * them, projected and read back. No server, no clock but the one given; the network is in the test's hand.
 */
import * as Y from 'yjs';
import { Awareness } from 'y-protocols/awareness';
import type { Session } from '../../client/screens/evaluation/session.ts';
import type { Outcome, SetAside, TextReplica } from '../../client/sync/evaluation-session.ts';
import { overlay } from '../../client/sync/overlay.ts';
import { wordsOfDoc } from '../../client/sync/section-words.ts';
import { isVersioned, thingsOf } from '../../client/sync/things.ts';
import { derived, Source, type View } from '../../client/sync/view.ts';
import { bodyOf, factsOf, findingOf } from '../../shared/doc/roots.ts';
import { projectAll } from '../../shared/doc/project.ts';
import { readRooms } from '../../shared/doc/read.ts';
import { mayOpen, whyNotWrite } from '../../shared/domain/audiences.ts';
import { must } from '../../shared/domain/assert.ts';
import type { Command } from '../../shared/domain/commands.ts';
import { decide, decideSeal } from '../../shared/domain/decide/index.ts';
import { sectionsOf, type Evaluation } from '../../shared/domain/evaluation.ts';
import { evolve } from '../../shared/domain/evolve/index.ts';
import type { AreaId, CommandId, FindingId, MemberId, SectionId } from '../../shared/domain/ids.ts';
import type { Closing } from '../../shared/protocol/closings.ts';

export type Given = { readonly by: MemberId; readonly command: Command; readonly base: number | undefined; readonly outcome: Outcome };
type Present = { readonly id: MemberId; readonly name: string; readonly section: SectionId | null };

/** What all members share: the facts, the texts, and who is here. */
export class World {
  readonly given: Given[] = [];
  readonly present = new Source<readonly Present[]>([]);
  /** While true, commands are shown by their sender alone and wait. */
  held = false;
  readonly #now: () => number;
  readonly #facts: Source<Evaluation>;
  readonly #texts = new Map<SectionId, Y.Doc>();
  #waiting: (() => void)[] = [];

  constructor(
    evaluation: Evaluation,
    readonly names: Readonly<Record<MemberId, string>>,
    now: () => number = Date.now,
  ) {
    this.#facts = new Source(evaluation);
    this.#now = now;
  }

  get evaluation(): Evaluation {
    return this.#facts.get();
  }

  get facts() {
    return this.#facts;
  }

  /** Lets what waited through. */
  release(): void {
    this.held = false;
    for (const go of this.#waiting.splice(0)) go();
  }

  session(me: MemberId): FakeSession {
    return new FakeSession(this, me);
  }

  /** Judges on the whole state, as the server does. */
  async judge(by: MemberId, command: Command, base: number | undefined): Promise<Outcome> {
    if (this.held) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const verdict = decide(this.evaluation, command, by, this.#now(), base);
    if (verdict.ok === 'undecided') throw new Error('believed: the whole state decides');
    const outcome: Outcome = verdict.ok ? { ok: true } : { ok: false, refusal: verdict.refusal };
    this.given.push({ by, command, base, outcome });
    if (verdict.ok) {
      let state = this.evaluation;
      for (const event of verdict.events) state = evolve(state, { seq: state.seq + 1, at: this.#now(), by, event });
      this.#facts.set(state);
    }
    return outcome;
  }

  text(section: SectionId): Y.Doc {
    let doc = this.#texts.get(section);
    if (!doc) this.#texts.set(section, (doc = new Y.Doc()));
    return doc;
  }

  write(section: SectionId, ...paragraphs: readonly string[]): void {
    fill(bodyOf(this.text(section)), paragraphs);
  }

  /** The words of a finding; a paragraph each. */
  writeFinding(section: SectionId, finding: FindingId, ...paragraphs: readonly string[]): void {
    fill(findingOf(this.text(section), finding), paragraphs);
  }

  /** What the server does by itself a moment after a sign-off was asked for. */
  seal(section: SectionId, hash = '5ea1'.repeat(16)): void {
    const verdict = decideSeal(this.evaluation, { section, hash, seq: 1 });
    if (verdict.ok !== true) throw new Error('believed: the section is closing');
    let state = this.evaluation;
    for (const event of verdict.events) state = evolve(state, { seq: state.seq + 1, at: this.#now(), by: null, event });
    this.#facts.set(state);
  }

  /** The facts as the rooms open to this member tell them. */
  seenBy(me: MemberId): Evaluation {
    const { evaluation } = this;
    const member = must(evaluation.members[me], 'one of the team');
    const rooms = projectAll(evaluation, this.names);
    const docOf = (name: string): Y.Doc => {
      const doc = new Y.Doc();
      const facts = factsOf(doc);
      for (const [key, value] of Object.entries(must(rooms.get(name), `a room ${name}`))) facts.set(key, value);
      return doc;
    };
    const ballots = evaluation.instrument.areas
      .filter((area) => mayOpen(evaluation, member, { kind: 'ballots', area: area.id }))
      .map((area): [AreaId, Y.Doc] => [area.id, docOf(`ballots.${area.id}`)]);
    const open = { state: docOf('state'), me: docOf(`me.${me}`), ballots: new Map(ballots) };
    const team = mayOpen(evaluation, member, { kind: 'team' }) ? docOf('team') : null;
    return must(readRooms({ ...open, team }, me), 'the rooms hold an evaluation').evaluation;
  }
}

function fill(text: Y.XmlFragment, paragraphs: readonly string[]): void {
  for (const words of paragraphs) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    text.insert(text.length, [paragraph]);
  }
}

export class FakeSession implements Session {
  readonly id: Session['id'];
  readonly view: Source<Evaluation | null>;
  readonly names: Source<Readonly<Record<MemberId, string>>>;
  readonly setAside = new Source<readonly SetAside[]>([]);
  /** What this device was told of the sections' words. */
  readonly words = new Source<ReadonlyMap<SectionId, number>>(new Map());
  /** Sections joined now, with how often. */
  readonly joined = new Map<SectionId, number>();
  readonly texts = new Map<SectionId, FakeText>();
  readonly #world: World;
  readonly #chains = new Map<string, { readonly from: number; readonly to: number }>();
  #waiting: readonly Parameters<typeof overlay>[1][number][] = [];

  constructor(
    world: World,
    readonly me: MemberId,
  ) {
    this.#world = world;
    this.id = world.evaluation.id;
    this.view = new Source<Evaluation | null>(world.seenBy(me));
    this.names = new Source(world.names);
    world.facts.subscribe(() => this.#show());
  }

  get present() {
    return this.#world.present;
  }

  async wordsOfAll() {
    return new Map(sectionsOf(this.#world.evaluation.instrument).map((section) => [section, wordsOfDoc(this.#world.text(section))]));
  }

  whereIAm(section: SectionId | null): void {
    const others = this.#world.present.get().filter(({ id }) => id !== this.me);
    this.#world.present.set([...others, { id: this.me, name: this.#world.names[this.me] ?? '', section }]);
  }

  /** What screens have said of work they have not given yet. */
  readonly drafts = new Map<string, 'leaving' | 'waiting'>();

  drafting(work: string, how: 'leaving' | 'waiting' | null): void {
    if (how === null) this.drafts.delete(work);
    else this.drafts.set(work, how);
  }

  discard(work: SetAside): void {
    this.setAside.set(this.setAside.get().filter((each) => each !== work));
  }

  canAddAgain(work: SetAside): boolean {
    return work.kind === 'command' && decide(must(this.view.get(), 'a view'), work.command, this.me, 0).ok !== false;
  }

  async addAgain(work: SetAside): Promise<Outcome> {
    if (work.kind === 'text') throw new Error('texts are not merged here');
    const outcome = await this.run(work.command);
    if (outcome.ok) this.discard(work);
    return outcome;
  }

  /** As the real one: judged here first, shown at once, then by the law; one's own earlier commands are accounted for. */
  async run(command: Command, { base }: { readonly base?: number } = {}): Promise<Outcome> {
    const chained = this.#chained(command, base);
    const verdict = decide(must(this.view.get(), 'a view'), command, this.me, 0, chained);
    if (verdict.ok === false) return { ok: false, refusal: verdict.refusal };
    if (isVersioned(command) && chained !== undefined) this.#chain(command, chained);
    const waiting = { envelope: { id: '' as CommandId, command }, at: 0, mark: null };
    this.#waiting = [...this.#waiting, waiting];
    this.#show();
    const outcome = await this.#world.judge(this.me, command, chained);
    this.#waiting = this.#waiting.filter((each) => each !== waiting);
    if (!outcome.ok) this.#chains.delete(thingsOf(command)[0] ?? '');
    this.#show();
    return outcome;
  }

  #show(): void {
    this.view.set(overlay(this.#world.seenBy(this.me), this.#waiting, this.me));
  }

  #chained(command: Command, base: number | undefined): number | undefined {
    const chain = this.#chains.get(thingsOf(command)[0] ?? '');
    return base !== undefined && chain && base >= chain.from && base <= chain.to ? chain.to : base;
  }

  #chain(command: Command, base: number): void {
    const thing = thingsOf(command)[0] ?? '';
    const before = this.#chains.get(thing);
    this.#chains.set(thing, { from: before?.to === base ? before.from : base, to: base + 1 });
  }

  openText(section: SectionId): TextReplica {
    this.joined.set(section, (this.joined.get(section) ?? 0) + 1);
    const writes = () => {
      const { evaluation } = this.#world;
      return whyNotWrite(evaluation, must(evaluation.members[this.me], 'one of the team'), { kind: 'text', section }) === null;
    };
    const text = new FakeText(section, this.#world.text(section), derived([this.view], writes), () =>
      this.joined.set(section, (this.joined.get(section) ?? 1) - 1),
    );
    this.texts.set(section, text);
    return text;
  }
}

/** A joined text: live at once, closed by the test. */
export class FakeText implements TextReplica {
  readonly awareness: Awareness;
  readonly status = new Source<'joining' | 'live' | 'closed'>('live');
  readonly closing = new Source<Closing | null>(null);

  constructor(
    readonly section: SectionId,
    readonly doc: Y.Doc,
    readonly writes: View<boolean>,
    readonly close: () => void,
  ) {
    this.awareness = new Awareness(doc);
  }

  get fragment(): Y.XmlFragment {
    return bodyOf(this.doc);
  }

  findingFragment(id: FindingId): Y.XmlFragment {
    return findingOf(this.doc, id);
  }

  settled(): Promise<boolean> {
    return Promise.resolve(true);
  }

  end(closing: Closing): void {
    this.closing.set(closing);
    this.status.set('closed');
  }
}
