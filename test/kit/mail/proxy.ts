import { connect, createServer, type Socket } from 'node:net';

/** A wire between a client and a server that can go wrong the ways wires do. */
export interface Wire {
  port: number;
  /** Connections made so far. */
  made(): number;
  /** Nothing passes any more and nobody is told, as when a cable is pulled or a phone sleeps. */
  silence(): void;
  /** Ends every connection. */
  cut(): void;
  /** New connections are refused until `heal`. */
  refuse(): void;
  heal(): void;
  stop(): Promise<void>;
}

export async function openWire(target: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let made = 0;
  let isSilent = false;
  let isRefusing = false;
  const server = createServer((near) => {
    if (isRefusing) {
      near.destroy();
      return;
    }
    made += 1;
    const far = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (data) => {
        if (!isSilent) to.write(data);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        if (!isSilent) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    made: () => made,
    silence: () => {
      isSilent = true;
    },
    cut,
    refuse: () => {
      isRefusing = true;
    },
    heal: () => {
      isSilent = false;
      isRefusing = false;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
