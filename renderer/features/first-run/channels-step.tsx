import { useState } from 'react';
import { Mail, MessageSquareText } from 'lucide-react';
import { api } from '#renderer/bridge/api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { ChatForm } from '../settings/chat-form.tsx';
import { EmbedCode } from '../settings/embed-code.tsx';
import { MailForm } from '../settings/mail-form.tsx';
import styles from './first-run.module.css';

/** The first channel, by the same forms as in the settings. */
export function ChannelsStep() {
  const t = useText();
  const accounts = api.useAccountListQuery();
  const brands = api.useBrandListQuery();
  const [adding, setAdding] = useState<'email' | 'webchat' | null>(null);
  if (!accounts.data || !brands.data) return <Waiting shape={<SkeletonRows count={2} />} />;
  const close = () => setAdding(null);
  if (adding === 'email') return <MailForm account={null} brands={brands.data} onDone={close} />;
  if (adding === 'webchat')
    return <ChatForm account={null} accounts={accounts.data} brands={brands.data} onDone={close} />;
  const own = accounts.data.filter((account) => !account.isDemo);
  const chat = own.find((account) => account.publicUrl !== null);
  return (
    <>
      <p className={styles.hint}>{t('welcome.channelsHint')}</p>
      {own.length > 0 && (
        <Banner tone="ok">
          {t('welcome.connected', { names: own.map(({ name }) => name).join('、') })}
        </Banner>
      )}
      {chat?.publicUrl != null && <EmbedCode publicUrl={chat.publicUrl} brandId={chat.brandId} />}
      <ul className={styles.doors}>
        <li>
          <Mail size={20} aria-hidden />
          <p>
            <strong>{t('welcome.mail')}</strong>
            <span className={styles.hint}>{t('welcome.mailHint')}</span>
          </p>
          <Button onPress={() => setAdding('email')}>{t('accounts.addMail')}</Button>
        </li>
        <li>
          <MessageSquareText size={20} aria-hidden />
          <p>
            <strong>{t('welcome.chat')}</strong>
            <span className={styles.hint}>{t('welcome.chatHint')}</span>
          </p>
          <Button onPress={() => setAdding('webchat')}>{t('accounts.addChat')}</Button>
        </li>
      </ul>
    </>
  );
}
