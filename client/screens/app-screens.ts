/** The screens, each fetched when one first goes there, and what each is handed. */
import { html, type TemplateResult } from 'lit';
import type { Me } from '../../shared/protocol/http.ts';
import type { Place, PlaceName } from '../controllers/places.ts';
import type { EvaluationSession } from '../sync/evaluation-session.ts';

export type ScreenName = Exclude<PlaceName, 'none'>;

const fetchers: Readonly<Record<ScreenName, () => Promise<unknown>>> = {
  evaluations: () => import('./evaluations.ts'),
  instruments: () => import('./instruments.ts'),
  evaluation: () => import('./evaluation.ts'),
  interviews: () => import('./interviews.ts'),
  evidence: () => import('./evidence.ts'),
  overview: () => import('./overview.ts'),
  people: () => import('./people.ts'),
  me: () => import('./account.ts'),
  join: () => import('./join.ts'),
  owner: () => import('./owner.ts'),
  device: () => import('./device.ts'),
};

/** false: its files can't be had (no network, or the server has newer ones). */
export async function fetchScreen(name: ScreenName): Promise<boolean> {
  try {
    await fetchers[name]();
    return true;
  } catch {
    return false;
  }
}

/** Screens behind links: they are there for whoever is not signed in yet, too. */
export function isOpenToAll(place: Place): boolean {
  return place.name === 'join' || place.name === 'owner' || place.name === 'device';
}

export function linkScreen(place: Place): TemplateResult {
  if (place.name === 'join') return html`<sam-join-screen></sam-join-screen>`;
  return place.name === 'owner' ? html`<sam-owner-screen></sam-owner-screen>` : html`<sam-device-screen></sam-device-screen>`;
}

export function ownScreen(place: Place, me: Me): TemplateResult {
  if (place.name === 'instruments') return html`<sam-instruments-screen .me=${me}></sam-instruments-screen>`;
  if (place.name === 'me') return html`<sam-account-screen .me=${me}></sam-account-screen>`;
  return html`<sam-evaluations-screen .me=${me}></sam-evaluations-screen>`;
}

export function sessionScreen(place: Place, session: EvaluationSession, me: Me): TemplateResult {
  if (place.name === 'interviews') return html`<sam-interviews-screen .session=${session}></sam-interviews-screen>`;
  if (place.name === 'evidence') return html`<sam-evidence-screen .session=${session}></sam-evidence-screen>`;
  if (place.name === 'overview') return html`<sam-overview-screen .session=${session}></sam-overview-screen>`;
  if (place.name === 'people') return html`<sam-people-screen .session=${session} .me=${me}></sam-people-screen>`;
  const section = place.name === 'evaluation' ? place.section : null;
  return html`<sam-evaluation-screen .session=${session} .section=${section}></sam-evaluation-screen>`;
}
