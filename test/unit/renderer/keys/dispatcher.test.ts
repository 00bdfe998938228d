import { describe, expect, test } from 'vitest';
import { Dispatcher, type KeySettings, type Where } from '#renderer/keys/dispatcher.ts';
import type { CommandId } from '#renderer/keys/commands.ts';

const settings: KeySettings = { platform: 'other', remapped: {}, singleKeys: true };
const page: Where = { isText: false, places: [] };
const text: Where = { isText: true, places: [] };
const all = (): boolean => true;

const press = (
  key: string,
  held: { ctrlKey?: boolean; shiftKey?: boolean; repeat?: boolean } = {},
) => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  ...held,
});

test('letters are commands on the page and text in a text field', () => {
  const dispatcher = new Dispatcher(settings);
  expect(dispatcher.key(press('e'), page, all, 0)).toEqual({
    kind: 'run',
    id: 'conversation.resolve',
  });
  expect(dispatcher.key(press('e'), text, all, 0)).toEqual({ kind: 'pass' });
});

test('modifier chords work while typing', () => {
  const dispatcher = new Dispatcher(settings);
  const open = dispatcher.key(press('k', { ctrlKey: true }), text, all, 0);
  expect(open).toEqual({ kind: 'run', id: 'palette.open' });
  const selectAll = dispatcher.key(press('a', { ctrlKey: true }), text, all, 0);
  expect(selectAll).toEqual({ kind: 'pass' });
});

test('letters can be switched off; chords stay', () => {
  const dispatcher = new Dispatcher({ ...settings, singleKeys: false });
  expect(dispatcher.key(press('e'), page, all, 0)).toEqual({ kind: 'pass' });
  expect(dispatcher.key(press('g'), page, all, 0)).toEqual({ kind: 'pass' });
  expect(dispatcher.key(press('k', { ctrlKey: true }), page, all, 0).kind).toBe('run');
});

test('a destructive key held down acts once', () => {
  const dispatcher = new Dispatcher(settings);
  expect(dispatcher.key(press('e', { repeat: true }), page, all, 0)).toEqual({ kind: 'swallow' });
  expect(dispatcher.key(press('j', { repeat: true }), page, all, 0)).toEqual({
    kind: 'run',
    id: 'list.next',
  });
});

test('the innermost place has the first word', () => {
  const dispatcher = new Dispatcher(settings);
  const centre: Where = { isText: false, places: ['centre'] };
  expect(dispatcher.key(press('e'), centre, all, 0)).toEqual({ kind: 'run', id: 'centre.done' });
});

test('a command nobody listens to leaves its key to others', () => {
  const dispatcher = new Dispatcher(settings);
  const without = (id: CommandId): boolean => id !== 'conversation.resolve';
  expect(dispatcher.key(press('e'), page, without, 0)).toEqual({ kind: 'pass' });
});

describe('G and then a letter', () => {
  test('goes somewhere', () => {
    const dispatcher = new Dispatcher(settings);
    expect(dispatcher.key(press('g'), page, all, 0)).toEqual({ kind: 'wait' });
    expect(dispatcher.key(press('i'), page, all, 1400)).toEqual({ kind: 'run', id: 'go.mine' });
  });

  test('is forgotten after a while and after a wrong key', () => {
    const dispatcher = new Dispatcher(settings);
    dispatcher.key(press('g'), page, all, 0);
    const late = dispatcher.key(press('i'), page, all, 1600);
    expect(late).toEqual({ kind: 'run', id: 'conversation.take' });
    dispatcher.key(press('g'), page, all, 2000);
    expect(dispatcher.key(press('q'), page, all, 2100)).toEqual({ kind: 'pass' });
    expect(dispatcher.key(press('i'), page, all, 2200)).toEqual({
      kind: 'run',
      id: 'conversation.take',
    });
  });
});

test('a remapped key replaces the default', () => {
  const dispatcher = new Dispatcher({ ...settings, remapped: { 'conversation.resolve': 'D' } });
  expect(dispatcher.key(press('e'), page, all, 0)).toEqual({ kind: 'pass' });
  expect(dispatcher.key(press('d'), page, all, 0)).toEqual({
    kind: 'run',
    id: 'conversation.resolve',
  });
});
