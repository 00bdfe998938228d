import { area } from '../entry.ts';

/** Names of commands as menus, the palette and the key sheet show them. */
export const keys = area({});
