/** Reads an instrument's file and names every fault with its place, so that whoever wrote it can mend it in one go. */
import type { z } from 'zod';
import { summarySection } from './ids.ts';
import { Instrument } from './instrument.ts';
import { limits } from './limits.ts';
import type { Fact } from './refusals.ts';
import { err, ok, type Result } from './result.ts';

export const instrumentFaultCodes = [
  'file/not-json',
  'key/unknown',
  'key/missing',
  'type/wrong',
  'value/not-allowed',
  'text/empty',
  'text/too-long',
  'text/malformed',
  'number/too-small',
  'number/too-large',
  'list/empty',
  'list/too-long',
  'id/twice',
  'id/reserved',
  'code/twice',
  'area/sum',
  'instrument/sum',
  'step/does-not-divide',
] as const;
export type InstrumentFaultCode = (typeof instrumentFaultCodes)[number];

/** `path` as in `areas[2].criteria[0].maxPoints`; empty for the file as a whole. */
export type InstrumentFault = {
  readonly code: InstrumentFaultCode;
  readonly path: string;
  readonly facts: Readonly<Record<string, Fact>>;
};

/** Takes the file's text, or JSON already parsed. */
export function readInstrument(input: unknown): Result<Instrument, readonly InstrumentFault[]> {
  const json = typeof input === 'string' ? parse(input) : ok(input);
  if (!json.ok) return json;
  const instrument = Instrument.safeParse(json.value);
  const inShape = instrument.success ? [] : instrument.error.issues.flatMap((issue) => faultsOf(issue, json.value));
  // Sums and names are checked as far as the file can be read, so that a typing error doesn't hide what else is wrong.
  const faults = [...inShape, ...faultsBetween(json.value)];
  return instrument.success && faults.length === 0 ? ok(instrument.data) : err(faults);
}

function parse(text: string): Result<unknown, readonly InstrumentFault[]> {
  try {
    // Editors on Windows put a byte order mark first.
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return err([{ code: 'file/not-json', path: '', facts: {} }]);
  }
}

type Path = readonly PropertyKey[];

function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const key = String(step);
    if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

function fault(code: InstrumentFaultCode, path: Path, facts: InstrumentFault['facts'] = {}): InstrumentFault {
  return { code, path: formatPath(path), facts };
}

/** A schema's complaint in our words. */
function faultsOf(issue: z.core.$ZodIssue, file: unknown): readonly InstrumentFault[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => fault('key/unknown', [...issue.path, key], { key }));
    case 'invalid_type':
    case 'invalid_value':
      if (at(file, issue.path) === undefined) return [fault('key/missing', issue.path)];
      return issue.code === 'invalid_type'
        ? [fault('type/wrong', issue.path, { expected: issue.expected })]
        : [fault('value/not-allowed', issue.path, { allowed: issue.values.map(String) })];
    case 'invalid_format':
      return [fault('text/malformed', issue.path)];
    case 'too_small':
      if (issue.origin === 'string') return [fault('text/empty', issue.path)];
      if (issue.origin === 'array') return [fault('list/empty', issue.path)];
      return [fault('number/too-small', issue.path, { least: Number(issue.minimum) })];
    case 'too_big': {
      const most = Number(issue.maximum);
      if (issue.origin === 'string') return [fault('text/too-long', issue.path, { most })];
      if (issue.origin === 'array') return [fault('list/too-long', issue.path, { most })];
      return [fault('number/too-large', issue.path, { most })];
    }
    default:
      return [fault('type/wrong', issue.path, { expected: issue.code })];
  }
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inside, step) => (isObject(inside) ? inside[String(step)] : undefined), value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const pointsOf = (value: unknown): number | null => (typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null);

/** What no single value shows: names that meet twice, maxima that don't add up, steps that don't divide. */
function faultsBetween(file: unknown): readonly InstrumentFault[] {
  if (!isObject(file)) return [];
  const areas = listOf(file['areas']).map((area, i) => ({
    area,
    path: ['areas', i] as Path,
    criteria: listOf(isObject(area) ? area['criteria'] : null),
  }));
  const criteria = areas.flatMap(({ criteria, path }) =>
    criteria.map((criterion, j) => ({ criterion, path: [...path, 'criteria', j] as Path })),
  );
  const most = limits.criteria;
  return [
    ...namedTwice('id/twice', 'id', [
      ...areas.map(({ area, path }) => ({ thing: area, path })),
      ...criteria.map(({ criterion, path }) => ({ thing: criterion, path })),
    ]),
    ...namedTwice(
      'code/twice',
      'code',
      areas.map(({ area, path }) => ({ thing: area, path })),
    ),
    ...namedTwice(
      'code/twice',
      'code',
      criteria.map(({ criterion, path }) => ({ thing: criterion, path })),
    ),
    ...[...areas.map(({ area, path }) => ({ thing: area, path })), ...criteria.map(({ criterion, path }) => ({ thing: criterion, path }))]
      // The summary of the report is a section beside the areas' and criteria's.
      .filter(({ thing }) => isObject(thing) && thing['id'] === summarySection)
      .map(({ path }) => fault('id/reserved', [...path, 'id'], { id: summarySection })),
    ...areas.flatMap(({ area, path, criteria }) => wrongSum('area/sum', area, path, criteria)),
    ...wrongSum(
      'instrument/sum',
      file,
      [],
      areas.map(({ area }) => area),
    ),
    ...criteria.flatMap(({ criterion, path }) => wrongStep(criterion, path, file['step'])),
    ...(criteria.length > most && areas.every(({ criteria }) => criteria.length <= most)
      ? [fault('list/too-long', ['areas'], { most })]
      : []),
  ];
}

type Placed = { readonly thing: unknown; readonly path: Path };

/** Things after the first that carry the same name; `first` says where that is. */
function namedTwice(code: InstrumentFaultCode, key: 'id' | 'code', things: readonly Placed[]): readonly InstrumentFault[] {
  const firsts = new Map<string, Path>();
  return things.flatMap(({ thing, path }) => {
    const name = isObject(thing) ? thing[key] : undefined;
    if (typeof name !== 'string') return [];
    const first = firsts.get(name.trim());
    if (first) return [fault(code, [...path, key], { [key]: name, first: formatPath([...first, key]) })];
    firsts.set(name.trim(), path);
    return [];
  });
}

function wrongSum(code: InstrumentFaultCode, whole: unknown, path: Path, parts: readonly unknown[]): readonly InstrumentFault[] {
  const max = isObject(whole) ? pointsOf(whole['maxPoints']) : null;
  const maxima = parts.map((part) => (isObject(part) ? pointsOf(part['maxPoints']) : null));
  if (max === null || maxima.length === 0 || maxima.some((each) => each === null)) return [];
  const sum = maxima.reduce<number>((total, each) => total + (each ?? 0), 0);
  return sum === max ? [] : [fault(code, [...path, 'maxPoints'], { max, sum })];
}

function wrongStep(criterion: unknown, path: Path, common: unknown): readonly InstrumentFault[] {
  if (!isObject(criterion)) return [];
  const own = criterion['step'] !== undefined;
  const step = pointsOf(own ? criterion['step'] : common);
  const max = pointsOf(criterion['maxPoints']);
  if (step === null || max === null || max % step === 0) return [];
  return [fault('step/does-not-divide', [...path, own ? 'step' : 'maxPoints'], { step, max })];
}
