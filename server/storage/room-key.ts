/** A room's key taken apart: `<evaluation>/<room>`; neither half holds a slash. */
import type { RoomKey } from '../ports.ts';

export function splitRoom(key: RoomKey): { readonly evaluation: string; readonly name: string } {
  const slash = key.indexOf('/');
  return { evaluation: key.slice(0, slash), name: key.slice(slash + 1) };
}
