/** What an instrument is: areas, criteria, points and step. Data, never code: nothing here knows one by name. */
import { z } from 'zod';
import { AreaId, CriterionId, InstrumentId } from './ids.ts';
import { limits } from './limits.ts';
import { writing } from './writing.ts';

const name = writing(300).min(1);
const code = writing(16).min(1);
const points = z.number().int().min(1).max(limits.maxPoints);

export const Criterion = z.strictObject({
  id: CriterionId,
  code,
  name,
  maxPoints: points,
  /** Left out: the instrument's step. */
  step: points.optional(),
  questions: z.array(writing(limits.questionChars).min(1)).max(limits.questionsPerCriterion).optional(),
});
export type Criterion = z.infer<typeof Criterion>;

export const Area = z.strictObject({
  id: AreaId,
  code,
  name,
  maxPoints: points,
  criteria: z.array(Criterion).min(1).max(limits.criteria),
});
export type Area = z.infer<typeof Area>;

export const Instrument = z.strictObject({
  id: InstrumentId,
  name,
  version: writing(40).min(1),
  owner: writing(120).min(1).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  language: z.enum(['sv', 'nb', 'en']),
  label: name,
  /** Who is evaluated, as a noun in the instrument's language (kommun, skola, anbud). */
  subjectNoun: writing(40).min(1).optional(),
  maxPoints: points,
  step: points,
  areas: z.array(Area).min(1).max(limits.areas),
});
export type Instrument = z.infer<typeof Instrument>;
