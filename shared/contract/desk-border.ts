import { z } from '#shared/lib/schema.ts';

/** Names of the messages between the page's preload and Electron's main process. */
export const channels = {
  /** A new document begins: what an older one asked for ends. */
  open: 'kefu:open',
  toEngine: 'kefu:to-engine',
  fromEngine: 'kefu:from-engine',
  verb: 'kefu:verb',
  /** To the page: show this place, an address within the desk such as `#/inbox/open/…`. */
  go: 'kefu:go',
} as const;

/** What the page may ask of the shell, with the one value each takes. */
export const verbSchemas = {
  theme: z.enum(['system', 'light', 'dark']),
  notify: z.object({
    title: z.string().max(200),
    body: z.string().max(400),
    go: z.string().max(400),
  }),
  attention: z.undefined(),
} as const;
