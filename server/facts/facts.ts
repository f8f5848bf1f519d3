/**
 * The one serial writer of each evaluation's facts: judges a command, appends its events and what the projected rooms
 * make of them in one transaction, and lets it out only after that. Several nodes may race: the loser reads on and judges again.
 */
import { createHash } from 'node:crypto';
import { must } from '../../shared/domain/assert.ts';
import type { Admission, Envelope } from '../../shared/domain/commands.ts';
import { createEvaluation, decide, decideAdmission, decideSeal, type Verdict } from '../../shared/domain/decide/index.ts';
import { thingOf } from '../../shared/domain/decide/thing.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { Event } from '../../shared/domain/events.ts';
import { evolve } from '../../shared/domain/evolve/index.ts';
import { EvaluationId, idFrom, type InvitationId, type MemberId, type SectionId, type Time } from '../../shared/domain/ids.ts';
import { refusals, type Refusal } from '../../shared/domain/refusals.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import type { Answer, RunningFacts } from '../facts-port.ts';
import type { Batch, Lost, Ports, Timers } from '../ports.ts';
import type { ProjectedRooms, TextRooms } from '../rooms/ports.ts';
import { canonical, chain } from '../storage/chain.ts';
import { emptyHead, happened, loadLog, projectChanges, readNames, type Loaded } from './loaded.ts';
import { createQueue } from './queue.ts';
import { sealHash, sealName } from './seals.ts';
import { createSealing } from './sealing.ts';

/** A lost race is normal with several nodes; this many in a row is not. */
const tries = 8;

type Append = {
  readonly by: MemberId | null;
  readonly at: Time;
  readonly events: readonly Event[];
  /** Goes into the same transaction; told the seq of the first event. */
  readonly also: (firstSeq: number) => Batch;
};

export type FactsInput = {
  readonly ports: Ports;
  readonly rooms: ProjectedRooms & Omit<TextRooms, 'readText'>;
  /** In place of the clock on the wall. */
  readonly timers?: Timers;
};

