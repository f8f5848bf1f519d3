/**
 * Stories of people who write, add findings and describe bands while the network comes and goes, tabs and browsers end, the server
 * loses power, and a lead signs sections off and reopens them. What each person did is marked by a letter that occurs nowhere else.
 */
import { isDeepStrictEqual as isEqual } from 'node:util';
import fc from 'fast-check';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../shared/domain/assert.ts';
import type { Command } from '../../shared/domain/commands.ts';
import type { FindingId, SectionId } from '../../shared/domain/ids.ts';
import { bodyOf, findingRoots } from '../../shared/doc/roots.ts';
import { plainTextOf } from '../../shared/doc/text.ts';
import type { Local } from '../../client/sync/local/database.ts';
import { evaluationsWithWork } from '../../client/sync/local/work.ts';
import type { SetAside } from '../../client/sync/saved.ts';
import type { TextReplica } from '../../client/sync/text-replica.ts';
import { ada, ben, chi, findingId, plan, planText, supply } from '../support/builders.ts';
import { fingerprint, holdsTogether } from '../support/invariants.ts';
import { Browser, type Tab } from '../unit/sync/browsers.ts';
import { aLocal } from '../unit/sync/disk.ts';
import { turns, World } from '../unit/sync/world.ts';

const writers = [ben, chi] as const;
export const sections = ['summary' as SectionId, planText, supply as string as SectionId];
const criteria = [plan, supply];

export type Step =
  | { readonly do: 'types' | 'erases' | 'words of a finding'; readonly who: number; readonly where: number; readonly at: number }
  | { readonly do: 'finding' | 'band'; readonly who: number; readonly where: number }
  | { readonly do: 'away' | 'back' | 'another tab'; readonly who: number }
  /** `one`: the tab, while others of theirs may go on; else the whole browser. */
  | { readonly do: 'ends'; readonly who: number; readonly one: boolean; readonly torn: boolean; readonly online: boolean }
  | { readonly do: 'signs off' | 'reopens'; readonly where: number }
  | { readonly do: 'misses the end'; readonly who: number; readonly where: number; readonly at: number }
  | { readonly do: 'adds again'; readonly who: number }
  | { readonly do: 'power cut' }
  | { readonly do: 'turns'; readonly count: number }
  | { readonly do: 'passes'; readonly seconds: number };

const who = fc.nat({ max: writers.length - 1 });
const where = fc.nat({ max: sections.length - 1 });
const at = fc.nat({ max: 1_000 });

export const stories: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.record({ do: fc.constantFrom('types' as const, 'types' as const, 'erases' as const), who, where, at }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('words of a finding' as const), who, where, at }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('finding' as const, 'band' as const), who, where }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('away' as const), who }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('back' as const), who }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('another tab' as const), who }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('ends' as const), who, one: fc.boolean(), torn: fc.boolean(), online: fc.boolean() }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('signs off' as const), where }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('reopens' as const), where }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('misses the end' as const), who, where, at }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('adds again' as const), who }) },
    { weight: 1, arbitrary: fc.constant({ do: 'power cut' as const }) },
    { weight: 8, arbitrary: fc.record({ do: fc.constant('turns' as const), count: fc.integer({ min: 1, max: 30 }) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('passes' as const), seconds: fc.constantFrom(0.25, 1, 3) }) },
  ),
  { minLength: 20, maxLength: 60 },
);

/** Something done, by the letter or id that marks it. */
type Deed = {
  readonly mark: string;
  readonly tab: Tab;
  /** What a later command of the same member on it takes the place of. */
  readonly thing: string | null;
  /** Its tab has said that nothing would be lost with it. */
  isKept: boolean;
  /** Somebody took the letter away again, gave another version, or its author has heard the no. */
  isOver: boolean;
};

export class Story {
  readonly #world: World;
  readonly #browsers: readonly Browser[];
  /** The tab each writes in; others of theirs go on beside it. */
  readonly #tabs: Tab[] = [];
  readonly #texts = new Map<Tab, Map<SectionId, TextReplica>>();
  readonly #deeds: Deed[] = [];
  #disks: readonly Local[] = [];
  #letters = 0x4e00;
  #findings = 0;

  private constructor(world: World) {
    this.#world = world;
    this.#browsers = writers.map(() => new Browser(world));
  }

  static async begin(): Promise<Story> {
    const story = new Story(await World.begin());
    story.#disks = await Promise.all(writers.map((member) => aLocal(member, 'looking')));
    for (const person of writers.keys()) await story.#opens(person, true);
    await story.#world.pass(1);
    return story;
  }

