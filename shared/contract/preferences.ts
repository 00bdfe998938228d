import { z } from '#shared/lib/schema.ts';

/** How one agent likes this desk. Kept on the desk, not in the journal. */
export const preferences = z.object({
  language: z.enum(['system', 'zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['cozy', 'compact']),
  /** Pixels of body text. */
  textSize: z.number().int().min(14).max(18),
  sendKey: z.enum(['enter', 'mod-enter']),
  singleKeys: z.boolean(),
  /** Command id → chord, only where it differs from the default. */
  keys: z.record(z.string(), z.string()),
  undoSeconds: z.object({
    email: z.number().int().min(0).max(30),
    chat: z.number().int().min(0).max(30),
  }),
  notifications: z.enum(['off', 'count', 'name', 'text']),
  sounds: z.boolean(),
  /** Kinds of notifications that are listed but make no noise. */
  quietKinds: z.array(z.string()),
  spellCheck: z.boolean(),
  trustedImageSenders: z.array(z.string()),
  columns: z.object({
    views: z.boolean(),
    context: z.boolean(),
    list: z.number().nullable(),
    contextWidth: z.number().nullable(),
  }),
  /** The tab last open beside a conversation. */
  contextTab: z.string().max(40),
  checklistDismissed: z.boolean(),
});
export type Preferences = z.infer<typeof preferences>;

export const defaultPreferences: Preferences = {
  language: 'system',
  theme: 'system',
  density: 'cozy',
  textSize: 14,
  sendKey: 'enter',
  singleKeys: true,
  keys: {},
  undoSeconds: { email: 10, chat: 0 },
  notifications: 'name',
  sounds: true,
  quietKinds: [],
  spellCheck: false,
  trustedImageSenders: [],
  columns: { views: true, context: true, list: null, contextWidth: null },
  contextTab: 'contact',
  checklistDismissed: false,
};
