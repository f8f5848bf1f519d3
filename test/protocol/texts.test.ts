/** Every text in one answer: what is in it, for whom, how little work it is when nothing is new, and that it leaves no trace. */
import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf } from '../../shared/doc/roots.ts';
import { sectionsOf } from '../../shared/domain/evaluation.ts';
import type { EvaluationId } from '../../shared/domain/ids.ts';
import { limits } from '../../shared/domain/limits.ts';
import { Texts } from '../../shared/protocol/http.ts';
import instrument from '../../shared/instruments/kommunkompassen-3.1.json' with { type: 'json' };
import { aWholeServer, Visitor, type WholeServer } from '../support/whole-server.ts';

let server: WholeServer;
let evaluation: EvaluationId;
let [ben, oda, eli, stranger] = [] as unknown as [Visitor, Visitor, Visitor, Visitor];
beforeAll(async () => {
  server = await aWholeServer();
  evaluation = await server.creates(server.owner, 'Torsås');
  ben = await server.invited(server.owner, evaluation, 'Ben', 'evaluator');
  oda = await server.invited(server.owner, evaluation, 'Oda', 'observer');
  eli = await server.invited(server.owner, evaluation, 'Eli', 'contact');
  stranger = await server.invited(server.owner, await server.creates(server.owner, 'Vellinge'), 'Sten', 'lead');
});
afterAll(() => server.close());

const sections = sectionsOf(instrument as never);
const path = () => `/api/evaluations/${evaluation}/texts`;

async function fetched(who: Visitor, etag?: string) {
  const response = await fetch(`${server.url}${path()}`, {
    headers: { cookie: who.cookie, ...(etag === undefined ? {} : { 'if-none-match': etag }) },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
async function textsFor(who: Visitor): Promise<ReadonlyMap<string, { readonly seq: number; readonly text: string }>> {
  const { texts } = Texts.parse(JSON.parse((await fetched(who)).text));
  return new Map(
    texts.map(({ section, seq, bytes }) => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, Buffer.from(bytes, 'base64'));
      return [section as string, { seq, text: bodyOf(doc).toString() }];
    }),
  );
}
async function writes(who: Visitor, section: string, words: string): Promise<void> {
  const client = await who.opens(evaluation, `text.${section}`);
  bodyOf(client.doc).insert(bodyOf(client.doc).length, [new Y.XmlText(words)]);
  await client.saved();
  await client.leave();
}

describe('the texts', () => {
  test('are those of every section, in the report’s order, also where nobody has written', async () => {
    await writes(ben, 'summary', 'Sammanfattning.');
    const texts = await textsFor(oda);
    expect([...texts.keys()]).toEqual(sections);
    expect([texts.get('summary'), texts.get(sections[1] ?? '')]).toEqual([
      { seq: 1, text: 'Sammanfattning.' },
      { seq: 0, text: '' },
    ]);
  });

  test('hold what is stored of a room that is open, and of one that is not', async () => {
    const [open, closed] = [sections[2] ?? '', sections[3] ?? ''];
    await writes(ben, closed, 'Closed.');
    const client = await ben.opens(evaluation, `text.${open}`);
    for (let i = 0; i < 30; i++) bodyOf(client.doc).insert(0, [new Y.XmlText(`${i} `)]);
    await client.saved();
    const texts = await textsFor(oda);
    expect([texts.get(open)?.text, texts.get(closed)?.text]).toEqual([bodyOf(client.doc).toString(), 'Closed.']);
    await client.leave();
  });

  test('are taken into a document that goes on by its socket without being refused', async () => {
    await writes(ben, 'summary', ' Mer.');
    const { texts } = Texts.parse(JSON.parse((await fetched(ben)).text));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Buffer.from(texts.find(({ section }) => section === 'summary')?.bytes ?? '', 'base64'));
    bodyOf(doc).insert(bodyOf(doc).length, [new Y.XmlText(' Skrivet utan nät.')]);
    const client = await ben.opens(evaluation, 'text.summary', { doc });
    await client.saved();
    expect((await textsFor(oda)).get('summary')?.text).toContain(' Skrivet utan nät.');
    await client.leave();
  });

  test('open no room, whoever asks for them', async () => {
    const gauge = async () => /samsyn_open_rooms (\d+)/.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1];
    const before = await gauge();
    await textsFor(oda);
    expect(await gauge()).toBe(before);
  });
});

