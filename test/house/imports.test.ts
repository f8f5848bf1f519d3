/** Who may lean on whom: `domain ← doc ← protocol ← {server, client}`, and the finer borders inside the server and the client. */
import { expect, test } from 'vitest';
import { importsOf, product, type Import } from './sources.ts';

interface Border {
  readonly in: string;
  /** Files inside that are not bound by it. */
  readonly but?: readonly string[];
  readonly allows: (one: Import) => boolean;
}
const under =
  (...folders: readonly string[]) =>
  ({ target }: Import) =>
    folders.some((folder) => target === folder || target.startsWith(`${folder}/`));
const not = (rule: (one: Import) => boolean) => (one: Import) => !rule(one);
const sql = under('better-sqlite3', 'node:sqlite');
const http = under('hono', '@hono', 'node:http', 'node:https', 'server/http');
const sockets = under('ws', 'y-websocket', 'server/rooms');
const compositionRoots = ['server/main.ts', 'server/dev.ts', 'server/start.ts', 'server/build.ts'];

/** Every relative path and every package; a package is allowed by naming it. */
const borders: Readonly<Record<string, Border>> = {
  'the domain leans on zod and itself': { in: 'shared/domain', allows: under('shared/domain', 'zod') },
  'documents lean on the domain': {
    in: 'shared/doc',
    allows: under('shared/doc', 'shared/domain', 'zod', 'yjs', 'lib0', 'prosemirror-model', 'y-prosemirror'),
  },
  'the protocol leans on documents and the domain': {
    in: 'shared/protocol',
    allows: under('shared/protocol', 'shared/doc', 'shared/domain', 'zod', 'yjs', 'lib0', 'y-protocols'),
  },
  'what is shared leans on nothing of Node, the server or the client': {
    in: 'shared',
    allows: (one) => !/^(node:|server\/|client\/)/.test(one.target),
  },
  'the server does not know the client': { in: 'server', but: compositionRoots, allows: not(under('client')) },
  'rooms know no HTTP': { in: 'server/rooms', allows: not(http) },
  'storage knows no HTTP and no sockets': { in: 'server/storage', allows: (one) => !http(one) && !(sockets(one) && !one.typeOnly) },
  'HTTP knows no sockets': { in: 'server/http', allows: (one) => !(sockets(one) && !one.typeOnly) },
  'SQL is spoken in the storage only': { in: 'server', but: ['server/storage/'], allows: (one) => !sql(one) || one.typeOnly },
  'the client speaks no SQL and no Node': { in: 'client', allows: (one) => !sql(one) && !one.target.startsWith('node:') },
  'only the client’s api.ts knows the server': { in: 'client', but: ['client/api.ts'], allows: not(under('server')) },
  'api.ts takes types from the server, nothing that runs': { in: 'client/api.ts', allows: (one) => !under('server')(one) || one.typeOnly },
  'elements are shown, not connected': {
    in: 'client/ui',
    allows: under('client/ui', 'client/i18n', 'client/styles', 'shared/domain', 'lit', 'd3-scale', 'd3-shape'),
  },
  'sentences and styles know no screens': {
    in: 'client/i18n',
    allows: under('client/i18n', 'shared/domain', 'lit'),
  },
  'controllers know no screens and no elements': {
    in: 'client/controllers',
    allows: not(under('client/screens', 'client/ui', 'client/editor')),
  },
  'sync knows nothing of what is shown': {
    in: 'client/sync',
    allows: not(under('client/screens', 'client/ui', 'client/editor', 'client/controllers')),
  },
  'the service worker leans on nothing but itself': { in: 'client/worker', allows: under('client/worker') },
  'the editor knows no screens': { in: 'client/editor', allows: not(under('client/screens')) },
};

const imports = product.map((source) => ({ path: source.path, imports: importsOf(source) }));

test.each(Object.entries(borders))('%s', (_name, border) => {
  const inside = imports.filter(
    ({ path }) => (path === border.in || path.startsWith(`${border.in}/`)) && !border.but?.some((but) => path.startsWith(but)),
  );
  const across = inside.flatMap((source) =>
    source.imports.filter((one) => !border.allows(one)).map((one) => `${source.path} imports ${one.specifier}`),
  );
  expect(across).toEqual([]);
  expect(inside.length).toBeGreaterThan(0);
});

test('relative imports say the file they mean', () => {
  const vague = imports.flatMap(({ path, imports: found }) =>
    found
      .filter(({ specifier }) => /^\.\.?\//.test(specifier) && !/\.(ts|json|css)(\?\w+)?$/.test(specifier))
      .map((one) => `${path}: ${one.specifier}`),
  );
  expect(vague).toEqual([]);
});

test('only shared/doc names the roots of a document', () => {
  const outside = product.filter(
    ({ path, text }) => !path.startsWith('shared/doc/') && /\.get(Map|XmlFragment|XmlElement|Array)\s*[(<]/.test(text),
  );
  expect(outside.map(({ path }) => path)).toEqual([]);
});
