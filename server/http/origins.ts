/** Which addresses the app answers to: the one that stands in its links, and from which pages requests and sockets are taken. */

export type Origins = {
  /** As it stands in links, without a slash at the end. */
  own(): string;
  readonly secure: boolean;
  /**
   * Whether a page of this origin may write and open sockets. `host` is the request's Host header.
   * Derived from a loopback address, every spelling of this machine is our own (localhost, 127.0.0.1, [::1], ada.localhost), but
   * one spelling's page can't write to another: each has its own cookies. A spelled-out origin is compared as it is, because a proxy may rewrite Host.
   */
  allows(origin: string, host: string | undefined): boolean;
};

const loopbackNames = /^(?:localhost|127\.0\.0\.1|\[::1\]|(?:[a-z0-9-]+\.)+localhost)$/;

/** `spelledOut`: SAMSYN_ORIGIN, or null when derived from a loopback host and `port()`, known once the server listens. */
export function createOrigins(spelledOut: string | null, host: string, port: () => number): Origins {
  if (spelledOut !== null) {
    return { own: () => spelledOut, secure: spelledOut.startsWith('https:'), allows: (origin) => origin === spelledOut };
  }
  const name = host === '::1' ? '[::1]' : host === '127.0.0.1' ? 'localhost' : host;
  return {
    own: () => `http://${name}:${port()}`,
    secure: false,
    allows: (origin, requestHost) => {
      const url = URL.canParse(origin) ? new URL(origin) : null;
      return (
        url?.origin === origin &&
        url.host === requestHost &&
        url.port === String(port()) &&
        url.protocol === 'http:' &&
        loopbackNames.test(url.hostname)
      );
    },
  };
}
