/** The page's side of the tests of the overview: an evaluation of Torsås scored as far as wanted, seen by one member. */
import '../../client/screens/overview.ts';
import { setLanguage, type Language } from '../../client/i18n/language.ts';
import { criteriaOf, type Evaluation } from '../../shared/domain/evaluation.ts';
import type { Event } from '../../shared/domain/events.ts';
import type { AreaId, CriterionId, MemberId } from '../../shared/domain/ids.ts';
import { Instrument } from '../../shared/domain/instrument.ts';
import { defaultPolicy, type Policy } from '../../shared/domain/policy.ts';
import kommunkompassen from '../../shared/instruments/kommunkompassen-2020.json' with { type: 'json' };
import published from '../../shared/instruments/published-results.json' with { type: 'json' };
import { ada, after, anEvaluation, ben, chi, disa, eli, oda, withBallots, withStands } from '../support/builders.ts';
import { World } from '../support/fake-session.ts';

export type Who = 'ada' | 'ben' | 'chi' | 'disa' | 'oda';
export type Story = {
  readonly me: Who;
  /** How many criteria, from the first, are agreed (all of them locked if all are); the next `revealed`, `closed` and `open` follow. */
  readonly agreed?: number;
  readonly revealed?: number;
  readonly closed?: number;
  readonly conflicts?: Partial<Record<Who, readonly string[]>>;
  /** Who abstains everywhere. */
  readonly abstains?: Who;
  readonly policy?: Partial<Policy>;
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
};

const ids: Record<Who, MemberId> = { ada, ben, chi, disa, oda };
const names = { [ada]: 'Karin', [ben]: 'Anders', [chi]: 'Leila', [disa]: 'Birgitta', [eli]: 'Eli', [oda]: 'Oda' } as Record<
  MemberId,
  string
>;
const torsas: Readonly<Record<string, number>> = published.results[0]?.criteria ?? {};

/** Ada on the agreed points, Ben a little above, Chi below: the further, the later in the instrument. */
function ballotsFor(id: CriterionId, max: number, at: number, story: Story, conflicted: (who: Who) => boolean) {
  const agreed = torsas[id] ?? 0;
  const within = (points: number) => Math.max(0, Math.min(max, points));
  const points: Partial<Record<Who, number | null>> = { ada: agreed, ben: within(agreed + (at % 3)), chi: within(agreed - (at % 7)) };
  if (story.abstains) points[story.abstains] = null;
  return Object.fromEntries(
    Object.entries(points)
      .filter(([who]) => !conflicted(who as Who))
      .map(([who, each]) => [ids[who as Who], each]),
  );
}

export function scored(story: Story): Evaluation {
  const { agreed = 0, revealed = 0, closed = 0, conflicts = {}, policy = {} } = story;
  const instrument = Instrument.parse(kommunkompassen);
  const declared = Object.fromEntries(Object.entries(conflicts).map(([who, areas]) => [ids[who as Who], areas as readonly AreaId[]]));
  let state = anEvaluation({ phase: 'calibrating', conflicts: declared, instrument });
  state = after(state, ada, { type: 'policy.changed', policy: { ...defaultPolicy, ...policy }, reason: 'a test' });
  const all = criteriaOf(instrument);
  all.forEach(({ id, maxPoints }, at) => {
    const area = instrument.areas.find(({ criteria }) => criteria.some((each) => each.id === id))?.id ?? '';
    const conflicted = (who: Who) => conflicts[who]?.includes(area) ?? false;
    const way: readonly (Event | 'stands')[] = [
      { type: 'round.closed', criterion: id, round: 1, reason: null },
      { type: 'round.revealed', criterion: id, round: 1 },
      { type: 'consensus.agreed', criterion: id, points: torsas[id] ?? 0, reason: 'As in the report.', version: 1, outside: false },
      'stands',
      { type: 'criterion.locked', criterion: id },
    ];
    const whole = agreed === all.length;
    const far = at < agreed ? (whole ? 5 : 4) : at < agreed + revealed ? 2 : at < agreed + revealed + closed ? 1 : 0;
    const ballots = ballotsFor(id, maxPoints, at, story, conflicted);
    // Open rounds have all ballots but the last.
    const cast = far > 0 ? Object.entries(ballots) : Object.entries(ballots).slice(0, -1);
    state = withBallots(state, id, Object.fromEntries(cast));
    for (const step of way.slice(0, far)) state = step === 'stands' ? withStands(state, id) : after(state, ada, step);
  });
  return state;
}

export class OverviewStage {
  readonly world: World;

  constructor(story: Story) {
    this.world = new World(scored(story), names);
    const screen = document.createElement('sam-overview-screen');
    screen.session = this.world.session(ids[story.me]);
    document.querySelector('#stage')?.replaceChildren(screen);
  }

  reveal(criterion: string): void {
    const { facts, evaluation } = this.world;
    facts.set(after(evaluation, ada, { type: 'round.revealed', criterion: criterion as CriterionId, round: 1 }));
  }

  agree(criterion: string, points: number): void {
    const { facts, evaluation } = this.world;
    const id = criterion as CriterionId;
    facts.set(
      after(evaluation, ada, { type: 'consensus.agreed', criterion: id, points, reason: 'Talked through.', version: 1, outside: false }),
    );
  }
}

export async function stage(story: Story): Promise<void> {
  if (story.theme) document.documentElement.dataset['theme'] = story.theme;
  setLanguage(story.language ?? 'sv');
  window.overview = new OverviewStage(story);
  await document.querySelector('sam-overview-screen')?.updateComplete;
  await document.fonts.ready;
}

declare global {
  interface Window {
    overview: OverviewStage;
  }
}
