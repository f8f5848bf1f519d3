/** Sentences that are rightly the same as the Swedish ones, by language; `…` stands for what is filled in. */
export const sameInLanguages: Readonly<Record<'nb' | 'en', readonly string[]>> = {
  nb: [],
  en: [],
};
