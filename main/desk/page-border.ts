import { BrowserWindow, ipcMain, nativeTheme, Notification, type WebFrameMain } from 'electron';
import { z } from '#shared/lib/schema.ts';
import { channels, verbSchemas } from '#shared/contract/desk-border.ts';
import { APP_ORIGIN } from './app-scheme.ts';
import type { EngineProcess } from './engine-process.ts';

/** Only the top frame of our own page speaks; a mail document or anything else is not heard. */
const isOurPage = (frame: WebFrameMain | null) =>
  frame !== null && frame.parent === null && frame.url.startsWith(`${APP_ORIGIN}/`);

const frameData = z.union([z.string(), z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)]);

/** Everything the page can ask of the main process: frames for the engine, and a few verbs. */
export function guardBorder(engine: EngineProcess) {
  /** Page → peer of its newest document; a reload is a new peer. */
  const peers = new Map<number, number>();
  let next = 0;

  ipcMain.on(channels.open, (event) => {
    if (!isOurPage(event.senderFrame)) return;
    const { id } = event.sender;
    const old = peers.get(id);
    if (old === undefined) event.sender.once('destroyed', () => endOf(id));
    else engine.send({ kind: 'rpc-end', peer: old });
    peers.set(id, ++next);
  });
  const endOf = (id: number) => {
    const peer = peers.get(id);
    if (peer !== undefined) engine.send({ kind: 'rpc-end', peer });
    peers.delete(id);
  };

  ipcMain.on(channels.toEngine, (event, data: unknown) => {
    const peer = peers.get(event.sender.id);
    const frame = frameData.safeParse(data);
    if (!isOurPage(event.senderFrame) || peer === undefined || !frame.success) return;
    engine.send({ kind: 'rpc', peer, data: frame.data });
  });
  engine.onFrame((peer, data) => {
    for (const [id, one] of peers)
      if (one === peer)
        BrowserWindow.getAllWindows()
          .find((window) => window.webContents.id === id)
          ?.webContents.send(channels.fromEngine, data);
  });

  ipcMain.on(channels.verb, (event, name: unknown, value: unknown) => {
    if (!isOurPage(event.senderFrame)) return;
    const window = BrowserWindow.fromWebContents(event.sender);
    if (!window) return;
    if (name === 'theme') {
      const theme = verbSchemas.theme.safeParse(value);
      if (theme.success) nativeTheme.themeSource = theme.data;
    }
    if (name === 'notify') {
      const notice = verbSchemas.notify.safeParse(value);
      if (notice.success) notify(window, notice.data);
    }
    if (name === 'attention') window.flashFrame(true);
  });
}

function notify(window: BrowserWindow, notice: z.infer<typeof verbSchemas.notify>) {
  if (!Notification.isSupported()) return;
  const shown = new Notification({ title: notice.title, body: notice.body, silent: true });
  shown.on('click', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.webContents.send(channels.go, notice.go);
  });
  shown.show();
}
