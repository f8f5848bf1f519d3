/** A no as a sentence: ids become names and codes, numbers their plural, and what is not known is not made up. */
import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '../../../client/i18n/language.ts';
import { refusalSentence } from '../../../client/i18n/refusals.ts';
import { closings } from '../../../shared/protocol/closings.ts';
import { ada, anInstrument, ben, plan, roads } from '../../support/builders.ts';

afterEach(() => setLanguage('sv'));

const known = { names: { [ada]: 'Leila', [ben]: 'Karin' }, instrument: anInstrument() };

test('members by name, the criterion by its code', () => {
  const facts = { criterion: plan, members: [ada, ben] };
  expect(refusalSentence('stand/missing', facts, known)).toMatch(/^1\.1 kan inte låsas än: Leila och Karin har inte tagit ställning\./);
  setLanguage('nb');
  expect(refusalSentence('stand/missing', facts, known)).toMatch(/^1\.1 kan ikke låses ennå: Leila og Karin har ikke tatt stilling\./);
});

test('without names and instrument the sentence still holds', () => {
  expect(refusalSentence('stand/missing', { criterion: plan, members: [ada] })).toMatch(/^Delområdet kan inte låsas än: någon har inte/);
  expect(refusalSentence('ballot/conflict', { area: roads })).toBe('Du har anmält jäv i det här området. Du kan läsa men inte bedöma.');
  expect(refusalSentence('ballot/conflict', { area: roads }, known)).toBe('Du har anmält jäv i område 1. Du kan läsa men inte bedöma.');
});

test('one and several', () => {
  expect(refusalSentence('phase/not-all-locked', { unlocked: 1 })).toMatch(/^1 delområde är inte låst än/);
  expect(refusalSentence('phase/not-all-locked', { unlocked: 3 })).toMatch(/^3 delområden är inte låsta än/);
});

test('phases and states as words of the language', () => {
  expect(refusalSentence('phase/wrong', { phase: 'planning', allowed: ['calibrating', 'reviewing'] })).toBe(
    'Det här går inte under planering, bara under kalibrering eller granskning.',
  );
  setLanguage('en');
  expect(refusalSentence('criterion/wrong-state', { criterion: plan, state: 'closed', allowed: ['agreed', 'locked'] }, known)).toBe(
    'At the moment 1.1 is closed. This can be done once it is agreed or locked.',
  );
});

test('points that nobody gave are no range', () => {
  expect(refusalSentence('consensus/outside-range', { low: 8, high: 12, points: 15 })).toBe(
    'Bedömningarna går från 8 till 12. Bekräfta att ni menar 15.',
  );
  expect(refusalSentence('consensus/outside-range', { low: null, high: null, points: 15 })).toBe(
    'Ingen bedömning här ger poäng. Bekräfta att ni menar 15.',
  );
});

test.each(Object.keys(closings))('%s has a sentence of its own', (closing) => {
  expect(refusalSentence(closing)).not.toContain(closing);
});

test('a code that nobody knows is named', () => {
  expect(refusalSentence('something/new')).toContain('something/new');
});