describe('with the etag of an answer', () => {
  test('nothing is sent until something is written, and then all', async () => {
    const first = await fetched(oda);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{43}"$/);
    const again = await fetched(oda, etag);
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    await writes(ben, 'summary', '!');
    const after = await fetched(oda, etag);
    expect([after.status, after.headers.get('etag') === etag, after.text.length > 100]).toEqual([200, false, true]);
  });

  test('of somebody else nothing is withheld, and what is sent is kept by no cache', async () => {
    const mine = (await fetched(oda)).headers.get('etag') ?? '';
    const theirs = await fetched(ben, mine);
    expect([theirs.status, theirs.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect((await fetched(oda, mine)).headers.get('cache-control')).toBe('no-store');
  });
});

test('they travel compressed where that is understood', async () => {
  await writes(ben, 'summary', 'lorem '.repeat(5_000));
  const { port } = new URL(server.url);
  const raw = (encoding: string) =>
    new Promise<{ encoding: string | undefined; vary: string | undefined; body: Buffer }>((resolve, reject) => {
      const headers = { cookie: ben.cookie, 'accept-encoding': encoding };
      request({ host: '127.0.0.1', port, path: path(), headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ encoding: response.headers['content-encoding'], vary: response.headers['vary'], body: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end();
    });
  const [zipped, plain] = [await raw('gzip, deflate, br'), await raw('identity')];
  expect([zipped.encoding, zipped.vary, plain.encoding]).toEqual(['gzip', 'Accept-Encoding', undefined]);
  expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
  expect(zipped.body.length).toBeLessThan(plain.body.length / 5);
});

describe('who may not read texts', () => {
  test('gets a no: a stranger, nobody, an id that is none, a query', async () => {
    expect([(await fetched(stranger)).status, (await fetched(new Visitor('Nobody', server.url))).status]).toEqual([403, 401]);
    expect((await ben.ask('GET', `/api/evaluations/${'x'.repeat(20)}/texts`)).body).toMatchObject({ code: 'evaluation/unknown' });
    expect((await ben.ask('GET', '/api/evaluations/nonsense/texts')).body).toMatchObject({ code: 'input/malformed' });
    expect((await ben.ask('GET', `${path()}?all=1`)).status).toBe(400);
  });

  test('gets none: a contact is a member, and opens no text', async () => {
    expect((await eli.ask('GET', path())).body).toEqual({ texts: [] });
  });

  test('gets nothing any more once removed, not even "nothing new"', async () => {
    const gone = await server.invited(server.owner, evaluation, 'Gun', 'reviewer');
    const etag = (await fetched(gone)).headers.get('etag') ?? '';
    await server.owner.does(evaluation, { type: 'member.remove', member: gone.id });
    expect((await fetched(gone, etag)).status).toBe(403);
  });
});

test('whoever asks for all of it over and over waits; "nothing new" is not counted', async () => {
  const eager = await server.invited(server.owner, evaluation, 'Elsa', 'reviewer');
  const etag = (await fetched(eager)).headers.get('etag') ?? '';
  for (let i = 0; i < limits.wholeTexts.perAddress + 5; i++) expect((await fetched(eager, etag)).status).toBe(304);
  const statuses: number[] = [];
  for (let i = 1; i <= limits.wholeTexts.perAddress; i++) statuses.push((await fetched(eager)).status);
  expect([new Set(statuses.slice(0, -1)), statuses.at(-1)]).toEqual([new Set([200]), 429]);
  expect(Number((await fetched(eager)).headers.get('retry-after'))).toBeGreaterThan(0);
  expect([(await fetched(eager, etag)).status, (await fetched(oda)).status]).toEqual([304, 200]);
});
