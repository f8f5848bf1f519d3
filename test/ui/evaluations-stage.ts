/** The page's side of the tests of the list of evaluations: the screen with a server that is a few answers in memory. */
import '../../client/screens/evaluations.ts';
import type { EvaluationsApi } from '../../client/screens/evaluations/ports.ts';
import { setLanguage, type Language } from '../../client/i18n/language.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import type { EvaluationId, InstrumentId, MemberId } from '../../shared/domain/ids.ts';
import type { EvaluationCard, Evaluations, Instruments, Ruler } from '../../shared/protocol/http.ts';
import type { Failure } from '../../client/sync/ports.ts';
import { memberId } from '../support/builders.ts';

export type Story = {
  readonly owner?: boolean;
  readonly cards?: readonly Partial<EvaluationCard>[];
  readonly others?: readonly string[];
  /** Instruments there are; two unless said. */
  readonly instruments?: number;
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
  /** The list cannot be fetched. */
  readonly offline?: boolean;
};

const me = memberId('leila');
const named = (name: string) => ({ id: memberId(name.toLowerCase()), name });
export const evaluationId = (at: number) => `evaluation${at}`.padEnd(20, '0') as EvaluationId;

/** Eight areas with 36 criteria; the first `done` of them tall. */
function ruler(done: number, conflict = -1): Ruler {
  let left = done;
  return [5, 4, 5, 5, 5, 4, 4, 4].map((size, area) => ({
    area: `area-${area}` as Ruler[number]['area'],
    marks: Array.from({ length: size }, () => (area === conflict ? 'conflict' : left-- > 0 ? 'done' : 'not')),
  }));
}

export function aCard(at: number, changes: Partial<EvaluationCard>): EvaluationCard {
  return {
    id: evaluationId(at),
    subject: { name: 'Exempelby', year: 2026, visit: '10–12 november' },
    instrument: { id: 'kommunkompassen-3.1' as InstrumentId, label: 'Kommunkompassen 3.1', subjectNoun: 'kommun' },
    phase: 'scoring',
    role: 'evaluator',
    leads: [named('Karin')],
    criteria: 36,
    states: null,
    mine: { cast: 24, of: 32, ruler: ruler(24, 6) },
    agreed: { count: 0, of: 36, ruler: ruler(0) },
    waits: { code: 'ballots', count: 8 },
    present: [],
    ...changes,
  };
}

const network: Failure = { status: 0, code: 'network', facts: {}, rule: '' };

export class Server implements EvaluationsApi {
  found: Evaluations;
  offline: boolean;
  asked = 0;
  readonly created: unknown[] = [];
  refusal: Failure | null = null;
  readonly #instruments: Instruments;

  constructor({ cards = [], others = [], instruments = 2, offline = false }: Story) {
    this.offline = offline;
    this.found = {
      mine: cards.map((card, at) => aCard(at, card)),
      others: others.map((name, at) => ({
        id: evaluationId(50 + at),
        subject: { name, year: 2025 },
        instrument: { id: 'kommunkompassen-3.1' as InstrumentId, label: 'Kommunkompassen 3.1' },
        leads: [named('Birgitta')],
      })),
    };
    this.#instruments = {
      instruments: ['2020', '3.1'].slice(0, instruments).map((version) => ({
        id: `kommunkompassen-${version}` as InstrumentId,
        label: `Kommunkompassen ${version}`,
        name: 'Kommunkompassen',
        version,
        owner: 'SKR',
        language: 'sv',
        areas: 8,
        criteria: 36,
        maxPoints: 800,
      })),
    };
  }

  readonly instruments: EvaluationsApi['instruments'] = async () => this.#answer(this.#instruments);

  readonly evaluations: EvaluationsApi['evaluations'] = async () => {
    this.asked += 1;
    return this.#answer(this.found);
  };

  readonly createEvaluation: EvaluationsApi['createEvaluation'] = async (input) => {
    if (this.refusal) return err(this.refusal);
    this.created.push(input);
    return ok({ id: evaluationId(99) });
  };

  readonly appointLead: EvaluationsApi['appointLead'] = async (id, { member }) => {
    const other = this.found.others.find((each) => each.id === id);
    if (this.refusal || !other) return err(this.refusal ?? network);
    const leads = [...other.leads, { id: member as MemberId, name: 'Leila' }];
    const card = aCard(0, { id, role: 'lead', leads, subject: { ...other.subject, visit: null }, mine: null, waits: { code: 'nothing' } });
    this.found = { mine: [...this.found.mine, card], others: this.found.others.filter((each) => each.id !== id) };
    return ok({ seq: 9 });
  };

  /** Cards as they are from the next question on. */
  change(at: number, changes: Partial<EvaluationCard>): void {
    this.found = { ...this.found, mine: this.found.mine.map((card, place) => (place === at ? { ...card, ...changes } : card)) };
  }

  #answer<T>(value: T): Result<T, Failure> {
    return this.offline ? err(network) : ok(value);
  }
}

/** Puts the screen on the page; where its links lead is kept in `visited`. */
export async function stage(story: Story): Promise<void> {
  if (story.theme) document.documentElement.dataset['theme'] = story.theme;
  setLanguage(story.language ?? 'sv');
  window.server = new Server(story);
  window.visited = [];
  document.addEventListener('click', (event) => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link) return;
    event.preventDefault();
    window.visited.push(link.pathname);
  });
  const screen = document.createElement('sam-evaluations-screen');
  screen.me = { id: me, name: 'Leila', language: 'sv', owner: story.owner ?? false };
  screen.api = window.server;
  document.querySelector('#stage')?.replaceChildren(screen);
  await screen.updateComplete;
  await document.fonts.ready;
}

declare global {
  interface Window {
    server: Server;
    visited: string[];
  }
}
