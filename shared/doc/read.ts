/**
 * From rooms back to facts: the evaluation as this member may see it, in the very shape `decide` and `evolve` work on.
 * What the member may not see is missing and counted (`unseen`), or marked (`whole: false`).
 */
import type * as Y from 'yjs';
import type { AreaId, CriterionId, EvaluationId, EvidenceId, FindingId, InterviewId, MemberId, SectionId } from '../domain/ids.ts';
import type { Instrument } from '../domain/instrument.ts';
import {
  sectionsOf,
  type Ballot,
  type Consensus,
  type CriterionFacts,
  type Evaluation,
  type Evidence,
  type Finding,
  type Interview,
  type Note,
  type Member,
  type Round,
} from '../domain/evaluation.ts';
import { entryKey, entrySchemas, type EntryKind, type EntryOf } from './entries.ts';
import type { Names } from './project.ts';
import { factsOf } from './roots.ts';

/** The rooms this member has open and whole. A room that is missing is one they may not open or that is still on its way. */
export type Rooms = {
  readonly state: Y.Doc;
  readonly team: Y.Doc | null;
  readonly me: Y.Doc | null;
  readonly ballots: ReadonlyMap<AreaId, Y.Doc>;
};
export type Fault = { readonly key: string; readonly message: string };
export type Read = { readonly evaluation: Evaluation; readonly names: Names; readonly faults: readonly Fault[] };

/** null until `state` holds an evaluation. */
export function readRooms(rooms: Rooms, me: MemberId): Read | null {
  const reader = newReader();
  const state = reader.of(rooms.state);
  const evaluation = state.get('evaluation');
  const subject = state.get('subject');
  const instrument = state.get('instrument');
  const phase = state.get('phase');
  const policy = state.get('policy');
  if (!evaluation || !subject || !instrument || !phase || !policy) return null;

  const team = reader.of(rooms.team);
  const own = reader.of(rooms.me);
  const criteria: Record<CriterionId, CriterionFacts> = {};
  for (const area of instrument.areas) {
    const ballots = reader.of(rooms.ballots.get(area.id) ?? null);
    for (const { id } of area.criteria) criteria[id] = readCriterion(id, me, state, team, own, ballots);
  }

  const members = state.all('member');
  const read: Evaluation = {
    id: evaluation.id as EvaluationId,
    createdAt: evaluation.createdAt,
    subject,
    instrument: instrument as Evaluation['instrument'],
    phase,
    policy,
    members: Object.fromEntries(members.map(({ name: _name, ...member }) => [member.id, member satisfies Member])),
    criteria,
    ...readSections(instrument as Instrument, state),
    evidence: Object.fromEntries(team.all('evidence').map((piece): [EvidenceId, Evidence] => [piece.id, piece])),
    interviews: readInterviews(team),
    teamSeen: rooms.team !== null,
    seq: 0,
  };
  return { evaluation: read, names: Object.fromEntries(members.map((member) => [member.id, member.name])), faults: reader.faults };
}

function readSections(instrument: Instrument, state: Entries): Pick<Evaluation, 'sections' | 'findings' | 'findingOrder'> {
  const findings = Object.fromEntries(state.all('finding').map((finding): [FindingId, Finding] => [finding.id, finding]));
  const found = sectionsOf(instrument).flatMap((id) => {
    const facts = state.get('section', id);
    // An order never names what could not be read.
    const order = (state.get('findings', id) ?? []).filter((finding) => findings[finding]);
    return facts ? [{ id, facts, order }] : [];
  });
  return {
    findings,
    sections: Object.fromEntries(found.map(({ id, facts }) => [id, facts])),
    findingOrder: Object.fromEntries(found.map(({ id, order }): [SectionId, readonly FindingId[]] => [id, order])),
  };
}

function readInterviews(team: Entries): Evaluation['interviews'] {
  const notes: Record<string, Record<CriterionId, Record<MemberId, Note>>> = {};
  for (const [[interview = '', criterion = '', member = ''], note] of team.keyed('note')) {
    const ofLine = (notes[interview] ??= {});
    (ofLine[criterion as CriterionId] ??= {})[member as MemberId] = note;
  }
  return Object.fromEntries(
    team.all('interview').map((line): [InterviewId, Interview] => [line.id, { ...line, notes: notes[line.id] ?? {} }]),
  );
}

