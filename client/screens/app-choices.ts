/** The two choices that stand both in the account menu and on one's own page: language and theme. */
import { html, type TemplateResult } from 'lit';
import { languageNames, languages, language as spoken, t, type Language } from '../i18n/language.ts';
import { barText } from '../i18n/app.ts';
import { chooseTheme, rememberedTheme, themes, type Theme } from '../controllers/theme.ts';

/** `id` keeps the labels of two of them on one page apart. */
export function languageChoice(id: string, choose: (language: Language) => void): TemplateResult {
  const chosen = (event: Event) => {
    const value = (event.target as HTMLSelectElement).value;
    const next = languages.find((each) => each === value);
    if (next) choose(next);
  };
  return html`<div class="field">
    <label class="label" for="${id}-language">${t(barText).language}</label>
    <select class="in" id="${id}-language" @change=${chosen}>
      ${languages.map((each) => html`<option value=${each} lang=${each} ?selected=${each === spoken()}>${languageNames[each]}</option>`)}
    </select>
  </div>`;
}

export function themeChoice(id: string, changed: (theme: Theme) => void): TemplateResult {
  const chosen = (event: Event) => {
    const value = (event.target as HTMLSelectElement).value;
    const next = themes.find((each) => each === value);
    if (!next) return;
    chooseTheme(next);
    changed(next);
  };
  const text = t(barText);
  return html`<div class="field">
    <label class="label" for="${id}-theme">${text.theme}</label>
    <select class="in" id="${id}-theme" @change=${chosen}>
      ${themes.map((each) => html`<option value=${each} ?selected=${each === rememberedTheme()}>${text[`theme.${each}`]}</option>`)}
    </select>
  </div>`;
}
