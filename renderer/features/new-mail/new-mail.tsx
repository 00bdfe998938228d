import { MailPlus } from 'lucide-react';
import type { ConversationId } from '#shared/lib/ids.ts';
import { api } from '#renderer/bridge/api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { useDraft } from '../composer/use-draft.ts';
import { MailSheet } from './mail-sheet.tsx';

export interface NewMailProps {
  isOpen: boolean;
  onClose: () => void;
  onOpenConversation: (id: ConversationId) => void;
  /** Goes to where a mailbox is connected. */
  onConnect: () => void;
}

/** Under this name the one unsent new mail is kept. */
const DRAFT = 'new-mail';

/** A mail that opens a conversation. Closing keeps what was written. */
export function NewMail(props: NewMailProps) {
  const t = useText();
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('newMail.title')}
      width="wide"
      staysOpen
    >
      <Body {...props} />
    </Dialog>
  );
}

function Body({ onClose, onOpenConversation, onConnect }: NewMailProps) {
  const t = useText();
  const { data: accounts } = api.useAccountListQuery();
  const draft = useDraft({ conversationId: DRAFT, face: 'reply', sinceSeq: 0 });
  const mailboxes = accounts?.filter((one) => one.channel === 'email' && one.state === 'active');
  if (!mailboxes || !draft.isRestored) return <Waiting shape={<SkeletonRows count={3} />} />;
  if (mailboxes.length === 0)
    return (
      <EmptyState
        icon={<MailPlus size={20} aria-hidden />}
        title={t('newMail.noMailbox')}
        action={
          <Button
            kind="primary"
            onPress={() => {
              onClose();
              onConnect();
            }}
          >
            {t('newMail.connect')}
          </Button>
        }
      >
        {t('newMail.noMailboxHint')}
      </EmptyState>
    );
  return (
    <MailSheet
      mailboxes={mailboxes}
      draft={draft}
      onDiscarded={onClose}
      onSent={(id) => {
        onClose();
        onOpenConversation(id);
      }}
    />
  );
}
