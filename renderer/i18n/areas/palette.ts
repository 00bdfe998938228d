import { area } from '../entry.ts';

/** Command palette and key sheet. */
export const palette = area({
  title: { zh: '命令面板', en: 'Command palette' },
  results: { zh: '结果', en: 'Results' },
  'group.recent': { zh: '最近', en: 'Recent' },
  'group.context': { zh: '当前会话', en: 'This conversation' },
  'group.commands': { zh: '命令', en: 'Commands' },
  'group.conversations': { zh: '会话', en: 'Conversations' },
  'group.people': { zh: '客户', en: 'People' },
  'group.search': { zh: '搜索', en: 'Search' },
  searchFor: { zh: '在全部消息中搜索“{text}”', en: 'Search all messages for “{text}”' },
  found: {
    zh: '{count} 个结果',
    en: { one: '{count} result', other: '{count} results' },
  },
  nothing: {
    zh: '没有匹配的命令、客户或会话。',
    en: 'No command, person or conversation matches.',
  },
  nothingHint: {
    zh: '试试单号后四位，或换一个词。',
    en: 'Try the last digits of a number, or another word.',
  },
  failed: {
    zh: '会话和客户暂时查不到，命令仍可使用。',
    en: 'People and conversations cannot be looked up now; commands still work.',
  },
  'foot.move': { zh: '选择', en: 'move' },
  'foot.run': { zh: '执行', en: 'run' },
  'foot.close': { zh: '关闭', en: 'close' },
  'foot.command': { zh: '命令', en: 'command' },
  'foot.number': { zh: '单号', en: 'number' },
  'foot.person': { zh: '人', en: 'person' },
  'sheet.title': { zh: '快捷键', en: 'Keyboard shortcuts' },
  'sheet.filter': { zh: '筛选快捷键', en: 'Filter shortcuts' },
  'sheet.nothing': { zh: '没有匹配的快捷键。', en: 'No shortcut matches.' },
  'sheet.edit': { zh: '修改快捷键', en: 'Change shortcuts' },
  'sheet.singleOff': {
    zh: '单键快捷键已关闭，单个字母的快捷键不起作用。',
    en: 'Single keys are off, so shortcuts of one letter do nothing.',
  },
});
