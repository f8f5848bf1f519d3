/** What the shell's own pages are: light DOM (the document's styles and labels hold), one heading, one column. */
import { html, nothing, type TemplateResult } from 'lit';
import { pageText } from '../i18n/app.ts';
import { commonText } from '../i18n/common.ts';
import { t } from '../i18n/language.ts';
import { SamElement } from '../ui/element.ts';

export class Page extends SamElement {
  protected override createRenderRoot(): this {
    return this;
  }
}

/** A page that says one thing and what to do about it. */
export function calmPage(title: string, ledes: readonly string[], action: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<div class="page narrow stack">
    <div class="page-head"><h1 tabindex="-1">${title}</h1></div>
    ${ledes.map((lede) => html`<p>${lede}</p>`)} ${action === nothing ? nothing : html`<div class="row">${action}</div>`}
  </div>`;
}

export function homeLink(): TemplateResult {
  return html`<a class="btn" href="/">${t(pageText).toEvaluations}</a>`;
}

export function reloadButton(): TemplateResult {
  return html`<button type="button" class="btn primary" @click=${() => location.reload()}>${t(commonText).reload}</button>`;
}

export function retryButton(retry: () => void): TemplateResult {
  return html`<button type="button" class="btn primary" @click=${retry}>${t(commonText).tryAgain}</button>`;
}
