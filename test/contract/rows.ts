/** Rows to put into a store. Ids are real in form: twenty letters that begin with their name. */
import type { CommandId, EvaluationId, InvitationId, MemberId } from '../../shared/domain/ids.ts';
import type { Instrument } from '../../shared/domain/instrument.ts';
import type { Batch, CommandRow, EventRow, Invitation, Person, RoomKey, UpdateRow } from '../../server/ports.ts';
import kommunkompassen from '../../shared/instruments/kommunkompassen-2020.json' with { type: 'json' };

const id = (name: string) => name.padEnd(20, '0');
export const evaluationId = (name: string) => id(name) as EvaluationId;
export const commandId = (name: string) => id(name) as CommandId;
export const invitationId = (name: string) => id(name) as InvitationId;
export const [ada, ben, chi] = ['ada', 'ben', 'chi'].map(id) as [MemberId, MemberId, MemberId];
export const [torsas, vellinge] = ['torsas', 'vellinge'].map(id) as [EvaluationId, EvaluationId];
export const text = (name: string, evaluation = torsas): RoomKey => `${evaluation}/text.${name}`;
export const noon = 1_763_812_800_000;
export const anInstrument = kommunkompassen as unknown as Instrument;

export function eventRow(seq: number, over: Partial<EventRow> = {}): EventRow {
  return {
    seq,
    at: noon + seq,
    by: ada,
    type: 'round.closed',
    version: 1,
    body: `{"n":${seq}}`,
    prevHash: `p${seq}`,
    hash: `h${seq}`,
    ...over,
  };
}

export function updateRow(seq: number, over: Partial<UpdateRow> = {}): UpdateRow {
  return { seq, at: noon + seq, by: ben, clientIds: [], bytes: Uint8Array.of(seq % 256, 0, 255), ...over };
}

export function commandRow(name: string, over: Partial<CommandRow> = {}): CommandRow {
  return { member: ada, id: commandId(name), bodyHash: 'b', firstSeq: null, answer: '{"ok":false}', ...over };
}

export function aPerson(person: MemberId, over: Partial<Person> = {}): Person {
  return { id: person, name: 'Åsa Öberg', language: 'sv', owner: false, createdAt: noon, ...over };
}

export function anInvitation(name: string, over: Partial<Invitation> = {}): Invitation {
  return {
    id: invitationId(name),
    tokenHash: `token of ${name}`,
    evaluation: torsas,
    role: 'evaluator',
    note: null,
    by: ada,
    createdAt: noon,
    expiresAt: noon + 1_000,
    usedBy: null,
    usedAt: null,
    revokedAt: null,
    ...over,
  };
}

export const events = (evaluation: EvaluationId, ...seqs: number[]): Batch => ({
  events: { evaluation, rows: seqs.map((seq) => eventRow(seq)) },
});
export const updates = (room: RoomKey, epoch: number, ...seqs: number[]): Batch => ({
  updates: [{ room, epoch, rows: seqs.map((seq) => updateRow(seq)) }],
});
export const command = (name: string, over: Partial<CommandRow> = {}): Batch => ({
  command: { evaluation: torsas, row: commandRow(name, over) },
});
export const uses = (name: string, by: MemberId, at = noon): Batch => ({ uses: { invitation: invitationId(name), by, at } });
