/** Which address is which screen. Unknown ones are `none`; nothing is guessed. */
import { EvaluationId, SectionId } from '../../shared/domain/ids.ts';

export type Place =
  | { readonly name: 'evaluations' | 'instruments' | 'me' | 'join' | 'owner' | 'device' | 'none' }
  | { readonly name: 'evaluation'; readonly id: EvaluationId; readonly section: SectionId | null }
  | { readonly name: Wing; readonly id: EvaluationId };
export type PlaceName = Place['name'];

/** Screens of an evaluation beside its sections, each under its own word. */
const wings = ['interviews', 'evidence', 'overview', 'people'] as const;
export type Wing = (typeof wings)[number];

// A map: an object would know `/constructor`, too.
const single: ReadonlyMap<string, 'evaluations' | 'instruments' | 'me' | 'join' | 'owner' | 'device'> = new Map([
  ['', 'evaluations'],
  ['instruments', 'instruments'],
  ['me', 'me'],
  ['join', 'join'],
  ['owner', 'owner'],
  ['device', 'device'],
]);

/** `path` as in `location.pathname`. */
export function placeOf(path: string): Place {
  const [first = '', second = '', third, fourth, ...more] = path.replace(/^\//, '').replace(/\/$/, '').split('/');
  const none = { name: 'none' } as const;
  if (more.length > 0) return none;
  if (first !== 'e') return second === '' && third === undefined ? { name: single.get(first) ?? 'none' } : none;
  const id = EvaluationId.safeParse(second);
  if (!id.success) return none;
  if (third === undefined) return { name: 'evaluation', id: id.data, section: null };
  const wing = wings.find((each) => each === third);
  if (wing && fourth === undefined) return { name: wing, id: id.data };
  const section = SectionId.safeParse(fourth);
  return third === 's' && section.success ? { name: 'evaluation', id: id.data, section: section.data } : none;
}

/** The evaluation a place lies in, or null. */
export function evaluationOf(place: Place): EvaluationId | null {
  return 'id' in place ? place.id : null;
}
