import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** As much of SIP over UDP on this machine as it takes to ask whether somebody is there. */

const openSocket = async (): Promise<Socket> => {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
};

export const freeUdpPorts = async (count: number): Promise<number[]> => {
  const sockets = await Promise.all(Array.from({ length: count }, openSocket));
  const ports = sockets.map((socket) => socket.address().port);
  for (const socket of sockets) socket.close();
  return ports;
};

/** How long one question waits for its answer. */
const PATIENCE = 250;

/** Whether somebody answers `OPTIONS` there. */
export const answersOptions = async (port: number): Promise<boolean> => {
  const socket = await openSocket();
  const own = `127.0.0.1:${socket.address().port}`;
  const question = [
    `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
    `Via: SIP/2.0/UDP ${own};branch=z9hG4bK${Date.now()}`,
    `From: <sip:test@${own}>;tag=1`,
    `To: <sip:127.0.0.1:${port}>`,
    `Call-ID: ${Date.now()}@${own}`,
    'CSeq: 1 OPTIONS',
    'Max-Forwards: 10',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
  const answered = new Promise<boolean>((resolve) => {
    socket.once('message', (answer) => resolve(String(answer).startsWith('SIP/2.0 200 ')));
    setTimeout(() => resolve(false), PATIENCE);
  });
  socket.send(question, port, '127.0.0.1');
  try {
    return await answered;
  } finally {
    socket.close();
  }
};
