import { conversationCommands } from './conversation-commands.ts';
import { listCommands } from './list-commands.ts';
import type { CommandShape } from './command-shape.ts';
import { windowCommands } from './window-commands.ts';

/** Every command with a key, in the order the key sheet shows them. */
export const commands = { ...listCommands, ...conversationCommands, ...windowCommands };

export type CommandId = keyof typeof commands;
export type Command = CommandShape & { id: CommandId };
export const commandIds = Object.keys(commands) as CommandId[];
export const commandOf = (id: CommandId): Command => ({ ...commands[id], id });
