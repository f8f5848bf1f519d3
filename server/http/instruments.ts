/** Instruments: the list, one whole, and a new one read from a file. A version never changes once it is here. */
import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { criteriaOf } from '../../shared/domain/evaluation.ts';
import { InstrumentId } from '../../shared/domain/ids.ts';
import { limits } from '../../shared/domain/limits.ts';
import { Instrument } from '../../shared/domain/instrument.ts';
import { readInstrument } from '../../shared/domain/instrument-file.ts';
import { InstrumentMade, InstrumentRefused, Instruments } from '../../shared/protocol/http.ts';
import { answers, refused, type StatusOf } from './answers.ts';
import { isJson } from './guard.ts';
import type { HttpDeps, HttpEnv } from './ports.ts';
import { ownerOnly, signedIn } from './sessions.ts';

// A copy, because a schema made before zod-openapi was loaded can't be named in the document.
const NamedInstrument = Instrument.clone();

const list = createRoute({
  method: 'get',
  path: '/api/instruments',
  summary: 'The instruments of this installation',
  middleware: signedIn,
  responses: answers('In the order they came', Instruments, 'session/none'),
});
const read = createRoute({
  method: 'get',
  path: '/api/instruments/{id}',
  summary: 'One instrument whole',
  middleware: signedIn,
  request: { params: z.strictObject({ id: InstrumentId }) },
  responses: answers('The instrument', NamedInstrument, 'session/none', 'instrument/unknown'),
});
const faulty: StatusOf<'instrument/faulty'> = 422;
const add = createRoute({
  method: 'post',
  path: '/api/instruments',
  summary: 'Add an instrument from its file; every fault is named with its place',
  middleware: ownerOnly,
  // Described only: the handler reads the text itself, so that each fault gets its place and not just a no.
  request: { body: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Instrument' } } } } },
  responses: {
    ...answers('Its id', InstrumentMade, 'session/none', 'role/owner-only', 'instrument/exists'),
    [faulty]: {
      description: '`instrument/faulty` with every fault and its place',
      content: { 'application/json': { schema: InstrumentRefused } },
    },
  },
});

export function instrumentRoutes({ store, clock, log }: HttpDeps) {
  const routes = new OpenAPIHono<HttpEnv>();
  routes.openAPIRegistry.register('Instrument', NamedInstrument);
  return routes
    .openapi(list, async (c) => {
      const rows = (await store.listInstruments()).map((each) => ({
        id: each.id,
        label: each.label,
        name: each.name,
        version: each.version,
        owner: each.owner ?? null,
        language: each.language,
        areas: each.areas.length,
        criteria: criteriaOf(each).length,
        maxPoints: each.maxPoints,
      }));
      return c.json({ instruments: rows }, 200);
    })
    .openapi(read, async (c) => {
      const instrument = await store.findInstrument(c.req.valid('param').id);
      return instrument ? c.json(instrument, 200) : refused(c, 'instrument/unknown');
    })
    .openapi(add, async (c) => {
      if (!isJson(c.req.header('content-type'))) return refused(c, 'input/not-json');
      const instrument = readInstrument(await c.req.text());
      if (!instrument.ok)
        return refused(
          c,
          'instrument/faulty',
          { count: instrument.error.length },
          {
            faults: instrument.error.slice(0, limits.faultsListed),
          },
        );
      const { id } = instrument.value;
      if (!(await store.insertInstrument(instrument.value, c.get('me').person.id, clock.now())))
        return refused(c, 'instrument/exists', { instrument: id });
      log.info({ instrument: id }, 'a new instrument');
      return c.json({ id }, 200);
    });
}
