/** Who is signed in on this device, as far as it was told last: for a start without network. Not a proof of anything: the server asks for the cookie. */
import { Me } from '../../shared/protocol/http.ts';
import { read, write } from './theme.ts';

const key = 'samsyn.me';

export function rememberedMe(): Me | null {
  const kept = read(key);
  if (kept === null) return null;
  try {
    return Me.safeParse(JSON.parse(kept)).data ?? null;
  } catch {
    return null;
  }
}

/** null: nobody any more. */
export function rememberMe(me: Me | null): void {
  write(key, me === null ? '' : JSON.stringify(me));
}
