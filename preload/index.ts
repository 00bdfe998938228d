import { contextBridge, ipcRenderer } from 'electron';
import { channels } from '#shared/contract/desk-border.ts';

const version = process.argv.find((one) => one.startsWith('--kefu-version='))?.slice(15) ?? '';

/** All that the page gets of Electron: frames to the engine, and a few named verbs. */
contextBridge.exposeInMainWorld('kefuDesk', {
  open: () => ipcRenderer.send(channels.open),
  send: (data: unknown) => ipcRenderer.send(channels.toEngine, data),
  onMessage: (callback: (data: unknown) => void) => {
    const listener = (_event: unknown, data: unknown) => callback(data);
    ipcRenderer.on(channels.fromEngine, listener);
    return () => void ipcRenderer.off(channels.fromEngine, listener);
  },
  platform: process.platform,
  appVersion: version,
  verbs: {
    theme: (theme: unknown) => ipcRenderer.send(channels.verb, 'theme', theme),
    notify: (notice: unknown) => ipcRenderer.send(channels.verb, 'notify', notice),
    attention: () => ipcRenderer.send(channels.verb, 'attention'),
    onGo: (callback: unknown) => {
      if (typeof callback !== 'function') return;
      ipcRenderer.on(channels.go, (_event, place: unknown) => callback(place));
    },
  },
});
