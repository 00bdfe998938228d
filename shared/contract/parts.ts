import { oc } from '@orpc/contract';
import { z } from '#shared/lib/schema.ts';
import { conversationId } from '#shared/lib/ids.ts';
import { party } from '#shared/domain/conversation/message-parts.ts';
import { commandResult } from './errors.ts';

export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  oc.input(input).output(output);
/** A repeat with the same `commandId` has one effect. */
export const commandId = z.string().min(8).max(120).optional();
export const command = <S extends z.ZodRawShape>(shape: S) =>
  oc.input(z.object({ commandId, ...shape })).output(commandResult);
export const nothing = z.object({}).optional();
export const limit = z.number().int().min(1).max(200).default(50);
export const ids = z.object({ conversationId });
export const mailFields = {
  to: z.array(party).max(200),
  cc: z.array(party).max(200),
  bcc: z.array(party).max(200),
  subject: z.string().max(1000),
};
