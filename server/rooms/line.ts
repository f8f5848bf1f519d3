/** A WebSocket as a line. */
import type { WebSocket } from 'ws';
import type { Line } from './connection.ts';

/** Pings in a row without an answer after which nobody is there. */
const mostUnanswered = 3;

/** `ping` finds out whether anybody is still there; call it every so often. `closeMs`: between saying goodbye and hanging up; `bufferedBytes`: the most that may wait to be sent. */
export function lineOf(socket: WebSocket, closeMs: number, bufferedBytes: number): Line & { ping(): void } {
  let unanswered = 0;
  socket.on('pong', () => (unanswered = 0));
  // Pongs go out by themselves: whoever asks without end and never reads would have them pile up here.
  socket.on('ping', () => {
    if (socket.bufferedAmount > bufferedBytes) socket.terminate();
  });
  // Whatever goes wrong on a socket ends in its 'close', which is heard.
  socket.on('error', () => {});
  return {
    send: (bytes) => socket.send(bytes),
    close(code, reason) {
      // A paused socket would not hear the other side's goodbye.
      socket.resume();
      socket.close(code, reason);
      setTimeout(() => socket.terminate(), closeMs).unref();
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
    ping() {
      if (socket.readyState !== socket.OPEN || socket.isPaused) return;
      unanswered += 1;
      if (unanswered > mostUnanswered) socket.terminate();
      else socket.ping();
    },
  };
}
