/** The marks of the bands: a caliper that opens the further apart the ballots are. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { Band } from '../../shared/domain/agreement.ts';

const drawings: Record<Band, SVGTemplateResult> = {
  green: svg`<path d="M10 2V12M18 2V12" stroke-width="2" /><circle cx="14" cy="7" r="2" fill="currentColor" stroke="none" />`,
  amber: svg`<path d="M7 2V12M21 2V12" stroke-width="2" /><path d="M7 7H21" stroke-width="1.5" />`,
  red: svg`<path d="M3 2V12M25 2V12" stroke-width="2" /><path d="M3 7H25" stroke-width="4" />`,
  deep: svg`<path d="M1.5 1V13M26.5 1V13" stroke-width="3" /><path d="M2 7H10.5M17.5 7H26" stroke-width="5" />`,
  one: svg`<path d="M14 2V12" stroke-width="2" />`,
};

/** 28 × 14 in the colour of the text. With a name it is a picture of its own, without one its word stands beside it. */
export function bandMark(band: Band, name: string | null) {
  return svg`<svg width="28" height="14" viewBox="0 0 28 14" fill="none" stroke="currentColor"
    role=${name === null ? 'presentation' : 'img'} aria-label=${name ?? nothing}>${drawings[band]}</svg>`;
}
