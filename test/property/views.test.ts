/** Over random stories: the log folds to what memory holds, and what a browser reads back decides as the server does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../shared/domain/assert.ts';
import { formatRoom, mayOpen, roomsOf } from '../../shared/domain/audiences.ts';
import { decide } from '../../shared/domain/decide/index.ts';
import { activeMembers, hasConflict, type Evaluation, type Member } from '../../shared/domain/evaluation.ts';
import { evolve, replay } from '../../shared/domain/evolve/index.ts';
import type { Happened } from '../../shared/domain/events.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import { projectAll } from '../../shared/doc/project.ts';
import { readRooms } from '../../shared/doc/read.ts';
import { factsOf } from '../../shared/doc/roots.ts';
import { aStory, commandOf, type Step } from '../support/arbitraries.ts';
import { anEvaluation, ben, chi, inShort, inState, noon, plan, roads, supply, withBallots } from '../support/builders.ts';

type Played = { readonly states: readonly Evaluation[]; readonly log: readonly Happened[] };

/** Stories begin before scoring, and in the middle of a calibration: few random ones would get there by themselves. */
const starts: readonly Evaluation[] = [
  anEvaluation({ phase: 'gathering' }),
  withBallots(inState(anEvaluation({ phase: 'calibrating' }), plan, 'revealed'), supply, { [ben]: 7, [chi]: 12 }),
  inState(inState(anEvaluation({ phase: 'calibrating', conflicts: { [chi]: [roads] } }), plan, 'agreed'), supply, 'closed'),
];

function play(story: readonly Step[]): Played {
  const start = must(starts[story.length % starts.length], 'a start');
  const states = [start];
  const log: Happened[] = [];
  let state = start;
  for (const step of story) {
    const verdict = decide(state, commandOf(state, step), step.who, noon);
    if (verdict.ok === 'undecided') throw new Error(`undecided on the whole state: ${verdict.rule}`);
    for (const event of verdict.ok ? verdict.events : []) {
      const happened = { seq: state.seq + 1, at: noon, by: step.who, event };
      log.push(happened);
      state = evolve(state, happened);
    }
    states.push(state);
  }
  return { states, log };
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

function viewOf(state: Evaluation, member: Member): Evaluation | null {
  const { state: shared, ...rooms } = roomsFor(state, member);
  return shared ? (readRooms({ state: shared, ...rooms }, member.id)?.evaluation ?? null) : null;
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
