/** What a visitor is to an evaluation, asked before anything of it is answered. */
import { z } from '@hono/zod-openapi';
import type { Evaluation, Member } from '../../shared/domain/evaluation.ts';
import { EvaluationId, InvitationId } from '../../shared/domain/ids.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import { may, type Permission } from '../../shared/domain/permissions.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import type { Facts } from '../facts-port.ts';
import type { Store } from '../ports.ts';
import type { NameOf } from './card.ts';

export const EvaluationParams = z.strictObject({ id: EvaluationId });
export const InvitationParams = z.strictObject({ id: EvaluationId, invitation: InvitationId });

export type Membership = { readonly evaluation: Evaluation; readonly member: Member };
export type NoMembership = 'evaluation/unknown' | 'role/not-a-member' | 'role/not-allowed';

/** The visitor's own place in the evaluation; with `permission`, only if the role has it. */
export async function membershipOf(
  facts: Facts,
  id: EvaluationId,
  person: MemberId,
  permission?: Permission,
): Promise<Result<Membership, NoMembership>> {
  const evaluation = await facts.get(id);
  if (!evaluation) return err('evaluation/unknown');
  const member = evaluation.members[person];
  if (!member || member.removed) return err('role/not-a-member');
  if (permission && !may(member.role, permission)) return err('role/not-allowed');
  return ok({ evaluation, member });
}

/** Names of these people, asked for at once; somebody unknown has an empty one. */
export async function namesOf(store: Store, ids: Iterable<MemberId>): Promise<NameOf> {
  const people = await store.findPeople([...new Set(ids)]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? '';
}
