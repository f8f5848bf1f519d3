/** Over random stories: the log folds to what memory holds, and what a browser reads back decides as the server does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../shared/domain/assert.ts';
import { formatRoom, mayOpen, roomsOf } from '../../shared/domain/audiences.ts';
import { decide, decideSeal } from '../../shared/domain/decide/index.ts';
import { activeMembers, hasConflict, type Evaluation, type Member } from '../../shared/domain/evaluation.ts';
import { evolve, replay } from '../../shared/domain/evolve/index.ts';
import { eventTypes, type Event, type Happened } from '../../shared/domain/events.ts';
import type { MemberId, SectionId } from '../../shared/domain/ids.ts';
import { projectAll } from '../../shared/doc/project.ts';
import { readRooms } from '../../shared/doc/read.ts';
import { factsOf } from '../../shared/doc/roots.ts';
import { aStory, aWrittenStory, commandOf, type Step } from '../support/arbitraries.ts';
import {
  anEvaluation,
  ben,
  chi,
  evidenceId,
  findingId,
  inShort,
  inState,
  interviewId,
  noon,
  plan,
  planText,
  roads,
  supply,
  withBallots,
  withEvidence,
  withFindings,
  withInterviews,
} from '../support/builders.ts';

type Played = { readonly states: readonly Evaluation[]; readonly log: readonly Happened[] };

/** Stories begin before scoring, and in the middle of a calibration: few random ones would get there by themselves. */
const starts: readonly Evaluation[] = [
  anEvaluation({ phase: 'gathering' }),
  withBallots(inState(anEvaluation({ phase: 'calibrating' }), plan, 'revealed'), supply, { [ben]: 7, [chi]: 12 }),
  inState(inState(anEvaluation({ phase: 'calibrating', conflicts: { [chi]: [roads] } }), plan, 'agreed'), supply, 'closed'),
];

/** Stories about writing begin where something is written. */
const written: Evaluation = withInterviews(
  withEvidence(withFindings(anEvaluation({ conflicts: { [chi]: [roads] } }), planText, findingId('f0'), findingId('f1')), evidenceId('e0')),
  interviewId('i0'),
);

function play(story: readonly Step[], start = must(starts[story.length % starts.length], 'a start')): Played {
  const states = [start];
  const log: Happened[] = [];
  let state = start;
  for (const step of story) {
    const verdict = decide(state, commandOf(state, step), step.who, noon);
    if (verdict.ok === 'undecided') throw new Error(`undecided on the whole state: ${verdict.rule}`);
    const sealed = verdict.ok || step.b % 3 === 0 ? [] : sealsOf(state);
    for (const [by, event] of [...(verdict.ok ? verdict.events : []).map((each) => [step.who, each] as const), ...sealed]) {
      const happened = { seq: state.seq + 1, at: noon, by, event };
      log.push(happened);
      state = evolve(state, happened);
    }
    states.push(state);
  }
  return { states, log };
}

/** What the server does by itself, in time, to what is closing. */
function sealsOf(state: Evaluation): readonly (readonly [null, Event])[] {
  return (Object.keys(state.sections) as SectionId[]).flatMap((section) => {
    const verdict = decideSeal(state, { section, hash: '5ea1'.repeat(16), seq: 1 });
    return verdict.ok === true ? verdict.events.map((event) => [null, event] as const) : [];
  });
}

/** The rooms as this member's browser holds them. */
function roomsFor(state: Evaluation, member: Member) {
  const projected = projectAll(state, {});
  const docs = new Map<string, Y.Doc>();
  for (const room of roomsOf(state, member)) {
    if (room.kind === 'text') continue;
    const doc = new Y.Doc();
    for (const [key, value] of Object.entries(projected.get(formatRoom(room)) ?? {})) factsOf(doc).set(key, value);
    docs.set(formatRoom(room), doc);
  }
  const ballots = state.instrument.areas.flatMap((area) => {
    const doc = docs.get(`ballots.${area.id}`);
    return doc ? [[area.id, doc] as const] : [];
  });
  return { state: docs.get('state'), team: docs.get('team') ?? null, me: docs.get(`me.${member.id}`) ?? null, ballots: new Map(ballots) };
}

/** `late`: the rooms but `state` are still on their way. */
function viewOf(state: Evaluation, member: Member, late = false): Evaluation | null {
  const { state: shared, ...rooms } = roomsFor(state, member);
  const here = late ? { team: null, me: null, ballots: new Map<never, never>() } : rooms;
  return shared ? (readRooms({ state: shared, ...here }, member.id)?.evaluation ?? null) : null;
}

