/**
 * The HTTP API as schemas: every body that is sent and every answer, for the server, the browser and /api/openapi.json alike.
 * Requests refuse unknown keys. Every error of the API is a `Refused`.
 */
import { z } from 'zod';
import { criterionStates } from '../domain/evaluation.ts';
import { SubjectInput } from '../domain/commands.ts';
import { AreaId, EvaluationId, InstrumentId, InvitationId, MemberId, SectionId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { roleNames } from '../domain/permissions.ts';
import { phaseNames } from '../domain/phases.ts';
import { writing } from '../domain/writing.ts';

/** Refusals that only HTTP knows, and their status; those of the rules stand in domain/refusals.ts. */
export const httpRefusals = {
  'input/too-large': 413,
  'input/not-json': 415,
  'route/none': 404,
  'origin/foreign': 403,
  'rate/too-fast': 429,
  'session/none': 401,
  'name/missing': 422,
  /** The id of this command was used with another body. */
  'command/other-body': 409,
  'evaluation/unknown': 404,
  'instrument/unknown': 404,
  'instrument/exists': 409,
  'instrument/faulty': 422,
  /** No such link, or used already: of a used link nothing is kept. */
  'link/unknown': 404,
  'link/expired': 410,
  'invitation/unknown': 404,
  'invitation/used': 410,
  'invitation/revoked': 410,
  'invitation/expired': 410,
  'invitation/too-many': 409,
  'server/fault': 500,
  'server/not-ready': 503,
} as const satisfies Record<string, number>;
export type HttpRefusalCode = keyof typeof httpRefusals;

const role = z.enum(roleNames);
const language = z.enum(['sv', 'nb', 'en']);
const time = z.number().int();
const count = z.number().int().min(0);
/** One line of text as people write their names: no control characters, no half of a letter, trimmed. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(limits.nameChars)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u);
/** The secret of a link: 32 random bytes as base64url. */
export const Token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const Fact = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
/** A no. `sentence` is short English for whoever reads logs; screens write their own from code and facts. */
export const Refused = z.object({
  code: z.string(),
  facts: z.record(z.string(), Fact),
  sentence: z.string(),
  /** The rule's id in SPEC.md, where a rule said no. */
  rule: z.string().optional(),
  /** The thing as it now is, where `base` was old. */
  current: z.unknown().optional(),
});
export type Refused = z.infer<typeof Refused>;

/** Who is signed in here. */
export const Me = z.object({ id: MemberId, name: z.string(), language, owner: z.boolean() });
export type Me = z.infer<typeof Me>;
export const MeChange = z.strictObject({ name: PersonName.optional(), language: language.optional() });
export type MeChange = z.infer<typeof MeChange>;

/** Somebody by name. */
export const Named = z.object({ id: MemberId, name: z.string() });
export type Named = z.infer<typeof Named>;
export const People = z.object({ people: z.array(z.object({ id: MemberId, name: z.string(), owner: z.boolean() })) });
export type People = z.infer<typeof People>;

/** Nothing to say but that it was done. */
export const Done = z.object({ done: z.literal(true) });

// Links: `/owner#<token>` makes the first owner, `/device#<token>` signs this device in. Looking never uses a link up.
export const TokenInput = z.strictObject({ token: Token });
export type TokenInput = z.infer<typeof TokenInput>;
export const LinkLook = z.discriminatedUnion('purpose', [
  z.object({ purpose: z.literal('owner') }),
  /** `signedInAs`: who is signed in on this device now, if that is somebody. */
  z.object({ purpose: z.literal('device'), person: z.object({ name: z.string() }), signedInAs: z.string().nullable() }),
]);
export type LinkLook = z.infer<typeof LinkLook>;
/** `name` is needed by an owner link, and to enter by invitation when nobody is signed in; else it is ignored. */
export const TokenUse = z.strictObject({ token: Token, name: PersonName.optional(), language: language.optional() });
export type TokenUse = z.infer<typeof TokenUse>;
export const DeviceLink = z.object({ url: z.string(), expiresAt: time });
export type DeviceLink = z.infer<typeof DeviceLink>;

// Evaluations

/** One stroke per criterion, grouped by area in the instrument's order. */
export const Ruler = z.array(z.object({ area: AreaId, marks: z.array(z.enum(['done', 'not', 'conflict'])) }));
export type Ruler = z.infer<typeof Ruler>;

/**
 * The one thing that waits for this member, most pressing first; `count` in how many criteria.
 * conflicts: own conflicts of interest undeclared · stands · ballots: own ones missing · for a lead: lock (all have taken a stand),
 * agree, reveal, close (all who score have), invite (alone so far), phase (could move on to `to`).
 */
export const Waits = z.discriminatedUnion('code', [
  z.object({ code: z.enum(['conflicts', 'invite', 'nothing']) }),
  z.object({ code: z.enum(['ballots', 'stands', 'lock', 'agree', 'reveal', 'close']), count }),
  z.object({ code: z.literal('phase'), to: z.enum(phaseNames) }),
]);
export type Waits = z.infer<typeof Waits>;

/** An evaluation as its member sees it in a list. Null where the role may not see it, or has none of it. Nothing here comes from a ballot of somebody else. */
export const EvaluationCard = z.object({
  id: EvaluationId,
  subject: SubjectInput,
  instrument: z.object({ id: InstrumentId, label: z.string(), subjectNoun: z.string().nullable() }),
  phase: z.enum(phaseNames),
  role,
  leads: z.array(Named),
  /** How many criteria there are. */
  criteria: count,
  /** How many criteria are in each state. */
  states: z.record(z.enum(criterionStates), count).nullable(),
  /** Own ballots in the current round of each criterion, those with a conflict left out of the count. Null: does not score. */
  mine: z.object({ cast: count, of: count, ruler: Ruler }).nullable(),
  /** Criteria agreed or locked. */
  agreed: z.object({ count, of: count, ruler: Ruler }).nullable(),
  waits: Waits,
  /** Who has the evaluation open now, oneself included. */
  present: z.array(Named),
});
export type EvaluationCard = z.infer<typeof EvaluationCard>;

/** An evaluation that an owner is not a member of: enough to appoint a lead, nothing more. */
export const ForeignCard = z.object({
  id: EvaluationId,
  subject: z.object({ name: z.string(), year: z.number().int().nullable() }),
  instrument: z.object({ id: InstrumentId, label: z.string() }),
  leads: z.array(Named),
});
export type ForeignCard = z.infer<typeof ForeignCard>;

export const Evaluations = z.object({ mine: z.array(EvaluationCard), others: z.array(ForeignCard) });
export type Evaluations = z.infer<typeof Evaluations>;

export const EvaluationInput = z.strictObject({ subject: SubjectInput, instrument: InstrumentId });
export type EvaluationInput = z.infer<typeof EvaluationInput>;
export const EvaluationCreated = z.object({ id: EvaluationId });
export type EvaluationCreated = z.infer<typeof EvaluationCreated>;

/** What a browser needs to open the rooms: the rooms this member may open, by name, each with its current epoch. */
export const EvaluationEntry = z.object({
  id: EvaluationId,
  member: MemberId,
  role,
  protocol: z.number().int(),
  epochs: z.record(z.string(), z.number().int().min(1)),
});
export type EvaluationEntry = z.infer<typeof EvaluationEntry>;

/** A section's text as it is stored: one Yjs update (V1), base64. `seq` is that of the last stored row in it; 0, and an update that says nothing, where nobody has written yet. */
export const TextBytes = z.object({ section: SectionId, epoch: z.number().int().min(1), seq: count, bytes: z.base64() });
export type TextBytes = z.infer<typeof TextBytes>;
/** Every section one may read, in the order of the report. */
export const Texts = z.object({ texts: z.array(TextBytes) });
export type Texts = z.infer<typeof Texts>;
/** Which member a client id of a section's document (Yjs: 32 bits) belongs to. */
export const Author = z.object({ client: count.max(0xffffffff), member: MemberId });
export const Authors = z.object({ authors: z.array(Author) });
export type Authors = z.infer<typeof Authors>;

/** Carried out. The log's length stays inside: it would tell how often others change their minds. */
export const CommandDone = Done;
export type CommandDone = z.infer<typeof CommandDone>;

export const LeadInput = z.strictObject({ member: MemberId });
export type LeadInput = z.infer<typeof LeadInput>;

// Invitations: `/join#<token>`.
export const invitationStates = ['open', 'used', 'revoked', 'expired'] as const;
export const InvitationRow = z.object({
  id: InvitationId,
  role,
  note: z.string().nullable(),
  invitedBy: Named,
  createdAt: time,
  expiresAt: time,
  state: z.enum(invitationStates),
  usedBy: Named.nullable(),
});
export type InvitationRow = z.infer<typeof InvitationRow>;
/** Newest first. */
export const Invitations = z.object({ invitations: z.array(InvitationRow) });
export type Invitations = z.infer<typeof Invitations>;
/** `days` until it ends; left out: limits.invitationDays. `note`: for whom it is meant, seen by leads only. */
export const InvitationInput = z.strictObject({
  role,
  days: z.number().int().min(1).max(limits.invitationDaysMax).optional(),
  note: writing(limits.nameChars).optional(),
});
export type InvitationInput = z.infer<typeof InvitationInput>;
/** The only time that the link is shown: the server keeps its hash alone. */
export const InvitationMade = z.object({ id: InvitationId, url: z.string(), expiresAt: time });
export type InvitationMade = z.infer<typeof InvitationMade>;
export const InvitationLook = z.object({
  subject: z.object({ name: z.string(), year: z.number().int().nullable() }),
  instrument: z.string(),
  role,
  invitedBy: z.string(),
  expiresAt: time,
  signedInAs: z.string().nullable(),
});
export type InvitationLook = z.infer<typeof InvitationLook>;
export const InvitationUsed = z.object({ evaluation: EvaluationId, me: Me });
export type InvitationUsed = z.infer<typeof InvitationUsed>;

// Instruments
export const InstrumentRow = z.object({
  id: InstrumentId,
  label: z.string(),
  name: z.string(),
  version: z.string(),
  owner: z.string().nullable(),
  language,
  areas: count,
  criteria: count,
  maxPoints: count,
});
export type InstrumentRow = z.infer<typeof InstrumentRow>;
export const Instruments = z.object({ instruments: z.array(InstrumentRow) });
export type Instruments = z.infer<typeof Instruments>;
export const InstrumentMade = z.object({ id: InstrumentId });
export type InstrumentMade = z.infer<typeof InstrumentMade>;
/** A fault of an instrument's file at its place in it, such as `areas[2].criteria[0].maxPoints`; an empty path is the file itself. */
export const InstrumentFault = z.object({ code: z.string(), path: z.string(), facts: z.record(z.string(), Fact) });
/** `instrument/faulty` comes with every fault at once. */
export const InstrumentRefused = Refused.extend({ faults: z.array(InstrumentFault).optional() });
export type InstrumentRefused = z.infer<typeof InstrumentRefused>;
