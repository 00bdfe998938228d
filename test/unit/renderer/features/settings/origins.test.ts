import { expect, test } from 'vitest';
import { readOrigins } from '#renderer/features/settings/origins.ts';

test('sites lose their path and gain their scheme', () => {
  expect(
    readOrigins('shop.example.com/cart\nhttps://a.example:8443/，http://localhost:3000'),
  ).toEqual({
    origins: ['https://shop.example.com', 'https://a.example:8443', 'http://localhost:3000'],
    unread: [],
  });
});

test('a site named twice is one, and what is no site is told', () => {
  expect(readOrigins('https://a.example https://a.example/x ftp://b.example shop')).toEqual({
    origins: ['https://a.example'],
    unread: ['ftp://b.example', 'shop'],
  });
});