describe('random stories', () => {
  test('[V6] folding the log again gives the state in memory', () => {
    fc.assert(
      fc.property(aStory(), (story) => {
        const { states, log } = play(story);
        const start = states[0] as Evaluation;
        expect(log.reduce<Evaluation>((state, happened) => evolve(state, happened), start)).toEqual(states.at(-1));
        expect(replay([])).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  test('[A7] a view decides as the server, or says undecided', () => {
    let decided = 0;
    fc.assert(
      fc.property(aStory(40), aStory(6), (story, questions) => {
        const state = play(story).states.at(-1) as Evaluation;
        for (const question of questions) {
          const member = state.members[question.who];
          const view = member && !member.removed ? viewOf(state, member) : null;
          if (!member || !view) continue;
          const command = commandOf(state, question);
          const here = inShort(decide(view, command, member.id, noon));
          if (here === 'undecided') continue;
          decided += 1;
          expect(here).toBe(inShort(decide(state, command, member.id, noon)));
        }
      }),
      { numRuns: 300 },
    );
    expect(decided).toBeGreaterThan(300);
  });

  test('[V6] folding again a log of writing gives the state in memory', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(aWrittenStory(120), (story) => {
        const { states, log } = play(story, written);
        expect(log.reduce<Evaluation>((state, happened) => evolve(state, happened), written)).toEqual(states.at(-1));
        for (const { event } of log) reached.add(event.type);
      }),
      { numRuns: 200 },
    );
    const kinds = eventTypes.filter((type) => /^(finding|evidence|interview|section)\./.test(type));
    expect(kinds.filter((type) => !reached.has(type))).toEqual([]);
  });

  test('[F8][E7] every finding has one place in its section, every piece one number', () => {
    fc.assert(
      fc.property(aWrittenStory(120), (story) => {
        const { findings, findingOrder, evidence } = play(story, written).states.at(-1) as Evaluation;
        const placed = Object.entries(findingOrder).flatMap(([section, order]) => order.map((id) => [id, section]));
        expect(placed.toSorted()).toEqual(Object.values(findings).map(({ id, section }) => [id, section]).toSorted()); // prettier-ignore
        const numbers = Object.values(evidence).map(({ number }) => number);
        expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1));
      }),
      { numRuns: 100 },
    );
  });

  test('[A7] a view of what is written decides as the server, or says undecided, and loses nothing of it on the way', () => {
    const decided = { all: 0, late: 0 };
    fc.assert(
      fc.property(aWrittenStory(60), aWrittenStory(8), fc.boolean(), (story, questions, late) => {
        const state = play(story, written).states.at(-1) as Evaluation;
        for (const question of questions) {
          const member = state.members[question.who];
          const view = member && !member.removed ? viewOf(state, member, late) : null;
          if (!member || !view) continue;
          const { findings, findingOrder, sections, evidence, interviews } = state;
          expect([view.findings, view.findingOrder, view.sections]).toEqual([findings, findingOrder, sections]);
          const seesTeam = !late && mayOpen(state, member, { kind: 'team' });
          expect([view.teamSeen, view.evidence, view.interviews]).toEqual(seesTeam ? [true, evidence, interviews] : [false, {}, {}]);
          const command = commandOf(state, question);
          // One's own ballots lie in a room that may be on its way: only the server can tell their versions then.
          const base = question.a % 2 && !command.type.startsWith('ballot.') ? question.b % 3 : undefined;
          const here = inShort(decide(view, command, member.id, noon, base));
          if (here === 'undecided') continue;
          decided[late ? 'late' : 'all'] += 1;
          expect(here).toBe(inShort(decide(state, command, member.id, noon, base)));
        }
      }),
      { numRuns: 300 },
    );
    expect(decided.all).toBeGreaterThan(300);
    expect(decided.late).toBeGreaterThan(100);
  });

  test('[A2][A3] a view holds another member’s ballot only after reveal and without a conflict there', () => {
    let seen = 0;
    fc.assert(
      fc.property(aStory(80), (story) => {
        const state = play(story).states.at(-1) as Evaluation;
        for (const member of activeMembers(state)) {
          const view = viewOf(state, member);
          for (const area of view?.instrument.areas ?? []) {
            const allowed = mayOpen(state, member, { kind: 'ballots', area: area.id });
            if (hasConflict(member, area.id)) expect(allowed).toBe(false);
            for (const { id } of area.criteria) {
              for (const [i, round] of (view?.criteria[id]?.rounds ?? []).entries()) {
                const others = Object.keys(round.ballots).filter((each) => (each as MemberId) !== member.id);
                seen += others.length;
                if (others.length > 0) expect([allowed, state.criteria[id]?.rounds[i]?.revealedAt]).toEqual([true, noon]);
                if (allowed && round.revealedAt !== null) expect(round.ballots).toEqual(state.criteria[id]?.rounds[i]?.ballots);
              }
            }
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(100);
  });
});