  async tell(step: Step): Promise<void> {
    switch (step.do) {
      case 'types':
      case 'words of a finding':
      case 'erases':
        this.#writes(step);
        break;
      case 'finding':
      case 'band':
        this.#gives(step);
        break;
      case 'away':
        this.#tab(step.who).goesOffline();
        break;
      case 'back':
        this.#tab(step.who).comesBack();
        break;
      case 'another tab':
        await this.#opens(step.who, this.#tab(step.who).isOnline);
        break;
      case 'ends':
        await this.#ends(step);
        break;
      case 'signs off':
      case 'reopens':
        await this.#leads(step);
        break;
      case 'misses the end':
        this.#tab(step.who).goesOffline();
        this.#writes({ ...step, do: 'types' });
        this.#gives({ ...step, do: 'finding' });
        this.#noteWhatIsKept();
        await this.#leads({ ...step, do: 'signs off' });
        await this.#world.pass(2);
        break;
      case 'adds again':
        await this.#addsAgain(this.#tab(step.who));
        break;
      case 'power cut':
        await this.#world.powerCut();
        break;
      case 'turns':
        await turns(step.count);
        break;
      case 'passes':
        await this.#world.pass(step.seconds);
    }
    this.#noteWhatIsKept();
  }

  /** Everybody is back, and all is quiet. */
  async end(): Promise<void> {
    const world = this.#world;
    for (const tab of this.#alive()) tab.comesBack();
    await world.until(() => this.#isQuiet(), 'quiet');
    await world.pass(2);
    await world.until(() => this.#isQuiet(), 'quiet');
    await this.#nothingIsLost();
    await this.#allAgree();
  }

  async destroy(): Promise<void> {
    await this.#world.end();
  }

  #tab(person: number): Tab {
    return must(this.#tabs[person], 'everybody has a tab');
  }

  #alive(): readonly Tab[] {
    return this.#world.tabs.filter(({ isAlive }) => isAlive);
  }

  async #opens(person: number, online: boolean): Promise<void> {
    const tab = await must(this.#browsers[person], 'a browser').opens(must(writers[person], 'a writer'), { online });
    this.#tabs[person] = tab;
    this.#texts.set(tab, new Map());
    for (const section of sections) this.#text(tab, section);
    await turns(40);
  }

  async #ends({ who: person, one, torn, online }: Extract<Step, { torn: boolean }>): Promise<void> {
    const theirs = this.#alive().filter(({ member }) => member === writers[person]);
    for (const tab of theirs) if (!one || tab === this.#tab(person)) tab.crash({ torn });
    await turns(2);
    const other = theirs.find(({ isAlive }) => isAlive);
    if (other) this.#tabs[person] = other;
    else await this.#opens(person, online);
  }

  /** As an editor joins: afresh once the one before is dead. */
  #text(tab: Tab, section: SectionId): TextReplica {
    const texts = must(this.#texts.get(tab), 'its texts');
    const known = texts.get(section);
    if (known && known.status.get() !== 'closed') return known;
    known?.close();
    const opened = tab.session.openText(section);
    texts.set(section, opened);
    return opened;
  }

  #writes({ do: what, who: person, where: place, at: position }: Extract<Step, { at: number }>): void {
    const tab = this.#tab(person);
    const text = this.#text(tab, must(sections[place], 'a section'));
    // What an editor that is shut takes in is nothing.
    if (text.status.get() !== 'live' || !text.writes.get()) return;
    const fragment = what === 'words of a finding' ? text.findingFragment(findingOf(position)) : text.fragment;
    if (what === 'erases') return this.#erases(text, fragment, position);
    const letter = String.fromCodePoint((this.#letters += 1));
    this.#deeds.push({ mark: letter, tab, thing: null, isKept: false, isOver: false });
    text.doc.transact(() => {
      const line = fragment.length === 0 || position % 4 === 0 ? null : (fragment.get(position % fragment.length) as Y.XmlElement).get(0);
      if (line instanceof Y.XmlText) return line.insert(position % (line.length + 1), letter);
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(letter)]);
      fragment.insert(position % (fragment.length + 1), [paragraph]);
    });
  }

  #erases({ doc }: TextReplica, fragment: Y.XmlFragment, position: number): void {
    if (fragment.length === 0) return;
    const line = (fragment.get(position % fragment.length) as Y.XmlElement).get(0);
    if (!(line instanceof Y.XmlText) || line.length === 0) return;
    const place = position % line.length;
    const gone = (line.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('')[place];
    for (const deed of this.#deeds) if (deed.mark === gone) deed.isOver = true;
    doc.transact(() => line.delete(place, 1));
  }

  #gives({ do: what, who: person, where: place }: Extract<Step, { do: 'finding' | 'band' }>): void {
    const tab = this.#tab(person);
    const section = must(sections[place], 'a section');
    const criterion = must(criteria[place % criteria.length], 'a criterion');
    const letter = String.fromCodePoint((this.#letters += 1));
    const finding = findingOf((this.#findings += 1));
    const isBand = what === 'band';
    const thing = isBand ? `${person} ${criterion}` : null;
    const command: Command = isBand
      ? { type: 'levels.set', criterion, levels: [{ from: 0, to: 20, text: letter }] }
      : { type: 'finding.add', finding, section, kind: 'observation', before: null };
    const base = isBand ? { base: tab.session.view.get()?.criteria[criterion]?.levelsVersion ?? 0 } : {};
    for (const deed of this.#deeds) if (thing !== null && deed.thing === thing) deed.isOver = true;
    const deed: Deed = { mark: isBand ? letter : finding, tab, thing, isKept: false, isOver: false };
    this.#deeds.push(deed);
    void tab.session.run(command, base).then(({ ok }) => {
      if (!ok) deed.isOver = true;
    });
  }

  async #leads({ do: what, where: place }: Extract<Step, { do: 'signs off' | 'reopens' }>): Promise<void> {
    const section = must(sections[place], 'a section');
    const state = (await this.#world.state()).sections[section]?.state;
    if (what === 'signs off' && state === 'open') await this.#world.does(ada, { type: 'section.signOff', sections: [section] });
    if (what === 'reopens' && state === 'signedOff')
      await this.#world.does(ada, { type: 'section.reopen', section, reason: 'More came in.' });
  }

  async #addsAgain({ session }: Tab): Promise<void> {
    const work = session.setAside.get().find((each) => session.canAddAgain(each));
    if (!work) return;
    void session.addAgain(work);
    await turns(1);
  }

  /** What a tab says of itself must be true: all that was done in one that keeps nothing in memory alone is kept. */
  #noteWhatIsKept(): void {
    for (const deed of this.#deeds) deed.isKept ||= deed.tab.isAlive && !deed.tab.session.keepsWork;
  }

  async #nothingIsLost(): Promise<void> {
    const texts = await Promise.all(sections.map((section) => this.#world.text(section)));
    const written = texts.flatMap((doc) => [bodyOf(doc), ...findingRoots(doc).values()].map(plainTextOf));
    const given = (await this.#world.store.readEvents(this.#world.evaluation)).map(({ body }) => body);
    const all = JSON.stringify([written, given]);
    const isLost = ({ mark, tab, isKept, isOver }: Deed) => {
      const records = must(
        this.#tabs.find(({ member }) => member === tab.member),
        'a tab of theirs',
      ).session.setAside.get();
      return isKept && !isOver && !all.includes(mark) && !records.some((work) => holds(work, mark));
    };
    expect(
      this.#deeds.filter(isLost).map(({ mark }) => mark),
      'kept, and neither in nor in a record',
    ).toEqual([]);
  }

  /** Everything is sent or set aside. */
  async #isQuiet(): Promise<boolean> {
    if (!this.#alive().every(({ session }) => ['saved', 'refused'].includes(session.saved.get().state))) return false;
    const work = await Promise.all(this.#disks.map((local) => evaluationsWithWork(local)));
    return work.flat().every(({ unsent }) => !unsent);
  }

  async #allAgree(): Promise<void> {
    const world = this.#world;
    for (const section of sections) {
      const truth = await world.text(section);
      const replicas = this.#alive().map((tab) => ({ tab, text: this.#text(tab, section) }));
      await world.until(() => replicas.every(({ text }) => text.status.get() === 'live'), 'each text');
      await world.until(() => this.#isQuiet(), 'quiet');
      // One that was opened from the disk just now is still to hear of what others wrote.
      const isInStep = ({ text }: { readonly text: TextReplica }) => isEqual(fingerprint(text.doc), fingerprint(truth));
      await world.until(() => replicas.every(isInStep), 'replicas in step').catch(() => undefined);
      for (const { text } of replicas) expect(fingerprint(text.doc)).toEqual(fingerprint(truth));
      await holdsTogether({
        store: world.store,
        key: `${world.evaluation}/text.${section}`,
        memory: Y.encodeStateAsUpdate(truth),
        replicas: replicas.map(({ tab, text }) => ({ name: tab.member, member: tab.member, doc: text.doc })),
      });
    }
    // Refused by a rule, never for what an honest client is.
    const codes = this.#alive().flatMap(({ session }) => session.setAside.get().map(({ code }) => code));
    expect(codes.filter((code) => !['section/signed-off', 'thing/stale'].includes(code))).toEqual([]);
  }
}

function findingOf(number: number): FindingId {
  return findingId(`f${number}x`);
}

/** It can be read there. */
function holds(work: SetAside, mark: string): boolean {
  if (work.kind === 'command') return JSON.stringify(work.command).includes(mark);
  return work.text.includes(mark);
}
