/** Between an event and the body of its row: what is stored, salt included, and how it is read back and parsed. */
import { bodySchema, eventBodies, type Event, type EventType } from '../../shared/domain/events.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import type { EventRow, Random } from '../ports.ts';
import { canonical } from './canonical.ts';

/**
 * Events whose body is short enough to be guessed from its hash while it is still secret: 128 random bits lie in the stored
 * body, inside the hash and outside the event.
 */
export const salted: readonly EventType[] = ['ballot.cast'];
const saltBytes = 16;
const saltForm = /^[0-9a-f]{32}$/;

/** A row that can't be read: which, and what of it. `where` names the first place that the schema refuses. */
export type BodyFault = {
  readonly seq: number;
  readonly type: string;
  readonly fault: 'type' | 'version' | 'json' | 'salt' | 'shape';
  readonly where?: string;
};

/** Canonical JSON of the event without its type, which has its own column. */
export function storedBody(event: Event, random: Random): string {
  const { type, ...body } = event;
  if (!salted.includes(type)) return canonical(body);
  return canonical({ ...body, salt: Buffer.from(random.bytes(saltBytes)).toString('hex') });
}

/** The event of a row, without its salt, in the shape of today: bodies of older versions are lifted. */
export function readBody(row: EventRow): Result<Event, BodyFault> {
  const { seq, type } = row;
  if (!isEventType(type)) return err({ seq, type, fault: 'type' });
  const schema = bodySchema(type, row.version);
  if (!schema) return err({ seq, type, fault: 'version' });
  const stored = parse(row.body);
  if (!stored) return err({ seq, type, fault: 'json' });
  const { salt, ...rest } = stored;
  const isSalted = salted.includes(type);
  if (isSalted && !(typeof salt === 'string' && saltForm.test(salt))) return err({ seq, type, fault: 'salt' });
  // Only a salted event may hold a salt: in any other it stays in and the strict schema refuses it.
  const body = schema.safeParse(isSalted ? rest : stored);
  if (!body.success) return err({ seq, type, fault: 'shape', where: body.error.issues[0]?.path.join('.') ?? '' });
  return ok({ type, ...(body.data as object) } as Event);
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventBodies, type);
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
