/** Roles and what each may do, as one table. Conflicts of interest and states of things come on top, in decide/. */
export const roleNames = ['lead', 'evaluator', 'reviewer', 'contact', 'observer'] as const;
export type Role = (typeof roleNames)[number];

const table = {
  'evaluation.steer': ['lead'],
  'text.write': ['lead', 'evaluator'],
  'levels.write': ['lead', 'evaluator'],
  'ballot.cast': ['lead', 'evaluator'],
  'ballots.see': ['lead', 'evaluator'],
  'consensus.steer': ['lead'],
  'stand.take': ['lead', 'evaluator'],
  'conflict.declare': ['lead', 'evaluator', 'reviewer'],
  'section.steer': ['lead'],
  'room.state': ['lead', 'evaluator', 'reviewer', 'observer'],
  'room.team': ['lead', 'evaluator', 'reviewer'],
  'room.text': ['lead', 'evaluator', 'reviewer', 'observer'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof table;
export const permissions: Record<Permission, readonly Role[]> = table;

export function may(role: Role, permission: Permission): boolean {
  return permissions[permission].includes(role);
}

/** Who scores unless a lead says otherwise. */
export function scoresByDefault(role: Role): boolean {
  return may(role, 'ballot.cast');
}
