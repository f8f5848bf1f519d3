/** Why a connection was closed, as WebSocket close codes. 44xx is final for that replica (y-websocket ≥ 3.1 stops), 45xx is retried. */
export const closings = {
  'frame/malformed': 4400,
  'session/ended': 4401,
  'access/denied': 4403,
  'room/none': 4404,
  'content/refused': 4409,
  'epoch/old': 4410,
  'content/too-large': 4413,
  'section/signed-off': 4423,
  'client/too-old': 4426,
  'server/restarting': 4503,
  'client/too-fast': 4508,
} as const satisfies Record<string, number>;
export type Closing = keyof typeof closings;

export function closingOf(code: number): Closing | null {
  const found = Object.entries(closings).find(([, each]) => each === code);
  return found ? (found[0] as Closing) : null;
}

/** Whether a connection closed with this code must not come back with the same replica. */
export function isFinal(code: number): boolean {
  return code >= 4400 && code < 4500;
}
