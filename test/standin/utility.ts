import { EventEmitter } from 'node:events';

/** Gives a forked engine what Electron's utility process has: `process.parentPort`. */
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void process.send?.(message),
});
process.on('message', (data) => port.emit('message', { data, ports: [] }));
process.on('disconnect', () => process.exit(0));
Object.assign(process, { parentPort: port });
