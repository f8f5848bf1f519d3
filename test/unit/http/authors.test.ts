/** Who wrote what over HTTP: whose client ids these are, for whoever may read the text, and for nobody else. */
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { EvaluationId, MemberId } from '../../../shared/domain/ids.ts';
import { Authors } from '../../../shared/protocol/http.ts';
import type { RoomKey } from '../../../server/ports.ts';
import { aServer, no } from './harness.ts';

/** A section in which Olle has written in two tabs and Ada in one; the server itself wrote a row, too. */
async function aWrittenSection() {
  const server = aServer();
  const olle = await server.owner();
  const id = await server.evaluation(olle.at);
  const ada = await server.member(olle.at, id, 'evaluator', 'Ada');
  const room: RoomKey = `${id}/text.one.a`;
  const row = (seq: number, by: MemberId | null, clientIds: readonly number[]) => ({
    seq,
    at: server.time.now,
    by,
    clientIds,
    bytes: Y.encodeStateAsUpdate(new Y.Doc()),
  });
  const rows = [row(1, olle.id, [7]), row(2, ada.id, [8]), row(3, olle.id, [0xffffffff]), row(4, null, [])];
  expect(await server.store.commit([{ updates: [{ room, epoch: 1, rows }] }])).toMatchObject({ ok: true });
  return { server, olle, ada, id };
}
const path = (id: EvaluationId | string, section = 'one.a') => `/api/evaluations/${id}/sections/${section}/authors`;

describe('who wrote in a section', () => {
  test('is said by client id: one member has many, and what the server wrote is nobody’s', async () => {
    const { olle, ada, id } = await aWrittenSection();
    const { authors } = Authors.parse((await ada.at.get(path(id))).body);
    expect(authors).toEqual([
      { client: 7, member: olle.id },
      { client: 8, member: ada.id },
      { client: 0xffffffff, member: olle.id },
    ]);
  });

  test('is nobody where nobody has', async () => {
    const { ada, id } = await aWrittenSection();
    expect((await ada.at.get(path(id, 'summary'))).body).toEqual({ authors: [] });
  });

  test.each(['lead', 'evaluator', 'reviewer', 'observer'] as const)('is told to a %s, who may read the text', async (role) => {
    const { server, olle, id } = await aWrittenSection();
    const { at } = await server.member(olle.at, id, role, 'Nils');
    expect([(await at.get(path(id))).status, (await at.get(path(id))).body['authors']]).toEqual([
      200,
      expect.objectContaining({ length: 3 }),
    ]);
  });

  test('is kept by no cache', async () => {
    const { ada, id } = await aWrittenSection();
    expect((await ada.at.get(path(id))).response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('who wrote in a section is not told', () => {
  test('to a contact, a stranger, somebody removed, nobody', async () => {
    const { server, olle, ada, id } = await aWrittenSection();
    const eli = await server.member(olle.at, id, 'contact', 'Eli');
    const elsewhere = await server.evaluation(olle.at, 'Vellinge');
    const sten = await server.member(olle.at, elsewhere, 'lead', 'Sten');
    await server.command(olle.at, id, { type: 'member.remove', member: ada.id });
    expect(no(await eli.at.get(path(id)))).toEqual([403, 'role/not-allowed']);
    expect(no(await sten.at.get(path(id)))).toEqual([403, 'role/not-a-member']);
    expect(no(await ada.at.get(path(id)))).toEqual([403, 'role/not-a-member']);
    expect(no(await server.visitor().get(path(id)))).toEqual([401, 'session/none']);
  });

  test.each(['two.c', 'constructor', 'one'.repeat(3)])('of a section that is none: %s', async (section) => {
    const { ada, id } = await aWrittenSection();
    expect(no(await ada.at.get(path(id, section)))).toEqual([404, 'section/unknown']);
  });

  test('of an evaluation that is none, or of an address that is nonsense', async () => {
    const { ada, id } = await aWrittenSection();
    expect(no(await ada.at.get(path('x'.repeat(20))))).toEqual([404, 'evaluation/unknown']);
    expect(no(await ada.at.get(path(id, 'One_A')))).toEqual([400, 'input/malformed']);
    expect((await ada.at.get(`${path(id)}?all=1`)).status).toBe(400);
  });
});
