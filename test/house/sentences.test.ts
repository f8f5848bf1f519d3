/** Every sentence in every language: none missing, none left in Swedish, none against the rules of wording. */
import { expect, test } from 'vitest';
import { refusals } from '../../shared/domain/refusals.ts';
import { httpRefusals } from '../../shared/protocol/http.ts';
import { sameInLanguages } from './same-in-languages.ts';
import { wordsOf } from './sources.ts';

type Subject = Record<string, string | ((...facts: never[]) => string)>;
interface Sentence {
  /** `file key` */
  readonly key: string;
  readonly language: string;
  readonly text: string;
  readonly swedish: string;
}

const modules = import.meta.glob<Record<string, unknown>>('../../client/i18n/*.ts', { eager: true });
const languages = ['en', 'sv', 'nb'] as const;

function isSubject(value: unknown): value is Record<(typeof languages)[number], Subject> {
  return (
    typeof value === 'object' && value !== null && languages.every((one) => typeof (value as Record<string, unknown>)[one] === 'object')
  );
}

const subjects = Object.entries(modules).flatMap(([path, module]) =>
  Object.values(module)
    .filter(isSubject)
    .map((subject) => ({ file: path.replace(/^.*\//, '').replace(/\.ts$/, ''), subject })),
);
const sentences: readonly Sentence[] = subjects.flatMap(({ file, subject }) =>
  languages.flatMap((language) =>
    Object.entries(subject[language]).map(([key, sentence]) => ({
      key: `${file} ${key}`,
      language,
      text: wordsOf(sentence),
      swedish: wordsOf(subject.sv[key]),
    })),
  ),
);

test('there are sentences, with the same keys in every language', () => {
  expect(sentences.length).toBeGreaterThan(50);
  for (const { subject } of subjects)
    for (const language of languages) expect(Object.keys(subject[language])).toEqual(Object.keys(subject.en));
});

/** The letters of a sentence alone: what is filled in, and signs, are the same in every language. */
const letters = (text: string) => (text.match(/\p{L}{2,}/gu) ?? []).join(' ');

test.each(['nb', 'en'] as const)('in %s no sentence is left in Swedish, but those on the list', (wanted) => {
  const same = sentences.filter(
    ({ language, text, swedish }) => language === wanted && letters(text) !== '' && letters(text) === letters(swedish),
  );
  const listed = sameInLanguages[wanted];
  expect(same.filter(({ text }) => !listed.includes(letters(text))).map(({ key, text }) => `${key}: ${letters(text)}`)).toEqual([]);
  const unused = listed.filter((words) => !same.some(({ text }) => letters(text) === words));
  expect(unused, 'on the list, but no longer the same').toEqual([]);
});

test('every refusal has its sentence in every language, and no sentence is for a refusal that is gone', () => {
  const said = subjects.filter(({ file }) => file === 'refusals').flatMap(({ subject }) => Object.keys(subject.sv));
  const codes = said.filter((key) => key.startsWith('refusal.')).map((key) => key.slice('refusal.'.length));
  expect(codes.toSorted()).toEqual(Object.keys({ ...refusals, ...httpRefusals }).toSorted());
});

test('no sentence shouts, apologises or speaks of users and systems', () => {
  const spoken = sentences.map(({ key, language, text }) => ({ key: `${key} ${language}`, text }));
  const words =
    /!|\bfel uppstod\b|\btyvärr\b|\bdessverre\b|\bbeklager\b|\bsorry\b|\banvändar|\bbruker(en|e|ne)\b|\busers?\b|\bsystemet\b|\bdatan\b/i;
  expect(spoken.filter(({ text }) => words.test(text)).map(({ key, text }) => `${key}: ${text}`)).toEqual([]);
});
