/** What an instrument is: areas, criteria, points and step. Data, never code: nothing here knows one by name. */
import { z } from 'zod';
import { AreaId, CriterionId, InstrumentId } from './ids.ts';
import { limits } from './limits.ts';

const name = z.string().trim().min(1).max(300);
const code = z.string().trim().min(1).max(16);
const points = z.number().int().min(1).max(limits.maxPoints);

export const Criterion = z.strictObject({
  id: CriterionId,
  code,
  name,
  maxPoints: points,
  /** Left out: the instrument's step. */
  step: points.optional(),
  questions: z.array(z.string().trim().min(1).max(limits.questionChars)).max(limits.questionsPerCriterion).optional(),
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
  version: z.string().trim().min(1).max(40),
  owner: z.string().trim().min(1).max(120).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  language: z.enum(['sv', 'nb', 'en']),
  label: name,
  /** Who is evaluated, as a noun in the instrument's language (kommun, skola, anbud). */
  subjectNoun: z.string().trim().min(1).max(40).optional(),
  maxPoints: points,
  step: points,
  areas: z.array(Area).min(1).max(limits.areas),
});
export type Instrument = z.infer<typeof Instrument>;
