interface Preset {
  name: string;
  domains: readonly string[];
  imap: [host: string, port: number, security: 'tls' | 'starttls'];
  smtp: [host: string, port: number, security: 'tls' | 'starttls'];
  keepsSent: boolean;
  login: 'password' | 'oauth';
  /** Key of a sentence about getting the password. */
  help: string | null;
}

/** Providers whose servers are known; from their public help pages. */
const PRESETS: Preset[] = [
  {
    name: '腾讯企业邮',
    domains: ['exmail.qq.com'],
    imap: ['imap.exmail.qq.com', 993, 'tls'],
    smtp: ['smtp.exmail.qq.com', 465, 'tls'],
    keepsSent: false,
    login: 'password',
    help: 'code',
  },
  {
    name: 'QQ 邮箱',
    domains: ['qq.com', 'foxmail.com', 'vip.qq.com'],
    imap: ['imap.qq.com', 993, 'tls'],
    smtp: ['smtp.qq.com', 465, 'tls'],
    keepsSent: false,
    login: 'password',
    help: 'code',
  },
  {
    name: '网易 163',
    domains: ['163.com'],
    imap: ['imap.163.com', 993, 'tls'],
    smtp: ['smtp.163.com', 465, 'tls'],
    keepsSent: false,
    login: 'password',
    help: 'code',
  },
  {
    name: '网易 126',
    domains: ['126.com', 'yeah.net'],
    imap: ['imap.126.com', 993, 'tls'],
    smtp: ['smtp.126.com', 465, 'tls'],
    keepsSent: false,
    login: 'password',
    help: 'code',
  },
  {
    name: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    imap: ['imap.gmail.com', 993, 'tls'],
    smtp: ['smtp.gmail.com', 465, 'tls'],
    keepsSent: true,
    login: 'password',
    help: 'app-password',
  },
  {
    name: 'Outlook',
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'office365.com'],
    imap: ['outlook.office365.com', 993, 'tls'],
    smtp: ['smtp.office365.com', 587, 'starttls'],
    keepsSent: true,
    login: 'oauth',
    help: 'oauth',
  },
];

const serverOf = ([host, port, security]: Preset['imap']) => ({ host, port, security });

/** A proposal for an address: the provider's servers, or the usual names under its domain. */
export function presetFor(
  address: string,
): { name: string; config: Record<string, unknown>; help: string | null } | null {
  const domain = address.split('@')[1]?.trim().toLowerCase();
  if (!domain) return null;
  const preset = PRESETS.find((one) => one.domains.includes(domain));
  if (preset) {
    const { name, help, keepsSent, login } = preset;
    return {
      name,
      help,
      config: { imap: serverOf(preset.imap), smtp: serverOf(preset.smtp), keepsSent, login },
    };
  }
  return {
    name: domain,
    help: null,
    config: {
      imap: { host: `imap.${domain}`, port: 993, security: 'tls' },
      smtp: { host: `smtp.${domain}`, port: 465, security: 'tls' },
      keepsSent: false,
      login: 'password',
    },
  };
}
