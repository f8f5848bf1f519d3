/** From what someone types as an address to the link's address. */
import { isAllowedHref } from '../../shared/doc/schema.ts';

/** Spelled out if it is a web page or an e-mail address without its beginning; null if it is neither, or may not be linked. */
export function hrefFrom(typed: string): string | null {
  const address = typed.trim();
  if (isAllowedHref(address)) return address;
  const guess = /^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(address)
    ? `mailto:${address}`
    : /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?$/u.test(address)
      ? `https://${address}`
      : null;
  return isAllowedHref(guess) ? guess : null;
}