function readCriterion(id: CriterionId, me: MemberId, state: Entries, team: Entries, own: Entries, ballots: Entries): CriterionFacts {
  const entry = state.get('criterion', id);
  const levels = state.get('levels', id);
  const latest = entry?.rounds.at(-1)?.number;
  const rounds = (entry?.rounds ?? [{ number: 1, closedAt: null, revealedAt: null }]).map((round): Round => {
    const mine = own.get('ballot', id, round.number);
    const seen = ballots.get('round', id, round.number) ?? (mine?.ballot ? [mine.ballot] : []);
    const cast = round.number === latest ? (entry?.cast ?? 0) : seen.length;
    return {
      ...round,
      ballots: Object.fromEntries(seen.map((ballot) => [ballot.member, ballot satisfies Ballot])),
      versions: mine ? { [me]: mine.version } : {},
      unseen: Math.max(0, cast - seen.length),
    };
  });
  const stands = ballots.get('stands', id) ?? [];
  return {
    state: entry?.state ?? 'open',
    // Rooms arrive one by one: a reveal seen in `state` before its ballots are in is not whole either.
    whole: rounds.every((round) => round.revealedAt === null || ballots.get('round', id, round.number) !== undefined),
    rounds,
    consensus: team.get('consensus', id) ?? pointsAlone(state.get('points', id)),
    stands: Object.fromEntries(stands.map((stand) => [stand.member, stand])),
    levels: levels?.levels ?? [],
    levelsVersion: levels?.version ?? 0,
  };
}

/** An agreement of which this member may see nothing but the points. */
function pointsAlone(entry: EntryOf<'points'> | undefined): Consensus | null {
  return entry ? { ...entry, reason: '', by: null, outside: false } : null;
}

/** Who has cast in the current round, if the policy shows it. */
export function whoHasCast(state: Y.Doc, criterion: CriterionId): readonly MemberId[] | null {
  return newReader().of(state).get('criterion', criterion)?.who ?? null;
}

type Entries = {
  get<K extends EntryKind>(kind: K, ...path: readonly (string | number)[]): EntryOf<K> | undefined;
  all<K extends EntryKind>(kind: K): readonly EntryOf<K>[];
  /** With the path that follows the kind in each key. */
  keyed<K extends EntryKind>(kind: K): readonly (readonly [readonly string[], EntryOf<K>])[];
};

// Values of a Y.Map keep their identity until they change, so each is parsed once, not at every keystroke of somebody else.
const parsed = new WeakMap<object, unknown>();

function newReader() {
  const faults: Fault[] = [];
  function parse<K extends EntryKind>(kind: K, key: string, value: unknown): EntryOf<K> | undefined {
    if (value === undefined) return undefined;
    const isObject = typeof value === 'object' && value !== null;
    if (isObject && parsed.has(value)) return parsed.get(value) as EntryOf<K> | undefined;
    const result = entrySchemas[kind].safeParse(value);
    if (!result.success) faults.push({ key, message: result.error.message });
    if (isObject) parsed.set(value, result.data);
    return result.data as EntryOf<K> | undefined;
  }
  return {
    faults: faults as readonly Fault[],
    of(doc: Y.Doc | null): Entries {
      const map = doc && factsOf(doc);
      function keyed<K extends EntryKind>(kind: K) {
        const found: (readonly [readonly string[], EntryOf<K>])[] = [];
        for (const key of map?.keys() ?? []) {
          const value = key.startsWith(`${kind}/`) ? parse(kind, key, map?.get(key)) : undefined;
          if (value !== undefined) found.push([key.split('/').slice(1), value]);
        }
        return found;
      }
      return {
        get: (kind, ...path) => parse(kind, entryKey(kind, ...path), map?.get(entryKey(kind, ...path))),
        all: (kind) => keyed(kind).map(([, value]) => value),
        keyed,
      };
    },
  };
}
