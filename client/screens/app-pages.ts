/** The pages the shell shows when there is no screen to show: why, and what to do. */
import { html, type TemplateResult } from 'lit';
import type { Failure } from '../api.ts';
import { pageText } from '../i18n/app.ts';
import { t } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { Ended } from '../sync/evaluation-session.ts';
import { calmPage, homeLink, reloadButton, retryButton } from './app-page.ts';

export function openingPage(): TemplateResult {
  return html`<div class="page narrow"><p class="note" role="status">${t(pageText).opening}</p></div>`;
}

/** Nobody is signed in. There is no password to ask for: one gets in by a link. */
export function outPage(): TemplateResult {
  const text = t(pageText);
  return calmPage(text.outTitle, [text.outInvited, text.outDevice, text.outNew]);
}

export function nonePage(): TemplateResult {
  return calmPage(t(pageText).noneTitle, [t(pageText).noneLede], homeLink());
}

export function failedPage(failure: Failure, retry: () => void): TemplateResult {
  return calmPage(t(pageText).failedTitle, [refusalSentence(failure.code, failure.facts)], retryButton(retry));
}

export function foreignPage(failure: Failure): TemplateResult {
  return calmPage(t(pageText).foreignTitle, [refusalSentence(failure.code, failure.facts)], homeLink());
}

export function contactPage(): TemplateResult {
  return calmPage(t(pageText).contactTitle, [t(pageText).contactLede], homeLink());
}

/** The files of a screen are not to be had: most often because the server has newer ones. */
export function staleScreenPage(): TemplateResult {
  return calmPage(t(pageText).failedTitle, [refusalSentence('network')], reloadButton());
}

export function endedPage(ended: Ended): TemplateResult {
  const text = t(pageText);
  switch (ended) {
    case 'signed-out':
      return calmPage(text.endedTitle, [text.endedLede]);
    case 'access-lost':
      return calmPage(text.lostTitle, [text.lostLede], homeLink());
    case 'client-too-old':
      return calmPage(text.oldTitle, [text.oldLede], reloadButton());
  }
}
