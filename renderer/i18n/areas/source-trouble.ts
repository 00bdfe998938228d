import { area } from '../entry.ts';

/** What is wrong with a transaction source, by stable code. */
export const sourceTrouble = area({
  'source.unreachable': {
    zh: '连不上数据源。请检查地址和网络；已有的缓存仍可查看。',
    en: 'The source cannot be reached. Check address and network; what is kept can still be seen.',
  },
  'source.timeout': {
    zh: '数据源没有按时应答。稍后会再试。',
    en: 'The source did not answer in time. It is tried again later.',
  },
  'source.refused-address': {
    zh: '这个地址指向内网或保留地址，未连接。如果确实是内网后台，请在设置里选择“内网或本机”。',
    en: 'The address leads into a private or reserved network and was not asked. If it is one’s own back office, choose “Own network” in its settings.',
  },
  'source.bad-certificate': {
    zh: '数据源的证书不可信，未发送任何内容。',
    en: 'The certificate of the source is not trusted; nothing was sent.',
  },
  'source.redirected': {
    zh: '数据源把请求转到了别的地址，未跟随。请直接填写正确的地址。',
    en: 'The source sent the request to another address, which was not followed. Enter the right address itself.',
  },
  'source.too-large': {
    zh: '应答过大，未读取。请缩小查询范围。',
    en: 'The answer was too large and was not read. Narrow the question.',
  },
  'source.cut-short': {
    zh: '应答只到了一半，未使用。',
    en: 'Only half of the answer arrived; it was not used.',
  },
  'source.not-json': {
    zh: '应答不是 JSON，可能是维护页面或登录页。',
    en: 'The answer was no JSON; perhaps a maintenance or sign-in page.',
  },
  'source.auth-refused': {
    zh: '数据源不接受密钥，可能已过期。请在设置里更新。',
    en: 'The source does not accept the key; it may have expired. Renew it in the settings.',
  },
  'source.forbidden': {
    zh: '密钥没有读取这些记录的权限。',
    en: 'The key may not read these records.',
  },
  'source.rate-limited': {
    zh: '查询太频繁，数据源要求稍等。',
    en: 'Too many questions; the source asks to wait.',
  },
  'source.server-error': {
    zh: '数据源自身出错。稍后会再试。',
    en: 'The source failed itself. It is tried again later.',
  },
  'source.rejected': {
    zh: '数据源拒绝了这次查询。请检查路径和参数。',
    en: 'The source refused the question. Check path and parameters.',
  },
  'source.schema-drift': {
    zh: '应答的格式与字段对应不符，可能已改版。请用“试查一笔”检查。',
    en: 'The answer does not fit the field map; it may have changed. Check with “Try one”.',
  },
  'source.not-offered': {
    zh: '这个数据源不支持这种查询。',
    en: 'This source cannot be asked that way.',
  },
  'source.no-secret': {
    zh: '没有密钥。请在设置里填写。',
    en: 'There is no key. Enter it in the settings.',
  },
  'source.bad-config': { zh: '设置不完整或不正确。', en: 'The settings are incomplete or wrong.' },
  'source.paused': {
    zh: '连续失败后暂停查询，稍后自动再试。',
    en: 'It failed several times and is left alone for a while; it is tried again by itself.',
  },
  'source.clock-skew': {
    zh: '数据源的时钟与本机相差太大，时间范围可能不准。',
    en: 'The clock of the source differs from this computer’s; time windows may be wrong.',
  },
  'source.folder-gone': {
    zh: '文件夹不存在或不可读。',
    en: 'The folder is not there or cannot be read.',
  },
  'source.no-file': { zh: '文件夹里没有 CSV 文件。', en: 'The folder holds no CSV file.' },
  'source.no-header': { zh: '第一行不是列名。', en: 'The first line names no columns.' },
  'source.importing': { zh: '文件还在读入，请稍候。', en: 'The files are still being read.' },
  'source.file-changed': {
    zh: '读取时文件被替换，正在重新读取。',
    en: 'The file was replaced while it was read; it is read again.',
  },
  'source.bad-file': { zh: '文件不是可读的 CSV。', en: 'The file is no readable CSV.' },
  'source.unreadable-file': { zh: '文件无法读取。', en: 'The file cannot be read.' },
  'source.failed': { zh: '数据源出了问题。', en: 'Something went wrong with the source.' },
});
