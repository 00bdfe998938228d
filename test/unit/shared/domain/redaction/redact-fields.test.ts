import { expect, test } from 'vitest';
import { redactFields } from '#shared/domain/redaction/redact-fields.ts';

const card = '4539141000079198';

test('words of people are masked however deep they lie', () => {
  const masked = redactFields({
    type: 'brand.add',
    profile: {
      name: `A ${card}`,
      topics: ['refund', card],
      faq: [{ question: card, answer: 'x' }],
    },
    to: [{ address: 'a@b.test', name: `B ${card}` }],
  });
  expect(JSON.stringify(masked)).not.toContain(card);
  expect(masked.to[0]?.address).toBe('a@b.test');
});

test('ids, positions and texts stay as they are', () => {
  const command = { messageId: card, externalId: `<${card}@x>`, text: card, blob: card, at: 4539 };
  expect(redactFields(command)).toBe(command);
});
