/** The language of this device before anybody is known here: the one last spoken, else the first of the browser's that we speak. */
import { languages, preferredLanguage, setLanguage, type Language } from '../i18n/language.ts';
import { read, write } from './theme.ts';

const key = 'samsyn.language';

export function rememberedLanguage(): Language {
  const kept = read(key);
  return languages.find((each) => each === kept) ?? preferredLanguage(navigator.languages);
}

export function speak(language: Language): void {
  write(key, language);
  setLanguage(language);
}
