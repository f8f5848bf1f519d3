/** The phases of an evaluation and the ways between them. Conditions for a move stand in decide/frame.ts. */
export const phases = {
  planning: { next: ['gathering'], back: null },
  gathering: { next: ['scoring'], back: 'planning' },
  scoring: { next: ['calibrating'], back: 'gathering' },
  calibrating: { next: ['reviewing'], back: 'scoring' },
  reviewing: { next: ['factCheck', 'published'], back: 'calibrating' },
  factCheck: { next: ['published'], back: 'reviewing' },
  published: { next: [], back: null },
} as const satisfies Record<string, { next: readonly string[]; back: string | null }>;

export type Phase = keyof typeof phases;
export const phaseNames = Object.keys(phases) as [Phase, ...Phase[]];

/** Where ballots are cast; a criterion's own state decides the rest. */
export const ballotPhases: readonly Phase[] = ['scoring', 'calibrating'];
/** Where rounds are closed, revealed and opened again. Entering `calibrating` closes what is ready. */
export const roundPhases: readonly Phase[] = ['calibrating'];
/** Where the team agrees, stands, locks and reopens. */
export const recordPhases: readonly Phase[] = ['calibrating', 'reviewing'];
/** Where the team may still change its own words for what a band of points takes, criterion by criterion while open. */
export const levelPhases: readonly Phase[] = ['planning', 'gathering', 'scoring', 'calibrating'];
/** Everything but `published`: where what is written goes on being written. */
export const unpublishedPhases: readonly Phase[] = phaseNames.filter((phase) => phase !== 'published');
/** Where sections are signed off. */
export const signOffPhases: readonly Phase[] = ['gathering', 'scoring', 'calibrating', 'reviewing', 'factCheck'];
/** From here on a change of policy needs a reason, and a conflict is taken back by another lead alone: somebody may have scored by it. */
export function hasScoringBegun(phase: Phase): boolean {
  return phase !== 'planning' && phase !== 'gathering';
}
