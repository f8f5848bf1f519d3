/** /api/openapi.json: valid as far as it is used, and whole. */
import { describe, expect, test } from 'vitest';
import { refusals } from '../../../shared/domain/refusals.ts';
import { httpRefusals } from '../../../shared/protocol/http.ts';
import { aServer } from './harness.ts';

type Json = Record<string, unknown>;
type Operation = { responses: Record<string, Json>; parameters?: { name: string; in: string; required?: boolean }[]; requestBody?: Json };
type Document = { openapi: string; info: Json; paths: Record<string, Record<string, Operation>>; components: Record<string, Json> };

async function read(): Promise<Document> {
  return (await aServer().visitor().get('/api/openapi.json')).body as unknown as Document;
}

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => (key === '$ref' ? [String(inside)] : refsIn(inside)));
}

test('says which OpenAPI it is and what it describes', async () => {
  const document = await read();
  expect(document.openapi).toBe('3.1.0');
  expect(document.info).toMatchObject({ title: 'Samsyn', version: '1' });
});

test('lists every route of the app and no other', async () => {
  const document = await read();
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const there = aServer()
    .app.routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => `${method} ${path.replace(/:([^/]+)/g, '{$1}')}`);
  // The document does not describe itself.
  expect(listed.sort()).toEqual([...new Set(there)].filter((route) => route !== 'GET /api/openapi.json').sort());
  expect(listed.length).toBeGreaterThan(20);
});

describe('every operation', () => {
  test('has answers with words and a schema, 200 among them', async () => {
    for (const methods of Object.values((await read()).paths)) {
      for (const { responses } of Object.values(methods)) {
        expect(Object.keys(responses)).toContain('200');
        for (const [status, response] of Object.entries(responses)) {
          expect(status).toMatch(/^[2-5]\d\d$/);
          expect(response['description']).toMatch(/\w/);
          // "Nothing new" has no body.
          if (status !== '304') expect(response['content']).toBeTypeOf('object');
        }
      }
    }
  });

  test('declares exactly the parameters of its path', async () => {
    for (const [path, methods] of Object.entries((await read()).paths)) {
      const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      for (const { parameters = [] } of Object.values(methods)) {
        expect(parameters.map(({ name }) => name)).toEqual(inPath);
        for (const parameter of parameters) expect(parameter).toMatchObject({ in: 'path', required: true });
      }
    }
  });

  test('refuses unknown keys in what it takes', async () => {
    const document = await read();
    const command = document.paths['/api/evaluations/{id}/commands']?.['post']?.requestBody as {
      content: Record<string, { schema: Json }>;
    };
    expect(command.content['application/json']?.schema).toMatchObject({ additionalProperties: false, required: ['id', 'command'] });
    const bodies = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ requestBody }) => (requestBody ? [requestBody] : [])),
    );
    expect(bodies.length).toBeGreaterThan(8);
    for (const body of bodies) expect(body).toMatchObject({ required: true });
  });
});

test('every reference leads somewhere', async () => {
  const document = await read();
  const refs = refsIn(document);
  expect(refs.length).toBeGreaterThan(0);
  for (const ref of refs) {
    const found = ref
      .replace('#/', '')
      .split('/')
      .reduce<unknown>((inside, key) => (inside as Json | undefined)?.[key], document);
    expect(found, ref).toBeTypeOf('object');
  }
});

test('every refusal the tables know is documented somewhere under its status', async () => {
  const document = await read();
  const said = new Map<string, string>();
  for (const { responses } of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
    for (const [status, { description }] of Object.entries(responses)) said.set(status, `${said.get(status) ?? ''} ${String(description)}`);
  }
  const elsewhere = new Set(['route/none']);
  for (const [code, status] of Object.entries({ ...refusals, ...httpRefusals })) {
    if (!elsewhere.has(code)) expect(said.get(String(status)), code).toContain(`\`${code}\``);
  }
});
