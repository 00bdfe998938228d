import type { Step } from './scripts.ts';

/** Steps about accounts: frozen, registration, password, new device, safety. */
export const accountSteps = {
  'account-safety': {
    kind: 'check',
    agent: {
      zh: '确认账户安全：查看交易记录、登录历史和异常，记录结果。',
      en: 'Confirm the account is safe: look at payments, sign-ins and oddities; note the result.',
    },
    customer: {
      zh: '为保护账户安全，请先完成核验。',
      en: 'To protect the account I need to complete a check first.',
    },
    causes: ['risk-block'],
    rows: ['B18', 'C15', 'A17'],
  },
  'record-confirmed': {
    kind: 'check',
    agent: {
      zh: '按订单号、时间和金额找到交易记录，记下编号。',
      en: 'Find the payment by order number, time and amount; note its id.',
    },
    customer: {
      zh: '请提供订单号、交易时间和交易金额。',
      en: 'Please give me the order number, the time and the amount of the payment.',
    },
    causes: [],
    rows: ['B08', 'B17', 'B19', 'C13'],
  },
  'freeze-state': {
    kind: 'check',
    agent: {
      zh: '查看账户状态与冻结原因。原因不得向客户透露或暗示。',
      en: 'Look at the account’s state and why. The reason is not told or hinted at.',
    },
    customer: null,
    causes: ['account-frozen'],
    rows: ['A17', 'B02', 'B20'],
  },
  'full-verification': {
    kind: 'check',
    agent: {
      zh: '完成最高级别的身份核验；核验未完成不提交任何请求。',
      en: 'Complete the strongest identity check; nothing is requested before it.',
    },
    customer: {
      zh: '需要先完成安全核验，请在官方 App 内按提示操作。',
      en: 'A security check comes first. Please follow the steps in the official app.',
    },
    causes: [],
    rows: ['A18'],
  },
  'request-review': {
    kind: 'hand-over',
    agent: {
      zh: '提交解冻核查申请：写明理由，由另一人审批；客服不能自行解冻。',
      en: 'Ask for a review of the freeze with a reason; another person approves. The desk never unfreezes.',
    },
    customer: {
      zh: '我们已转交专员处理，预计 {eta} 前回复您。',
      en: 'A specialist is looking at it and will reply by {eta}.',
    },
    causes: [],
    rows: ['A18', 'B20'],
  },
  'official-site': {
    kind: 'guide',
    agent: { zh: '引导客户进入官方网站。', en: 'Lead the customer to the official site.' },
    customer: {
      zh: '请打开官方网站，点击首页的“注册”。',
      en: 'Please open the official site and choose “Register” on the front page.',
    },
    causes: [],
    rows: ['D09'],
  },
  'registration-form': {
    kind: 'guide',
    agent: {
      zh: '填写姓名、邮箱和手机号码，提醒信息须准确。',
      en: 'Name, e-mail and mobile number; they have to be right.',
    },
    customer: {
      zh: '请填写姓名、电子邮箱和手机号码，请确保信息准确。',
      en: 'Please fill in name, e-mail and mobile number, and make sure they are right.',
    },
    causes: [],
    rows: ['D09'],
  },
  'choose-password': {
    kind: 'guide',
    agent: {
      zh: '客户自行设置密码，客服不得获知。',
      en: 'The customer chooses the password; no agent learns it.',
    },
    customer: {
      zh: '请设置包含字母和数字的密码，不要告诉任何人，包括客服。',
      en: 'Please choose a password with letters and digits, and tell it to nobody, not even us.',
    },
    causes: [],
    rows: ['D09'],
  },
  'verification-mail': {
    kind: 'check',
    agent: {
      zh: '查看邮箱是否已验证、链接是否已发送或过期；需要时申请重发。',
      en: 'See whether the e-mail is verified and the link sent or expired; ask for a new one if needed.',
    },
    customer: {
      zh: '请打开验证邮件并点击链接；没有收到请查看垃圾邮件。',
      en: 'Please open the verification mail and follow its link; look in the spam folder if it is missing.',
    },
    causes: [],
    rows: ['D09', 'D10'],
  },
  'sign-in': {
    kind: 'check',
    agent: { zh: '确认客户可以登录。', en: 'Make sure the customer can sign in.' },
    customer: {
      zh: '现在请用注册的邮箱和密码登录。',
      en: 'Now please sign in with your e-mail and password.',
    },
    causes: [],
    rows: ['D09', 'D17'],
  },
  'suggest-two-factor': {
    kind: 'offer',
    agent: { zh: '建议启用双重身份验证。', en: 'Suggest two-factor authentication.' },
    customer: {
      zh: '建议在安全设置中启用双重身份验证，保护账户更安全。',
      en: 'We suggest switching on two-factor authentication in the security settings.',
    },
    causes: [],
    rows: ['D11', 'C14'],
  },
  'forgot-link': {
    kind: 'guide',
    agent: {
      zh: '引导到登录页的“忘记密码”。',
      en: 'Lead to “Forgot password” on the sign-in page.',
    },
    customer: {
      zh: '请在登录页点击“忘记密码？”。',
      en: 'Please choose “Forgot password?” on the sign-in page.',
    },
    causes: [],
    rows: ['D17'],
  },
  'registered-email': {
    kind: 'check',
    agent: {
      zh: '客户自行填写注册邮箱；不确认也不提示邮箱内容。',
      en: 'The customer enters the registered e-mail; it is neither confirmed nor hinted at.',
    },
    customer: {
      zh: '请填写注册时使用的电子邮箱。',
      en: 'Please enter the e-mail you registered with.',
    },
    causes: [],
    rows: ['D17'],
  },
  'lost-email': {
    kind: 'hand-over',
    agent: {
      zh: '邮箱已无法使用：须更高级别的身份核验，再转专员处理。',
      en: 'The e-mail is out of reach: a stronger identity check, then a specialist.',
    },
    customer: {
      zh: '邮箱无法使用时需要更严格的身份核验，由专员处理，预计 {eta} 前回复您。',
      en: 'Without that e-mail a stricter identity check is needed. A specialist will reply by {eta}.',
    },
    causes: [],
    rows: ['D18'],
  },
  'reset-mail': {
    kind: 'check',
    agent: { zh: '确认重置邮件已收到。', en: 'Make sure the reset mail has come.' },
    customer: {
      zh: '请按重置邮件中的提示操作；没有收到请查看垃圾邮件。',
      en: 'Please follow the reset mail; look in the spam folder if it is missing.',
    },
    causes: [],
    rows: ['D17'],
  },
  'new-password': {
    kind: 'guide',
    agent: {
      zh: '客户自行设置新密码；客服不查看、不代设。',
      en: 'The customer sets the new password; an agent neither sees nor sets it.',
    },
    customer: {
      zh: '请点击邮件中的链接设置新密码，不要告诉任何人，包括客服。',
      en: 'Please set a new password through the link, and tell it to nobody, not even us.',
    },
    causes: [],
    rows: ['D17'],
  },
  'reset-reminder': {
    kind: 'guide',
    agent: { zh: '重置后发送安全提醒。', en: 'Send the security reminder after the reset.' },
    customer: {
      zh: '请定期更改密码，并开启双重身份验证。',
      en: 'Please change your password from time to time and switch on two-factor authentication.',
    },
    causes: [],
    rows: ['D24'],
  },
  'two-factor-state': {
    kind: 'check',
    agent: {
      zh: '查看是否已启用双重验证，以及新设备最近一次登录的时间。',
      en: 'See whether two-factor is on and when a new device last signed in.',
    },
    customer: null,
    causes: [],
    rows: ['A16'],
  },
  'own-device': {
    kind: 'check',
    agent: {
      zh: '确认新设备是否为客户本人使用；不是则立即按异常处理。',
      en: 'Is the new device the customer’s own? If not, treat it as abnormal at once.',
    },
    customer: {
      zh: '近期是否在新设备上登录过？如果不是您本人操作，请立即告诉我。',
      en: 'Did you sign in on a new device lately? If it was not you, tell me at once.',
    },
    causes: ['risk-block'],
    rows: ['A16'],
  },
  'second-step': {
    kind: 'guide',
    agent: {
      zh: '引导客户在新设备上自行完成验证；客服不索取验证码。',
      en: 'Guide the customer through the second step; never ask for the code.',
    },
    customer: {
      zh: '请在新设备上按提示完成身份验证。验证码请勿告诉任何人，包括客服。',
      en: 'Please complete the check on the new device. Tell the code to nobody, not even us.',
    },
    causes: [],
    rows: ['A16'],
  },
  'activity-review': {
    kind: 'check',
    agent: {
      zh: '与客户一起核对交易记录和登录历史；异常即为紧急。',
      en: 'Go through payments and sign-ins; anything abnormal is urgent.',
    },
    customer: {
      zh: '请查看近期的交易记录和登录历史，如有不是您本人的操作请告诉我。',
      en: 'Please look at your recent payments and sign-ins, and tell me what was not you.',
    },
    causes: ['risk-block'],
    rows: ['C14', 'C15', 'C16'],
  },
  'strong-password': {
    kind: 'guide',
    agent: {
      zh: '建议强密码并定期更换。',
      en: 'Advise a strong password, changed from time to time.',
    },
    customer: {
      zh: '请使用包含字母、数字及特殊符号的密码，并定期更换；发现异常请立即更改。',
      en: 'Please use letters, digits and symbols, change the password from time to time, and at once if anything is odd.',
    },
    causes: [],
    rows: ['C14', 'C16'],
  },
  'public-networks': {
    kind: 'guide',
    agent: { zh: '提醒避免公共网络。', en: 'Warn of public networks.' },
    customer: {
      zh: '请避免在公共网络下登录账户。',
      en: 'Please do not sign in on public networks.',
    },
    causes: [],
    rows: ['C14'],
  },
  'security-case': {
    kind: 'hand-over',
    agent: {
      zh: '立即建立安全工单并转风控，告知预计时间。',
      en: 'Open a security case for risk at once, with a time.',
    },
    customer: {
      zh: '我们已紧急提交核查，预计 {eta} 前回复您。',
      en: 'We have asked for an urgent check and will reply by {eta}.',
    },
    causes: [],
    rows: ['C16'],
  },
} as const satisfies Record<string, Step>;
