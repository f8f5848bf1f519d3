/** The app without a port: memory store, real facts, rooms that write down what they are told, and visitors with a cookie each. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { idFrom, type EvaluationId, type InstrumentId, type MemberId } from '../../../shared/domain/ids.ts';
import type { Command } from '../../../shared/domain/commands.ts';
import type { Role } from '../../../shared/domain/permissions.ts';
import { EvaluationCreated, InvitationMade, InvitationUsed, Me } from '../../../shared/protocol/http.ts';
import { createApp } from '../../../server/app.ts';
import { createFacts } from '../../../server/facts/facts.ts';
import { renewOwnerLink } from '../../../server/http/links.ts';
import { createMetrics } from '../../../server/http/metrics.ts';
import { createOrigins } from '../../../server/http/origins.ts';
import type { OpenRooms } from '../../../server/http/ports.ts';
import type { Ports, Store } from '../../../server/ports.ts';
import { openMemory } from '../../../server/storage/memory.ts';
import { noRooms } from '../../support/no-rooms.ts';

export const minute = 60_000;
export const day = 24 * 60 * minute;
export const nobody = 'a'.repeat(43);

export type Said = { readonly status: number; readonly body: Record<string, unknown>; readonly response: Response };

/** The smallest instrument there is, with two areas. */
export const tiny = {
  id: 'tiny-1',
  name: 'Tiny',
  version: '1',
  language: 'sv',
  label: 'Tiny 1',
  maxPoints: 30,
  step: 1,
  areas: [
    { id: 'one', code: '1', name: 'One', maxPoints: 20, criteria: [{ id: 'one.a', code: '1.1', name: 'A', maxPoints: 20 }] },
    { id: 'two', code: '2', name: 'Two', maxPoints: 10, criteria: [{ id: 'two.b', code: '2.1', name: 'B', maxPoints: 10 }] },
  ],
} as const;

type Wanted = { readonly origin?: string; readonly store?: (store: Store) => Store; readonly files?: Readonly<Record<string, string>> };

export function aServer({ origin, store: wrap = (store) => store, files = {} }: Wanted = {}) {
  const time = { now: Date.UTC(2026, 10, 22, 12) };
  const logged: { level: string; facts: Record<string, unknown>; message: string }[] = [];
  const write = (level: string) => (facts: object, message: string) => void logged.push({ level, facts: { ...facts }, message });
  const store = wrap(openMemory());
  const ports: Ports = {
    clock: { now: () => time.now },
    random: { bytes: (n) => randomBytes(n) },
    store,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
  };
  const told: string[] = [];
  const present: MemberId[] = [];
  const rooms: OpenRooms = {
    endSession: (session) => void told.push(`session ${session}`),
    endPerson: (person) => void told.push(`person ${person}`),
    renamed: (person, name) => void told.push(`renamed ${person} ${name}`),
    presentIn: () => present,
    readText: async (evaluation, section) => {
      told.push(`read ${evaluation} ${section}`);
      const { epoch, updates } = await store.readRoom(`${evaluation}/text.${section}`);
      return { epoch, seq: updates.length, state: updates.at(-1)?.bytes ?? Uint8Array.of(0, 0) };
    },
  };
  const clientDir = mkdtempSync(join(tmpdir(), 'samsyn-client-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(clientDir, name, '..'), { recursive: true });
    writeFileSync(join(clientDir, name), text);
  }
  const facts = createFacts({ ports, rooms: noRooms });
  const origins = createOrigins(origin ?? null, '127.0.0.1', () => 4870);
  const metrics = createMetrics();
  const app = createApp({ ...ports, facts, rooms, origins, metrics, clientDir });
  const own = origins.own();

  /** A browser: keeps the cookie it is given and says where it comes from. */
  function visitor() {
    let cookie = '';
    async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Said> {
      const response = await app.request(`${own}${path}`, {
        method,
        headers: {
          ...(method === 'GET' ? {} : { origin: own }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(cookie === '' ? {} : { cookie }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const set = response.headers.get('set-cookie');
      if (set) cookie = /max-age=0/i.test(set) ? '' : (set.split(';')[0] ?? '');
      const text = await response.clone().text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
      return { status: response.status, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text }, response };
    }
    return {
      get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
      post: (path: string, body?: unknown, headers?: Record<string, string>) => send('POST', path, body, headers),
      patch: (path: string, body: unknown) => send('PATCH', path, body),
      delete: (path: string) => send('DELETE', path),
      get cookie() {
        return cookie;
      },
      /** As if the cookie had been copied to another place. */
      carry(other: string) {
        cookie = other;
        return this;
      },
    };
  }
  type Visitor = ReturnType<typeof visitor>;

  async function owner(name = 'Olle') {
    const link = await renewOwnerLink({ store, random: ports.random }, own);
    const olle = visitor();
    const said = await olle.post('/api/links/use', { token: tokenIn(link ?? ''), name });
    return { ...Me.parse(said.body), at: olle };
  }

  /** An evaluation on `tiny`, led by this visitor. */
  async function evaluation(lead: Visitor, name = 'Torsås'): Promise<EvaluationId> {
    await store.insertInstrument({ ...tiny } as never, null, time.now);
    const said = await lead.post('/api/evaluations', { subject: { name, year: 2021, visit: null }, instrument: tiny.id });
    return EvaluationCreated.parse(said.body).id;
  }

  async function invite(lead: Visitor, id: EvaluationId, role: Role, more: object = {}): Promise<z.infer<typeof InvitationMade>> {
    return InvitationMade.parse((await lead.post(`/api/evaluations/${id}/invitations`, { role, ...more })).body);
  }

  /** Somebody new in the team. */
  async function member(lead: Visitor, id: EvaluationId, role: Role, name: string) {
    const { url } = await invite(lead, id, role);
    const at = visitor();
    const { me } = InvitationUsed.parse((await at.post('/api/invitations/use', { token: tokenIn(url), name })).body);
    return { ...me, at };
  }

  function command(who: Visitor, id: EvaluationId, command: Command | object, id_ = aCommandId(), base?: number) {
    return who.post(`/api/evaluations/${id}/commands`, { id: id_, command, ...(base === undefined ? {} : { base }) });
  }

  return {
    app,
    ...ports,
    facts,
    ports,
    origins,
    metrics,
    time,
    logged,
    told,
    present,
    own,
    visitor,
    owner,
    evaluation,
    invite,
    member,
    command,
  };
}

export function aCommandId(): string {
  return idFrom(randomBytes(40));
}

/** The secret behind the # of a link. */
export function tokenIn(url: string): string {
  return url.split('#')[1] ?? '';
}

/** What a refusal says, without its sentence. */
export function no({ status, body }: Said): unknown {
  return [status, body['code']];
}

export const tinyId = tiny.id as unknown as InstrumentId;
