/** Who wrote what in a section: whose client ids those in its document are. Asked for only when somebody wants to see it. */
import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { formatRoom, mayOpen, roomExists, type RoomName } from '../../shared/domain/audiences.ts';
import { EvaluationId, SectionId } from '../../shared/domain/ids.ts';
import { Authors } from '../../shared/protocol/http.ts';
import { answers, refused } from './answers.ts';
import { membershipOf } from './membership.ts';
import type { HttpDeps, HttpEnv } from './ports.ts';
import { signedIn } from './sessions.ts';

const authors = createRoute({
  method: 'get',
  path: '/api/evaluations/{id}/sections/{section}/authors',
  summary: 'Which member each client id in the text of a section belongs to',
  middleware: signedIn,
  request: { params: z.strictObject({ id: EvaluationId, section: SectionId }) },
  responses: answers(
    'Everybody who has written there, by client id; one member has many',
    Authors,
    'session/none',
    'evaluation/unknown',
    'role/not-a-member',
    'role/not-allowed',
    'section/unknown',
  ),
});

export function authorRoutes({ facts, store }: Pick<HttpDeps, 'facts' | 'store'>) {
  return new OpenAPIHono<HttpEnv>().openapi(authors, async (c) => {
    const { id, section } = c.req.valid('param');
    const membership = await membershipOf(facts, id, c.get('me').person.id, 'room.text');
    if (!membership.ok) return refused(c, membership.error);
    const { evaluation, member } = membership.value;
    const room: RoomName = { kind: 'text', section };
    if (!roomExists(evaluation, room)) return refused(c, 'section/unknown', { section });
    if (!mayOpen(evaluation, member, room)) return refused(c, 'role/not-allowed');
    const claims = await store.claimsOf(`${id}/${formatRoom(room)}`);
    return c.json({ authors: [...claims].map(([client, by]) => ({ client, member: by })) }, 200);
  });
}
