/** Every text of an evaluation in one answer, for the databases of browsers: what was never opened can be read, and begun, offline. */
import { createHash } from 'node:crypto';
import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import type { TypedResponse } from 'hono';
import { compress } from 'hono/compress';
import { formatRoom, mayOpen, type RoomName } from '../../shared/domain/audiences.ts';
import type { Evaluation, Member } from '../../shared/domain/evaluation.ts';
import type { EvaluationId, MemberId, SectionId } from '../../shared/domain/ids.ts';
import { sectionsOf } from '../../shared/domain/evaluation.ts';
import { limits } from '../../shared/domain/limits.ts';
import { Texts, type TextBytes } from '../../shared/protocol/http.ts';
import type { RoomEnd } from '../ports.ts';
import { answers, refused } from './answers.ts';
import { createAttempts } from './attempts.ts';
import { EvaluationParams, membershipOf } from './membership.ts';
import type { HttpDeps, HttpEnv } from './ports.ts';
import { signedIn } from './sessions.ts';

const path = '/api/evaluations/{id}/texts';
const texts = createRoute({
  method: 'get',
  path,
  summary: 'All texts that one may read, as Yjs bytes; with If-None-Match only if there is more than then',
  middleware: signedIn,
  request: { params: EvaluationParams },
  responses: {
    ...answers(
      'A text for each section, in the order of the report',
      Texts,
      'session/none',
      'evaluation/unknown',
      'role/not-a-member',
      'rate/too-fast',
    ),
    304: { description: 'Nothing was written since the answer with that ETag' },
  },
});

export function textRoutes({ facts, store, rooms, clock, log }: Pick<HttpDeps, 'facts' | 'store' | 'rooms' | 'clock' | 'log'>) {
  // A whole answer may take a second of work; "nothing new" takes none and is not counted.
  const tries = createAttempts(limits.wholeTexts, clock);
  const running = new Map<MemberId, number>();
  const isBusy = (reader: MemberId) =>
    (running.get(reader) ?? 0) >= limits.textAnswers.perMember ||
    [...running.values()].reduce((sum, count) => sum + count, 0) >= limits.textAnswers.overall;
  const counted = (reader: MemberId, change: 1 | -1) => {
    const count = (running.get(reader) ?? 0) + change;
    if (count > 0) running.set(reader, count);
    else running.delete(reader);
  };

  /** One text after the other, each read when the one before has been taken: never more than one in memory for one reader. */
  async function* pieces(id: EvaluationId, reader: MemberId, sections: readonly SectionId[]): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    let before = '{"texts":[';
    counted(reader, 1);
    try {
      for (const section of sections) {
        // Asked again for each: the answer may take as long as the reader's line does.
        const evaluation = await facts.get(id);
        const member = evaluation?.members[reader];
        if (!evaluation || !member || !mayOpen(evaluation, member, { kind: 'text', section })) continue;
        const { epoch, seq, state } = await rooms.readText(id, section);
        const text: TextBytes = { section, epoch, seq, bytes: Buffer.from(state).toString('base64') };
        yield encoder.encode(before + JSON.stringify(text));
        before = ',';
      }
      yield encoder.encode(before === ',' ? ']}' : `${before}]}`);
    } catch (error) {
      // Cut off in the middle it is no JSON, and nobody takes it for the whole.
      log.error({ evaluation: id, err: error }, 'texts could not be read');
      throw error;
    } finally {
      counted(reader, -1);
    }
  }

  const app = new OpenAPIHono<HttpEnv>();
  app.use('/api/evaluations/:id/texts', compress({ encoding: 'gzip' }));
  return app.openapi(texts, async (c) => {
    const { id } = c.req.valid('param');
    const membership = await membershipOf(facts, id, c.get('me').person.id);
    if (!membership.ok) return refused(c, membership.error as 'evaluation/unknown' | 'role/not-a-member');
    const { evaluation, member } = membership.value;
    const sections = readable(evaluation, member);
    // Taken before anything is read: what is written meanwhile is in the bytes or comes next time, and is never left out for good.
    const tag = tagOf(id, member.id, sections, await store.endsOf(id));
    c.header('ETag', tag);
    if (c.req.header('if-none-match') === tag) return c.body(null, 304) as unknown as TypedResponse<object, 304, string>;
    const wait = isBusy(member.id) ? busySeconds : tries.take(member.id);
    if (wait !== null) {
      c.header('Retry-After', String(wait));
      return refused(c, 'rate/too-fast', { seconds: wait });
    }
    const body = ReadableStream.from(pieces(id, member.id, sections));
    return c.body(body, 200, { 'Content-Type': 'application/json' }) as unknown as TypedResponse<Texts, 200, 'json'>;
  });
}

/** When somebody may ask again whose other answers are still under way. */
const busySeconds = 10;

function readable(evaluation: Evaluation, member: Member): readonly SectionId[] {
  return sectionsOf(evaluation.instrument).filter((section) => mayOpen(evaluation, member, { kind: 'text', section }));
}

/**
 * Stands for what these texts hold and for whom: another member on the same computer gets bytes of their own. The time of each
 * last row is in it because a store put back to an earlier day counts the same numbers once more.
 */
function tagOf(id: EvaluationId, member: MemberId, sections: readonly SectionId[], ends: Readonly<Record<string, RoomEnd>>): string {
  const hash = createHash('sha256').update(`${id} ${member}`);
  for (const section of sections) {
    const room: RoomName = { kind: 'text', section };
    const { epoch, seq, at } = ends[formatRoom(room)] ?? { epoch: 1, seq: 0, at: 0 };
    hash.update(` ${section} ${epoch} ${seq} ${at}`);
  }
  return `W/"${hash.digest('base64url')}"`;
}
