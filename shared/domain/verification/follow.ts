import type { DomainCommand } from '../command.ts';
import type { Conversation } from '../conversation/state.ts';
import type { VerificationCommand } from './commands.ts';

/**
 * What happens in a conversation and means something for its check: another channel, another
 * person in it, another contact, or its end. `isKnown`: an address that took part before.
 */
export function followUps(
  command: DomainCommand,
  conversation: Conversation,
  isKnown: (address: string) => boolean,
): VerificationCommand[] {
  const { id: conversationId } = conversation;
  const end = (cause: Extract<VerificationCommand, { type: 'verification.end' }>['cause']) => [
    { type: 'verification.end' as const, conversationId, cause },
  ];
  const party = conversation.party.address.toLowerCase();
  const isNew = ({ address }: { address: string }) =>
    address.toLowerCase() !== party && !isKnown(address.toLowerCase());
  switch (command.type) {
    case 'message.receive': {
      const { channel, accountId, from, cc, isAutomatic } = command.message;
      if (channel !== conversation.channel || accountId !== conversation.accountId)
        return end('channel-changed');
      if (isAutomatic) return [];
      if (from.address.toLowerCase() !== party || cc.some(isNew))
        return end('participants-changed');
      return [{ type: 'verification.hear', conversationId }];
    }
    case 'message.write': {
      const { to, cc, bcc } = command.message;
      return [...to, ...cc, ...bcc].some(isNew) ? end('participants-changed') : [];
    }
    case 'conversation.assign': {
      const { assigneeId } = command;
      const was = conversation.assigneeId;
      return was !== null && assigneeId !== null && was !== assigneeId
        ? [{ type: 'verification.transfer', conversationId, toAgentId: assigneeId }]
        : [];
    }
    case 'conversation.resolve':
      return end('conversation-closed');
    case 'conversation.link-contact':
      return command.contactId === conversation.contactId ? [] : end('contact-changed');
    case 'conversation.merge-into':
    case 'conversation.absorb':
      return end('participants-changed');
    default:
      return [];
  }
}
