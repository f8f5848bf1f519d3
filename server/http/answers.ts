/** How the API says yes and no: refusals with status and sentence, and the responses of a route as OpenAPI lists them. */
import type { Context, TypedResponse } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { JSONParsed } from 'hono/utils/types';
import type { ZodError, ZodType } from 'zod';
import { refusals, type Fact, type RefusalCode } from '../../shared/domain/refusals.ts';
import { httpRefusals, Refused, type HttpRefusalCode } from '../../shared/protocol/http.ts';
import type { Answer } from '../facts-port.ts';
import { sentences } from './sentences.ts';

export type Code = RefusalCode | HttpRefusalCode;
export const statuses = { ...refusals, ...httpRefusals };
export type StatusOf<C extends Code> = (typeof statuses)[C];
export type Facts = Readonly<Record<string, Fact>>;

/** A refusal as it travels; a route may add what only it has to say (`rule`, `current`, `faults`). */
export function refusal(code: Code, facts: Facts = {}, more: object = {}): Refused {
  return { code, facts: { ...facts } as Refused['facts'], sentence: sentences[code], ...more };
}

type RefusedResponse<C extends Code> = Response & TypedResponse<JSONParsed<Refused>, StatusOf<C>, 'json'>;

/** Answers with a refusal under the status its code has in the tables. */
export function refused<C extends Code>(c: Context, code: C, facts: Facts = {}, more: object = {}): RefusedResponse<C> {
  return c.json(refusal(code, facts, more), statuses[code] as ContentfulStatusCode) as unknown as RefusedResponse<C>;
}

/** A no from the facts. Their codes are those of the rules, so the status is the table's as well. */
export function refusedBy(c: Context, no: Pick<Extract<Answer, { ok: false }>, 'code' | 'rule' | 'facts' | 'current'>) {
  const more = { ...(no.rule ? { rule: no.rule } : {}), ...(no.current === undefined ? {} : { current: no.current }) };
  return refused(c, no.code as RefusalCode, no.facts, more);
}

/** What is wrong with an input, by place and kind; never the value itself, which may be a secret. */
export function placesOf(error: ZodError): Facts {
  return { places: error.issues.slice(0, 20).map((issue) => `${issue.path.join('.') || '(all)'}: ${issue.code}`) };
}

type Json<S extends ZodType> = { description: string; content: { 'application/json': { schema: S } } };
/** Any route may answer these: nonsense, a foreign origin, too much, another type than JSON, a fault of ours. */
const always = ['input/malformed', 'origin/foreign', 'input/too-large', 'input/not-json', 'server/fault'] as const;
type Always = (typeof always)[number];

/** The responses of a route: its yes, and every refusal it can give, gathered by status. */
export function answers<S extends ZodType, const C extends Code = never>(
  description: string,
  schema: S,
  ...codes: C[]
): { 200: Json<S> } & { [Status in StatusOf<C | Always>]: Json<typeof Refused> } {
  const byStatus: Record<number, Json<ZodType>> = { 200: { description, content: { 'application/json': { schema } } } };
  for (const code of [...always, ...codes]) {
    const before = byStatus[statuses[code]];
    const said = `\`${code}\` ${sentences[code]}`;
    byStatus[statuses[code]] = {
      description: before ? `${before.description} · ${said}` : said,
      content: { 'application/json': { schema: Refused } },
    };
  }
  return byStatus as ReturnType<typeof answers<S, C>>;
}

/** A JSON body that must be there. */
export function body<S extends ZodType>(schema: S) {
  return { body: { required: true, content: { 'application/json': { schema } } } } as const;
}
