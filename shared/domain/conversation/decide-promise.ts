import { accept, type Decision, reject } from '../event.ts';
import type { ConversationCommand } from './commands.ts';
import type { ConversationEvent } from './events.ts';
import type { Conversation } from './state.ts';

type PromiseCommand = Extract<
  ConversationCommand,
  { type: 'conversation.promise' | 'conversation.settle-promise' }
>;

/** A promise has a time to come, and is settled once. */
export function decidePromise(
  state: Conversation,
  command: PromiseCommand,
  at: number,
): Decision<ConversationEvent> {
  const known = state.promises.find((one) => one.promiseId === command.promiseId);
  if (command.type === 'conversation.promise') {
    if (command.dueAt <= at) return reject('promise.past');
    const { type: _type, conversationId: _id, ...made } = command;
    return known ? accept() : accept({ type: 'conversation.promised', ...made });
  }
  if (!known) return reject('promise.unknown');
  return accept({
    type: 'conversation.promise-settled',
    promiseId: command.promiseId,
    outcome: at > known.dueAt ? 'broken' : command.outcome,
    dueAt: known.dueAt,
  });
}
