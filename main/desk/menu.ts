import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** The platform's usual menu. Windows and Linux show none: every act has a key in the window. */
export function setMenu(platform: NodeJS.Platform) {
  if (platform !== 'darwin') {
    Menu.setApplicationMenu(null);
    return;
  }
  const template: MenuItemConstructorOptions[] = [
    { role: 'appMenu', label: app.getName() },
    { role: 'editMenu' },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
