import { area } from '../entry.ts';

/** The audit's page, and a name for every action it may hold. */
export const audit = area({
  hint: {
    zh: '谁在何时对身份、资金和客服台规则做了什么。只增不改，逐条校验；查看和导出也会留痕。不含客户资料的内容。',
    en: 'Who did what and when on identity, money and the rules of the desk. Only added to, each entry chained to the last; looking and exporting are on record too. Holds no customer’s data.',
  },
  check: { zh: '校验完整性', en: 'Check the chain' },
  whole: {
    zh: '{count} 条记录，逐条相符，无改动。',
    en: { one: '{count} entry, unchanged.', other: '{count} entries, none changed.' },
  },
  'broken.gap': {
    zh: '第 {seq} 条之前有记录缺失。请立即保留数据文件并通知负责人。',
    en: 'Entries are missing before entry {seq}. Keep the data file and tell the person in charge now.',
  },
  'broken.changed': {
    zh: '第 {seq} 条被改动过。请立即保留数据文件并通知负责人。',
    en: 'Entry {seq} was changed. Keep the data file and tell the person in charge now.',
  },
  'broken.cut': {
    zh: '第 {seq} 条起的记录被删去。请立即保留数据文件并通知负责人。',
    en: 'Entries from {seq} on were removed. Keep the data file and tell the person in charge now.',
  },
  'broken.anchor': {
    zh: '第 {seq} 条与签名不符，记录可能被整体替换。请立即保留数据文件并通知负责人。',
    en: 'Entry {seq} does not match its signature; the record may have been replaced. Keep the data file and tell the person in charge now.',
  },
  export: { zh: '导出 CSV', en: 'Export CSV' },
  exported: {
    zh: '已导出 {count} 条。',
    en: { one: '{count} entry exported.', other: '{count} entries exported.' },
  },
  exportCut: {
    zh: '已导出最近 {count} 条；其余请缩小时间范围后再导出。',
    en: 'The newest {count} entries were exported; narrow the dates for the rest.',
  },
  action: { zh: '操作', en: 'Action' },
  anyAction: { zh: '全部操作', en: 'Any action' },
  object: { zh: '对象编号', en: 'Object id' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  time: { zh: '时间', en: 'Time' },
  who: { zh: '谁', en: 'Who' },
  what: { zh: '做了什么', en: 'What' },
  result: { zh: '结果', en: 'Result' },
  'outcome.done': { zh: '完成', en: 'Done' },
  'outcome.refused': { zh: '被拒绝', en: 'Refused' },
  'outcome.failed': { zh: '失败', en: 'Failed' },
  'actor.system': { zh: '系统', en: 'System' },
  'actor.contact': { zh: '客户', en: 'Customer' },
  none: { zh: '没有符合条件的记录。', en: 'No entry fits.' },
  older: { zh: '更早的记录', en: 'Older entries' },
  table: { zh: '审计记录', en: 'Audit entries' },
});

/** Actions by code; a code without a name is shown as it is. */
export const auditAction = area({
  'audit.read': { zh: '查看审计记录', en: 'Read the audit' },
  'audit.exported': { zh: '导出审计记录', en: 'Exported the audit' },
  'contact.identity-added': { zh: '添加联系方式', en: 'Identity added' },
  'contact.identity-removed': { zh: '移除联系方式', en: 'Identity removed' },
  'conversation.contact-linked': { zh: '会话改属客户', en: 'Conversation moved to a customer' },
  'conversation.merged-into': { zh: '合并会话', en: 'Conversation merged' },
  'account.connected': { zh: '连接渠道账户', en: 'Channel connected' },
  'account.reconfigured': { zh: '修改渠道账户', en: 'Channel changed' },
  'account.paused': { zh: '暂停渠道账户', en: 'Channel paused' },
  'account.resumed': { zh: '恢复渠道账户', en: 'Channel resumed' },
  'account.removed': { zh: '移除渠道账户', en: 'Channel removed' },
  'account.pause': { zh: '暂停渠道账户', en: 'Pause a channel' },
  'account.resume': { zh: '恢复渠道账户', en: 'Resume a channel' },
  'source.connected': { zh: '连接交易数据源', en: 'Transaction source connected' },
  'source.reconfigured': { zh: '修改交易数据源', en: 'Transaction source changed' },
  'source.removed': { zh: '移除交易数据源', en: 'Transaction source removed' },
  'source.purged': { zh: '清除交易缓存', en: 'Kept records deleted' },
  'record.opened': { zh: '查看交易记录', en: 'Record seen' },
  'record.searched': { zh: '查询交易', en: 'Records looked up' },
  'record.account-opened': { zh: '查看账户资料', en: 'Account record seen' },
  'record.tried': { zh: '试查交易', en: 'Source tried' },
  'record.previewed': { zh: '预览交易文件', en: 'File previewed' },
  'brand.added': { zh: '新建品牌', en: 'Brand added' },
  'brand.changed': { zh: '修改品牌', en: 'Brand changed' },
  'workspace.created': { zh: '创建工作区', en: 'Workspace created' },
  'workspace.renamed': { zh: '工作区改名', en: 'Workspace renamed' },
  'workspace.demo-removed': { zh: '移除演示数据', en: 'Demo removed' },
  'agent.joined': { zh: '客服加入', en: 'Agent joined' },
  'agent.described': { zh: '修改客服资料', en: 'Agent changed' },
});
