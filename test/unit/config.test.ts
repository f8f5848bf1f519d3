/** Configuration: what stands without any, what each variable takes, and the one line that a wrong value stops with. */
import { describe, expect, test } from 'vitest';
import { isLoopback, readConfig } from '../../server/config.ts';

const read = (env: Record<string, string>) => {
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.error);
  return config.value;
};
const complaint = (env: Record<string, string>) => {
  const config = readConfig(env);
  return config.ok ? null : config.error;
};

test('without any variable it serves this machine alone', () => {
  expect(read({})).toEqual({ port: 4870, host: '127.0.0.1', data: './data', origin: null, log: 'info', recover: false, warnings: [] });
});

test('an empty variable is one that is not set', () => {
  expect(read({ PORT: '', HOST: ' ', SAMSYN_DATA: '', SAMSYN_ORIGIN: '', SAMSYN_LOG: '' })).toEqual(read({}));
});

test.each([
  ['PORT', '0', 'port', 0],
  ['PORT', '65535', 'port', 65_535],
  ['HOST', 'localhost', 'host', 'localhost'],
  ['HOST', '::1', 'host', '::1'],
  ['HOST', '[::1]', 'host', '::1'],
  ['HOST', '127.0.0.2', 'host', '127.0.0.2'],
  ['SAMSYN_DATA', '/var/lib/samsyn', 'data', '/var/lib/samsyn'],
  ['SAMSYN_LOG', 'silent', 'log', 'silent'],
  ['SAMSYN_ORIGIN', 'https://samsyn.example.org', 'origin', 'https://samsyn.example.org'],
  ['SAMSYN_ORIGIN', 'https://samsyn.example.org/', 'origin', 'https://samsyn.example.org'],
  ['SAMSYN_ORIGIN', 'https://Samsyn.example.org:443', 'origin', 'https://samsyn.example.org'],
  ['SAMSYN_ORIGIN', 'https://samsyn.example.org:8443', 'origin', 'https://samsyn.example.org:8443'],
] as const)('%s=%s is taken', (name, value, key, expected) => {
  expect(read({ [name]: value })[key]).toBe(expected);
});

test.each([
  ['PORT', 'abc'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['PORT', '0x50'],
  ['HOST', 'not a host'],
  ['HOST', '300.1.1.1'],
  ['HOST', 'http://localhost'],
  ['SAMSYN_LOG', 'loud'],
  ['SAMSYN_LOG', 'toString'],
  ['SAMSYN_DATA', 'a\0b'],
  ['SAMSYN_ORIGIN', 'samsyn.example.org'],
  ['SAMSYN_ORIGIN', 'ftp://samsyn.example.org'],
  ['SAMSYN_ORIGIN', 'https://samsyn.example.org/path'],
  ['SAMSYN_ORIGIN', 'https://samsyn.example.org?x=1'],
  ['SAMSYN_ORIGIN', 'https://me:secret@samsyn.example.org'],
  ['SAMSYN_ORIGIN', 'https://'],
  ['SAMSYN_ORIGIN', '*'],
])('%s=%s stops with one line that names it', (name, value) => {
  const line = complaint({ [name]: value });
  expect(line).toContain(name);
  expect(line).not.toContain('\n');
});

test('what was typed is shown on one line, however long', () => {
  const line = complaint({ PORT: `1\n2${'9'.repeat(500)}` });
  expect(line).toMatch(/^PORT=1\\n2999/);
  expect(line?.length).toBeLessThan(200);
});

describe('beyond loopback', () => {
  test.each(['0.0.0.0', '::', '192.168.1.4', 'samsyn.example.org'])('HOST=%s needs a spelled-out origin', (HOST) => {
    expect(complaint({ HOST })).toContain('SAMSYN_ORIGIN');
    expect(read({ HOST, SAMSYN_ORIGIN: 'https://samsyn.example.org' }).warnings).toEqual([]);
  });

  test('an http origin that is spelled out is taken, with a warning of what it costs', () => {
    const { origin, warnings } = read({ HOST: '0.0.0.0', SAMSYN_ORIGIN: 'http://samsyn.example.org:4870' });
    expect(origin).toBe('http://samsyn.example.org:4870');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/cookies.*offline/);
  });

  test('http to this machine is nothing to warn of', () => {
    expect(read({ SAMSYN_ORIGIN: 'http://localhost:4870' }).warnings).toEqual([]);
  });
});

test.each([
  ['localhost', true],
  ['ada.localhost', true],
  ['127.9.9.9', true],
  ['[::1]', true],
  ['127.example.org', false],
  ['localhost.example.org', false],
  ['0.0.0.0', false],
])('isLoopback(%s) is %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test('owners are let in again only by that very word', () => {
  expect([read({}).recover, read({ SAMSYN_RECOVER: 'owner' }).recover]).toEqual([false, true]);
  expect(complaint({ SAMSYN_RECOVER: 'me' })).toBe('SAMSYN_RECOVER=me is not known: the one value is "owner".');
});