export function createFacts({ ports, rooms, timers = wallTimers }: FactsInput): RunningFacts {
  const { store, clock, random, log } = ports;
  const loaded = new Map<EvaluationId, Loaded>();
  const serial = createQueue();
  const sealing = createSealing({
    timers,
    log,
    isOwed: (id, section) => rooms.isOwed(id, section),
    // Of many that wait for each other only the one under way holds up the server's end.
    seal: (id, section) => serial(id, async () => (sealing.isStopped ? null : sealNow(id, section))),
  });

  /** Folds the log and brings the rooms to what it says: they lag after an upgrade that projects more, or a change of name. */
  async function load(id: EvaluationId): Promise<Loaded | null> {
    for (let i = 0; i < tries; i++) {
      const known = loaded.get(id);
      if (known) return known;
      const read = await loadLog(store, id);
      if (!read) return null;
      const names = await readNames(store, read.state);
      const shown = await show({ ...read, names, rooms: new Map<string, string>() }, read.state, {});
      if (shown.ok) return shown.value;
    }
    throw new Error('lost the race for the rooms too often');
  }

  /** Commits `batch` together with what changes in the rooms when `before` becomes `state`. */
  async function show(
    before: Loaded,
    state: Evaluation,
    batch: Batch,
    end: Pick<Loaded, 'head' | 'at'> = before,
  ): Promise<Result<Loaded, Lost>> {
    const isNewcomer = Object.keys(state.members).some((id) => before.names[id as MemberId] === undefined);
    const names = isNewcomer ? await readNames(store, state) : before.names;
    const { changed, texts } = projectChanges(state, names, before.rooms);
    const staged = await rooms.stage(state.id, changed);
    let committed: Result<null, Lost> = ok(null);
    try {
      const isEmpty = staged.updates.length === 0 && Object.keys(batch).length === 0;
      if (!isEmpty) committed = await store.commit([{ ...batch, updates: [...(batch.updates ?? []), ...staged.updates] }]);
    } catch (error) {
      staged.abandon();
      loaded.delete(state.id);
      throw error;
    }
    if (!committed.ok) {
      staged.abandon();
      loaded.delete(state.id);
      return committed;
    }
    const after: Loaded = { state, head: end.head, at: end.at, names, rooms: texts };
    loaded.set(state.id, after);
    staged.publish();
    rooms.review(state.id, state);
    sealing.watch(state);
    return ok(after);
  }

  async function append(before: Loaded, { by, at, events, also }: Append): Promise<Result<number, Lost>> {
    const rows = chain(
      before.state.id,
      before.head,
      events.map((event) => ({ at, by, event })),
      random,
    );
    const state = rows.reduce<Evaluation>((folded, row) => evolve(folded, happened(row)), before.state);
    const last = must(rows.at(-1), 'a verdict that says yes has events');
    const batch: Batch = { events: { evaluation: state.id, rows }, ...also(before.head.seq + 1) };
    const shown = await show(before, state, batch, { head: { seq: last.seq, hash: last.hash }, at });
    return shown.ok ? ok(last.seq) : shown;
  }

  /** Never earlier than what has already happened: a clock set back must not turn the log around. */
  function nowAfter(before: Loaded): Time {
    return Math.max(clock.now(), before.at);
  }

  async function submitNow(id: EvaluationId, member: MemberId, envelope: Envelope): Promise<Answer | Lost> {
    const bodyHash = createHash('sha256')
      .update(canonical({ base: envelope.base, command: envelope.command }))
      .digest('hex');
    const former = await store.findCommand(id, member, envelope.id);
    if (former) return former.bodyHash === bodyHash ? (JSON.parse(former.answer) as Answer) : otherBody;

    const before = await load(id);
    if (!before) return noEvaluation;
    const now = nowAfter(before);
    const verdict = decide(before.state, envelope.command, member, now, envelope.base);
    const row = (answer: Answer, firstSeq: number | null) => ({
      evaluation: id,
      row: { member, id: envelope.id, bodyHash, firstSeq, answer: JSON.stringify(answer) },
    });
    if (verdict.ok !== true) {
      const answer = refused(must(refusalOf(verdict), 'nothing is undecided on the whole state'), () =>
        thingOf(before.state, envelope.command, member),
      );
      // Nobody who is not in the team leaves rows behind, nor who no longer is.
      if (before.state.members[member]?.removed === false) {
        const kept = await store.commit([{ command: row(answer, null) }]);
        if (!kept.ok) return kept.error;
      }
      return answer;
    }
    const lastSeq = before.head.seq + verdict.events.length;
    const appended = await append(before, {
      by: member,
      at: now,
      events: verdict.events,
      also: (firstSeq) => ({ command: row({ ok: true, status: 200, seq: lastSeq }, firstSeq) }),
    });
    return appended.ok ? { ok: true, status: 200, seq: appended.value } : appended.error;
  }

  async function admitNow(id: EvaluationId, by: MemberId, admission: Admission, uses?: InvitationId): Promise<Answer | Lost> {
    const before = await load(id);
    if (!before) return noEvaluation;
    const at = nowAfter(before);
    const owner = (await store.findPerson(by))?.owner ?? false;
    const verdict = decideAdmission(before.state, admission, { member: by, owner });
    if (verdict.ok !== true) return refused(must(refusalOf(verdict), 'nothing is undecided on the whole state'));
    const also = (): Batch => (uses ? { uses: { invitation: uses, by: admission.member, at } } : {});
    const appended = await append(before, { by, at, events: verdict.events, also });
    return appended.ok ? { ok: true, status: 200, seq: appended.value } : appended.error;
  }

  /**
   * One commit: the seal in the text's own stream, the event with the hash, the state under its name, and what the rooms make of it.
   * The text is kept still meanwhile, so that what is hashed is what is sealed.
   */
  async function sealNow(id: EvaluationId, section: SectionId): Promise<Evaluation | null> {
    for (let i = 0; i < tries; i++) {
      const before = await load(id);
      if (before?.state.sections[section]?.state !== 'closing') return before?.state ?? null;
      // Asked first: a store that can't write would have everybody in the section sent away for nothing.
      await store.ready();
      const held = await rooms.holdText(id, section);
      const { doc, update, seal } = held;
      try {
        const verdict = decideSeal(before.state, { section, hash: sealHash(doc, before.state, section), seq: seal.seq });
        if (verdict.ok !== true) throw new Error(`a section that is closing can't be sealed: ${refusalOf(verdict)?.code}`);
        const also = (): Batch => ({ updates: [update], names: [{ ...seal, name: sealName(before.state, section) }] });
        const appended = await append(before, { by: null, at: nowAfter(before), events: verdict.events, also });
        if (appended.ok) {
          held.publish();
          return (await load(id))?.state ?? null;
        }
      } catch (error) {
        held.abandon();
        throw error;
      }
      held.abandon();
    }
    throw new Error('lost the race for the seal too often');
  }

  /** Judges again after a lost race; a store that can't write answers 503, so that the sender tries again. */
  async function persistently(id: EvaluationId, attempt: () => Promise<Answer | Lost>): Promise<Answer | { lost: 'invitation' }> {
    try {
      for (let i = 0; i < tries; i++) {
        const answer = await attempt();
        if (!('lost' in answer)) return answer;
        if (answer.lost === 'invitation') return { lost: 'invitation' };
      }
      log.error({ evaluation: id }, 'lost the race for the log too often');
    } catch (error) {
      log.error({ evaluation: id, err: error }, 'a command could not be committed');
    }
    return notReady;
  }

  return {
    async create({ subject, instrument, lead }) {
      const id = EvaluationId.parse(idFrom(random.bytes(40)));
      await serial(id, async () => {
        const at = clock.now();
        const events = createEvaluation({ id, subject, instrument, lead });
        const rows = chain(id, emptyHead(id), events.map((event) => ({ at, by: lead, event })), random); // prettier-ignore
        const state = must(
          rows.reduce<Evaluation | null>((folded, row) => evolve(folded, happened(row)), null),
          'creating leaves a state',
        );
        const last = must(rows.at(-1), 'creating leaves events');
        const none: Loaded = { state, head: emptyHead(id), at, names: {}, rooms: new Map() };
        const shown = await show(none, state, { events: { evaluation: id, rows } }, { head: { seq: last.seq, hash: last.hash }, at });
        if (!shown.ok) throw new Error('an id drawn at random was taken');
      });
      return id;
    },
    async get(id) {
      return (loaded.get(id) ?? (await serial(id, () => load(id))))?.state ?? null;
    },
    list: () => store.listEvaluations(),
    async submit(id, member, envelope) {
      const answer = await serial(id, () => persistently(id, () => submitNow(id, member, envelope)));
      return 'lost' in answer ? notReady : answer;
    },
    admit: (id, by, admission, uses) => serial(id, () => persistently(id, () => admitNow(id, by, admission, uses))),
    async renamed(person) {
      const affected = [...loaded].filter(([, { state }]) => state.members[person]).map(([id]) => id);
      for (const id of affected) {
        await serial(id, async () => {
          const before = await load(id);
          if (before) await show({ ...before, names: await readNames(store, before.state) }, before.state, {});
        });
      }
    },
    async resume() {
      for (const id of await store.listUnfinished('section.closing', 'section.signedOff')) {
        // One evaluation that can't be read must not keep the others from being finished, nor the server from starting.
        await serial(id, () => load(id)).catch((error: unknown) =>
          log.error({ evaluation: id, err: error }, 'what was begun could not be finished'),
        );
      }
    },
    stop: () => sealing.stop(),
  };
}

const wallTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms).unref();
    return () => clearTimeout(timer);
  },
};

function refusalOf(verdict: Exclude<Verdict, { ok: true }>): Refusal | null {
  return verdict.ok === false ? verdict.refusal : null;
}

function refused({ code, rule, facts }: Refusal, current?: () => unknown): Answer {
  const answer = { ok: false, status: refusals[code], code, rule, facts } as const;
  return code === 'thing/stale' && current ? { ...answer, current: current() } : answer;
}

const otherBody: Answer = { ok: false, status: 409, code: 'command/other-body', rule: 'V4', facts: {} };
const noEvaluation: Answer = { ok: false, status: 404, code: 'evaluation/unknown', rule: 'A1', facts: {} };
const notReady: Answer = { ok: false, status: 503, code: 'server/not-ready', rule: 'V5', facts: {} };
