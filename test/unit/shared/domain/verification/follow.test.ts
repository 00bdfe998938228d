import { describe, expect, test } from 'vitest';
import type { AgentId } from '#shared/lib/ids.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import { followUps } from '#shared/domain/verification/follow.ts';
import { chat, contactId, lin, zhou } from '../../../../kit/verification.ts';

const conversation = {
  id: chat,
  channel: 'email',
  accountId: 'mailbox',
  contactId,
  party: { address: 'Chen@mail.example', name: null },
  assigneeId: lin,
} as unknown as Conversation;
const known = new Set(['colleague@mail.example']);

const received = (message: object): DomainCommand =>
  ({
    type: 'message.receive',
    conversationId: chat,
    message: {
      channel: 'email',
      accountId: 'mailbox',
      from: { address: 'chen@mail.example', name: null },
      cc: [],
      isAutomatic: false,
      ...message,
    },
  }) as unknown as DomainCommand;
const written = (to: string): DomainCommand =>
  ({
    type: 'message.write',
    conversationId: chat,
    message: { to: [{ address: to, name: null }], cc: [], bcc: [] },
  }) as unknown as DomainCommand;
const of = (command: DomainCommand) =>
  followUps(command, conversation, (address) => known.has(address)).map((one) =>
    one.type === 'verification.end' ? one.cause : one.type,
  );
const by = (type: string, more: object = {}) =>
  ({ type, conversationId: chat, ...more }) as unknown as DomainCommand;

describe('what a conversation means for its check', () => {
  test.each([
    ['the customer writes', received({}), ['verification.hear']],
    ['a machine answers', received({ isAutomatic: true }), []],
    ['it goes on elsewhere', received({ accountId: 'other' }), ['channel-changed']],
    ['it goes on by chat', received({ channel: 'webchat' }), ['channel-changed']],
    [
      'another person writes',
      received({ from: { address: 'li@mail.example', name: null } }),
      ['participants-changed'],
    ],
    [
      'one who took part writes in place of the customer',
      received({ from: { address: 'colleague@mail.example', name: null } }),
      ['participants-changed'],
    ],
    [
      'a copy goes to somebody new',
      received({ cc: [{ address: 'new@mail.example', name: null }] }),
      ['participants-changed'],
    ],
    [
      'a copy goes to one who was there',
      received({ cc: [{ address: 'Colleague@mail.example', name: null }] }),
      ['verification.hear'],
    ],
    ['we answer the customer', written('chen@MAIL.example'), []],
    ['we bring somebody in', written('new@mail.example'), ['participants-changed']],
    ['it is resolved', by('conversation.resolve', { cause: null }), ['conversation-closed']],
    ['it is merged', by('conversation.merge-into', { targetId: 'x' }), ['participants-changed']],
    ['it takes another in', by('conversation.absorb', { sourceId: 'x' }), ['participants-changed']],
    ['another contact', by('conversation.link-contact', { contactId: 'x' }), ['contact-changed']],
    ['the same contact', by('conversation.link-contact', { contactId }), []],
    ['to a colleague', by('conversation.assign', { assigneeId: zhou }), ['verification.transfer']],
    ['to the same', by('conversation.assign', { assigneeId: lin }), []],
    ['to nobody', by('conversation.assign', { assigneeId: null as AgentId | null }), []],
    ['a tag', by('conversation.tag', { tag: 'x' }), []],
  ])('%s', (_what, command, expected) => {
    expect(of(command)).toEqual(expected);
  });
});
