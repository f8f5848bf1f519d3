/** What is said to a request that Node itself turns away, before there is one that the app could answer. */
import type { Server } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { refusal, type Code } from './answers.ts';

/** Makes such refusals look like all others: a status, a code and a sentence as JSON. Call it before the server listens. */
export function answerBroken(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Behind an answer that has begun, this one would be read as its body.
    const hasAnswered = socket instanceof Socket && socket.bytesWritten > 0;
    if (hasAnswered || !socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    if (error.code === 'HPE_HEADER_OVERFLOW') turnAway(socket, '431 Request Header Fields Too Large', 'input/too-large');
    else turnAway(socket, '400 Bad Request', 'input/malformed');
  });
  // We proxy for nobody, and nobody's expectation but 100-continue means anything: what is asked is answered as always.
  server.on('connect', (_request, socket) => turnAway(socket, '400 Bad Request', 'input/malformed'));
  server.on('checkExpectation', (request, response) => void server.emit('request', request, response));
}

function turnAway(socket: Duplex, status: string, code: Code): void {
  const text = JSON.stringify(refusal(code));
  const head = [`HTTP/1.1 ${status}`, 'Connection: close', 'Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`];
  socket.on('error', () => {});
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}
