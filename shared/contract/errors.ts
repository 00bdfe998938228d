import { z } from '#shared/lib/schema.ts';
import { rejectionCodes } from '#shared/domain/event.ts';

/** The domain said no; `code` picks the sentence, `details` fills it. */
export const rejection = z.object({
  code: z.enum(rejectionCodes),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** What every command answers. `seq` is the journal position after it. */
export const commandResult = z.union([
  z.object({ ok: z.literal(true), seq: z.number().int() }),
  z.object({ ok: z.literal(false), rejection }),
]);
export type CommandResult = z.infer<typeof commandResult>;
