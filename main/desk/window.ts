import { app, BrowserWindow, screen, session, shell } from 'electron';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from '#shared/lib/schema.ts';
import { APP_ORIGIN } from './app-scheme.ts';

const place = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().min(640),
  height: z.number().min(480),
  isMaximized: z.boolean(),
});

const placeFile = () => path.join(app.getPath('userData'), 'window.json');

/** Where the window was; null when that is unknown or no longer on any screen. */
function lastPlace() {
  try {
    const found = place.parse(JSON.parse(readFileSync(placeFile(), 'utf8')));
    const isOnScreen = screen
      .getAllDisplays()
      .some(
        ({ workArea }) =>
          found.x < workArea.x + workArea.width - 80 &&
          found.x + found.width > workArea.x + 80 &&
          found.y >= workArea.y &&
          found.y < workArea.y + workArea.height - 80,
      );
    return isOnScreen ? found : null;
  } catch {
    return null;
  }
}

function keepPlace(window: BrowserWindow) {
  writeFileSync(
    placeFile(),
    JSON.stringify({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }),
  );
}

/** Sites leave through the system's browser; other schemes could start programs. */
const mayOpenOutside = (url: string) => /^(https?|mailto|tel):/i.test(url);

/** What a page may ask of the system; everything else is refused. */
const PERMISSIONS = new Set(['notifications', 'clipboard-sanitized-write']);

export function guardSession() {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(PERMISSIONS.has(permission)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) =>
    PERMISSIONS.has(permission),
  );
}

export function openWindow(options: { outFolder: string }): BrowserWindow {
  const last = lastPlace();
  const window = new BrowserWindow({
    width: last?.width ?? 1440,
    height: last?.height ?? 900,
    ...(last ? { x: last.x, y: last.y } : {}),
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: app.getName(),
    backgroundColor: '#f1f3f6',
    webPreferences: {
      preload: path.join(options.outFolder, 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      additionalArguments: [`--kefu-version=${app.getVersion()}`],
    },
  });
  if (last?.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => keepPlace(window));
  const { webContents } = window;
  webContents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  webContents.on('will-navigate', (event, url) => {
    if (url.startsWith(`${APP_ORIGIN}/`)) return;
    event.preventDefault();
    if (mayOpenOutside(url)) void shell.openExternal(url);
  });
  webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) webContents.reload();
  });
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}
