import { app, BrowserWindow, dialog, powerMonitor } from 'electron';
import path from 'node:path';
import { parseArguments } from '#main/hub/arguments.ts';
import { registerScheme, serveScheme } from '#main/desk/app-scheme.ts';
import { startEngine } from '#main/desk/engine-process.ts';
import { setMenu } from '#main/desk/menu.ts';
import { guardBorder } from '#main/desk/page-border.ts';
import { guardSession, openWindow } from '#main/desk/window.ts';

/** Electron's own switches stand before ours on the command line; ours begin with a known name. */
const ours = (argv: string[]) => {
  const from = argv.findIndex((one) =>
    /^--(profile|workspace|config|lang|port|no-open|browser|help)\b/.test(one),
  );
  return from < 0 ? [] : argv.slice(from);
};

function main() {
  const args = ours(process.argv.slice(1));
  const wanted = parseArguments(args);
  app.setPath('userData', path.join(wanted.profile, 'shell'));
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  registerScheme();
  const outFolder = path.resolve(import.meta.dirname, '..');
  let isStopped = false;

  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) openWindow({ outFolder });
    else {
      if (window.isMinimized()) window.restore();
      window.show();
    }
  });

  void app.whenReady().then(() => {
    guardSession();
    setMenu(process.platform);
    const engine = startEngine({
      outFolder,
      args: ['--profile', wanted.profile, ...args],
      onRefused: (message) => {
        dialog.showErrorBox(app.getName(), message);
        isStopped = true;
        app.exit(1);
      },
    });
    serveScheme({ outFolder, engine });
    guardBorder(engine);
    openWindow({ outFolder });
    powerMonitor.on('resume', () => engine.send({ kind: 'refresh' }));
    app.on('activate', () => {
      if (BrowserWindow.getAllWindows().length === 0) openWindow({ outFolder });
    });
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    app.on('before-quit', (event) => {
      if (isStopped) return;
      event.preventDefault();
      void engine.stop().then(() => {
        isStopped = true;
        app.quit();
      });
    });
  });
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  app.exit(1);
}
