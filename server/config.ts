/** What the environment says about this installation, read once at start. A wrong value is answered with one line that says how to mend it. */
import { isIP } from 'node:net';
import { err, ok, type Result } from '../shared/domain/result.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Config = {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Folder of the database; may be relative to the working directory. */
  readonly data: string;
  /** As spelled out in SAMSYN_ORIGIN, without a slash at the end; null: derived from a loopback host and the port. */
  readonly origin: string | null;
  readonly log: LogLevel;
  /** Whether to print links that sign the owners in: somebody signed out everywhere, or lost the device. */
  readonly recover: boolean;
  /** What works but costs something, a line each. */
  readonly warnings: readonly string[];
};

export type Env = Readonly<Record<string, string | undefined>>;

export function readConfig(env: Env): Result<Config, string> {
  // An empty value is what compose files and shells leave behind for "not set".
  const read = (name: string) => env[name]?.trim() || undefined;

  const port = readPort(read('PORT'));
  if (!port.ok) return port;
  const host = readHost(read('HOST'));
  if (!host.ok) return host;
  const log = readLevel(read('SAMSYN_LOG'));
  if (!log.ok) return log;
  const recovering = read('SAMSYN_RECOVER');
  if (recovering !== undefined && recovering !== 'owner')
    return err(`SAMSYN_RECOVER=${shown(recovering)} is not known: the one value is "owner".`);
  const recover = recovering === 'owner';
  const data = read('SAMSYN_DATA') ?? './data';
  if (data.includes('\0')) return err('SAMSYN_DATA is not the path of a folder.');
  const spelledOut = read('SAMSYN_ORIGIN');
  if (spelledOut === undefined) {
    return isLoopback(host.value)
      ? ok({ port: port.value, host: host.value, data, origin: null, log: log.value, recover, warnings: [] })
      : err(
          `HOST=${host.value} can be reached from other machines, so SAMSYN_ORIGIN must say the address people use, such as https://samsyn.example.org.`,
        );
  }
  const origin = readOrigin(spelledOut);
  if (!origin.ok) return origin;
  const url = new URL(origin.value);
  const isBare = url.protocol === 'http:' && !isLoopback(url.hostname);
  const warnings = isBare
    ? [
        `SAMSYN_ORIGIN=${origin.value} is not encrypted: cookies travel in the clear, and browsers keep nothing for work offline. Use https.`,
      ]
    : [];
  return ok({ port: port.value, host: host.value, data, origin: origin.value, log: log.value, recover, warnings });
}

function readPort(value = '4870'): Result<number, string> {
  const port = /^[0-9]{1,5}$/.test(value) ? Number(value) : NaN;
  return port <= 65_535 ? ok(port) : err(`PORT=${shown(value)} is not a port: use a number from 0 to 65535 (0: any free one).`);
}

function readHost(value = '127.0.0.1'): Result<string, string> {
  const host = value.replace(/^\[(.*)\]$/, '$1');
  const isName = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(host) && !/^[0-9.]+$/.test(host);
  return isIP(host) || isName ? ok(host) : err(`HOST=${shown(value)} is neither an IP address nor a host name.`);
}

function readLevel(value = 'info'): Result<LogLevel, string> {
  const level = logLevels.find((each) => each === value);
  return level ? ok(level) : err(`SAMSYN_LOG=${shown(value)} is none of ${logLevels.join(', ')}.`);
}

function readOrigin(value: string): Result<string, string> {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  // Compared with the origin as a URL writes it, so that a path, a user or a query shows.
  return isWeb && value.toLowerCase().replace(/\/$/, '').replace(defaultPort(url), '') === url.origin
    ? ok(url.origin)
    : err(`SAMSYN_ORIGIN=${shown(value)} is not an origin: use scheme, host and port alone, such as https://samsyn.example.org.`);
}

function defaultPort(url: URL): RegExp {
  return url.protocol === 'https:' ? /:443$/ : /:80$/;
}

export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** On one line and not too long, whatever was typed. */
function shown(value: string): string {
  const line = JSON.stringify(value).slice(1, -1);
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
