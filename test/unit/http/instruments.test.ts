/** Instruments over HTTP: listed and read by whoever is signed in, added by owners, each version once. */
import { describe, expect, test } from 'vitest';
import { shippedInstruments, seedInstruments } from '../../../server/shipped-instruments.ts';
import { aServer, no, tiny } from './harness.ts';

test('what ships is there after a start, once', async () => {
  const server = aServer();
  const { at: olle } = await server.owner();
  await seedInstruments(server.ports);
  await seedInstruments(server.ports);
  const said = await olle.get('/api/instruments');
  expect(said.body).toMatchObject({
    instruments: [
      { id: 'kommunkompassen-2020', version: '2020', areas: 8, criteria: 37, maxPoints: 800, language: 'sv' },
      { id: 'kommunkompassen-3.1', version: '3.1', areas: 8, criteria: 36, maxPoints: 800, language: 'sv' },
    ],
  });
  expect((await olle.get('/api/instruments/kommunkompassen-3.1')).body).toEqual(shippedInstruments[1]);
});

describe('an owner adds one', () => {
  test('and it can be used', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    expect((await olle.post('/api/instruments', tiny)).body).toEqual({ id: 'tiny-1' });
    expect((await olle.get('/api/instruments/tiny-1')).body).toEqual(tiny);
  });

  test('[I2] an id that is taken is refused, and the version stays as it was', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    await olle.post('/api/instruments', tiny);
    expect(no(await olle.post('/api/instruments', { ...tiny, name: 'Other' }))).toEqual([409, 'instrument/exists']);
    expect((await olle.get('/api/instruments/tiny-1')).body).toEqual(tiny);
  });

  test('every fault comes back at once, each with its place', async () => {
    const server = aServer();
    const { at: olle } = await server.owner();
    const [one, two] = tiny.areas;
    const said = await olle.post('/api/instruments', {
      ...tiny,
      colour: 'red',
      areas: [
        { ...one, maxPoints: 21 },
        { ...two, id: 'one' },
      ],
    });
    expect(no(said)).toEqual([422, 'instrument/faulty']);
    expect(said.body).toMatchObject({ facts: { count: 4 } });
    expect((said.body['faults'] as { code: string; path: string }[]).map(({ code, path }) => [code, path])).toEqual([
      ['key/unknown', 'colour'],
      ['id/twice', 'areas[1].id'],
      ['area/sum', 'areas[0].maxPoints'],
      ['instrument/sum', 'maxPoints'],
    ]);
    expect((await olle.get('/api/instruments')).body).toEqual({ instruments: [] });
  });

  test('[I1] of a file with thousands of faults the first hundred are listed, and all are counted', async () => {
    const { at: olle } = await aServer().owner();
    const unknown = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`key${i}`, 1]));
    const said = await olle.post('/api/instruments', JSON.stringify(unknown));
    const { faults, facts } = said.body as { faults: unknown[]; facts: { count: number } };
    expect([faults.length, facts.count > 5_000]).toEqual([100, true]);
  });

  test.each(['', '{', 'null', '[]', '7', '"x"'])('%j is faulty', async (text) => {
    const { at: olle } = await aServer().owner();
    expect(no(await olle.post('/api/instruments', text))).toEqual([422, 'instrument/faulty']);
  });

  test('only as JSON', async () => {
    const { at: olle } = await aServer().owner();
    expect(no(await olle.post('/api/instruments', JSON.stringify(tiny), { 'content-type': 'text/plain' }))).toEqual([
      415,
      'input/not-json',
    ]);
  });
});

test('members read and do not add; nobody does neither', async () => {
  const server = aServer();
  const { at: olle } = await server.owner();
  const ada = await server.member(olle, await server.evaluation(olle), 'lead', 'Ada');
  expect((await ada.at.get('/api/instruments/tiny-1')).body).toEqual(tiny);
  expect(no(await ada.at.post('/api/instruments', tiny))).toEqual([403, 'role/owner-only']);
  expect(no(await ada.at.get('/api/instruments/none-1'))).toEqual([404, 'instrument/unknown']);
  expect(no(await ada.at.get('/api/instruments/NOT*AN*ID'))).toEqual([400, 'input/malformed']);
  for (const path of ['/api/instruments', '/api/instruments/tiny-1'])
    expect(no(await server.visitor().get(path))).toEqual([401, 'session/none']);
});
