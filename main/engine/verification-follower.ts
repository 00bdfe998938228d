import type { DomainCommand } from '#shared/domain/command.ts';
import { followUps } from '#shared/domain/verification/follow.ts';
import { planCheck } from '#shared/domain/verification/plan.ts';
import type { Projection } from '#main/projection/projection.ts';

/** What a command means for the check that runs in its conversation. */
export const verificationFollower =
  (
    projection: Pick<
      Projection,
      'conversation' | 'verification' | 'recordGuard' | 'hasParticipant'
    >,
  ) =>
  (command: DomainCommand, at: number): DomainCommand[] => {
    if (!('conversationId' in command)) return [];
    if (!command.type.startsWith('message.') && !command.type.startsWith('conversation.'))
      return [];
    const { conversationId } = command;
    const state = projection.verification(conversationId);
    const conversation = state?.isOpen ? projection.conversation(conversationId) : null;
    if (!conversation) return [];
    const known = (address: string) => projection.hasParticipant(conversationId, address);
    return followUps(command, conversation, known).flatMap((wish) =>
      planCheck(state, wish, projection.recordGuard, at),
    );
  };
