/** The product itself in this process, on a port and a folder of its own, with people who came in by their links. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Running } from '../../server/main.ts';
import type { Log } from '../../server/ports.ts';
import type * as Y from 'yjs';
import { must } from '../../shared/domain/assert.ts';
import type { Command } from '../../shared/domain/commands.ts';
import type { EvaluationId, MemberId } from '../../shared/domain/ids.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import { RawClient } from './raw-client.ts';

export type Answered = { readonly status: number; readonly text: string; readonly body: Record<string, unknown> };

/** Somebody with a cookie. Keeps every HTTP answer that reached them, as text. */
export class Visitor {
  id = '' as MemberId;
  cookie = '';
  readonly answers: string[] = [];

  constructor(
    readonly name: string,
    readonly url: string,
  ) {}

  /** A raw client connects to the number: a page at the name would be a foreign one. */
  #page(port: number): string {
    return `http://127.0.0.1:${port}`;
  }

  async ask(method: string, path: string, body?: unknown): Promise<Answered> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { cookie: this.cookie, origin: this.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    this.answers.push(text);
    const set = response.headers.getSetCookie()[0];
    if (set) this.cookie = must(set.split(';')[0], 'a cookie has a value');
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, text, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
  }

  /** Gives a command; answers its status and code. */
  async gives(evaluation: EvaluationId, command: Command | object, options: { base?: number; id?: string } = {}): Promise<Answered> {
    const { base, id = newId() } = options;
    const envelope = { id, command, ...(base === undefined ? {} : { base }) };
    return this.ask('POST', `/api/evaluations/${evaluation}/commands`, envelope);
  }

  /** The same, where a refusal is a mistake of the test. */
  async does(evaluation: EvaluationId, command: Command): Promise<void> {
    const { status, text } = await this.gives(evaluation, command);
    if (status !== 200) throw new Error(`${this.name}: ${command.type} was refused: ${text}`);
  }

  /** Opens a room if that is allowed; else the client is there, closed. */
  async triesToOpen(evaluation: EvaluationId, room: string): Promise<RawClient> {
    const port = Number(new URL(this.url).port);
    const client = new RawClient({ port, path: `${evaluation}/${room}@1`, who: null, cookie: this.cookie, origin: this.#page(port) });
    await client.open();
    await client.until(() => client.end !== null || client.updates.length > 0, 'a document or a no');
    return client.end ? client : client.joined();
  }

  async opens(evaluation: EvaluationId, room: string, options: { behaves?: boolean; doc?: Y.Doc } = {}): Promise<RawClient> {
    const port = Number(new URL(this.url).port);
    const client = new RawClient({
      port,
      path: `${evaluation}/${room}@1`,
      who: null,
      cookie: this.cookie,
      origin: this.#page(port),
      ...options,
    });
    await client.open();
    return options.behaves === false || client.end ? client : client.joined();
  }
}

let drawn = 0;
/** Ids that differ, in the form of drawn ones. */
export function newId(): string {
  drawn += 1;
  return `t${drawn}`.padEnd(20, 'x');
}

export type WholeServer = {
  readonly url: string;
  readonly running: Running;
  readonly folder: string;
  /** The first owner. */
  readonly owner: Visitor;
  visitor(name: string): Visitor;
  /** Comes in by an invitation of `by`. */
  invited(by: Visitor, evaluation: EvaluationId, name: string, role: Role): Promise<Visitor>;
  creates(by: Visitor, name: string, instrument?: string): Promise<EvaluationId>;
  close(): Promise<void>;
};

/** `log`: in place of silence. */
export async function aWholeServer({ log }: { readonly log?: Log } = {}): Promise<WholeServer> {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-test-'));
  const clientDir = join(folder, 'client');
  mkdirSync(clientDir);
  writeFileSync(join(clientDir, 'index.html'), '<!doctype html><title>Samsyn</title>');
  const running = await start({ PORT: '0', SAMSYN_DATA: join(folder, 'data'), SAMSYN_LOG: 'silent' }, { clientDir, ...(log && { log }) });
  const { url } = running;
  const owner = new Visitor('Ada', url);
  const token = must(running.ownerLink?.split('#')[1], 'a new installation has an owner link');
  await owner.ask('POST', '/api/links/use', { token, name: 'Ada', language: 'sv' });
  await knowsItself(owner);
  return {
    url,
    running,
    folder,
    owner,
    visitor: (name) => new Visitor(name, url),
    async invited(by, evaluation, name, role) {
      const { body } = await by.ask('POST', `/api/evaluations/${evaluation}/invitations`, { role });
      const visitor = new Visitor(name, url);
      const used = await visitor.ask('POST', '/api/invitations/use', { token: String(body['url']).split('#')[1], name, language: 'sv' });
      if (used.status !== 200) throw new Error(`${name} was not let in: ${used.text}`);
      await knowsItself(visitor);
      return visitor;
    },
    async creates(by, name, instrument = 'kommunkompassen-3.1') {
      const { body, text } = await by.ask('POST', '/api/evaluations', { subject: { name, year: 2026, visit: null }, instrument });
      if (!body['id']) throw new Error(`no evaluation was created: ${text}`);
      return body['id'] as EvaluationId;
    },
    async close() {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function knowsItself(visitor: Visitor): Promise<void> {
  const { body } = await visitor.ask('GET', '/api/me');
  visitor.id = body['id'] as MemberId;
}
