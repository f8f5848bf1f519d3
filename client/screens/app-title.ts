/** What stands in the window's title, and where the focus goes when one has moved. */
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { Place } from '../controllers/places.ts';
import { barText, pageText } from '../i18n/app.ts';
import { accountText } from '../i18n/account.ts';
import { t } from '../i18n/language.ts';
import { placeOfSection } from './evaluation/places.ts';

/** The nearest thing first: a criterion, its evaluation, Samsyn. */
export function titleOf(place: Place, view: Evaluation | null): string {
  const subject = view && t(barText).subject(view.subject.name, view.subject.year);
  return [wordOf(place, view), subject, 'Samsyn'].filter((part) => part !== null && part !== '').join(' · ');
}

function wordOf(place: Place, view: Evaluation | null): string {
  const text = t(barText);
  switch (place.name) {
    case 'evaluation':
      return sectionName(place.section, view) ?? text.evaluation;
    case 'evaluations':
    case 'instruments':
    case 'interviews':
    case 'evidence':
    case 'overview':
    case 'people':
      return text[place.name];
    case 'me':
      return t(accountText).title;
    case 'none':
      return t(pageText).noneTitle;
    case 'join':
    case 'owner':
    case 'device':
      return '';
  }
}

function sectionName(section: Extract<Place, { name: 'evaluation' }>['section'], view: Evaluation | null): string | null {
  const found = section && view && placeOfSection(view.instrument, section);
  if (!found || found.kind === 'summary') return null;
  const { code, name } = found.kind === 'area' ? found.area : found.criterion;
  return `${code} ${name}`;
}

/** How long a screen may take to show its heading before the focus is left where it is, ms. */
const patience = 5_000;

/** Takes the focus to the main heading as soon as there is one, unless the reader has moved it meanwhile. `scroll`: to the top as well. */
export function arrive(main: HTMLElement, scroll: boolean): void {
  if (scroll) window.scrollTo(0, 0);
  const land = () => {
    const heading = main.querySelector<HTMLElement>('h1');
    if (!heading) return false;
    if (!main.contains(document.activeElement)) {
      if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    return true;
  };
  if (land()) return;
  const watch = new MutationObserver(() => land() && watch.disconnect());
  watch.observe(main, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), patience);
}
