import { Unlink } from 'lucide-react';
import type { ContactId } from '#shared/lib/ids.ts';
import type { ContactView } from '#shared/contract/contact-rows.ts';
import { maskIdentity } from '#shared/domain/contact/identities.ts';
import type { Link } from '#shared/domain/contact/parts.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { EvidenceChips } from './suggestions-card.tsx';
import styles from './contact-panel.module.css';

interface LinkedCardProps {
  contact: ContactView;
  onContact: (id: ContactId) => void;
}

/** Who else is read as this person, why, and how to take it back. */
export function LinkedCard({ contact, onContact }: LinkedCardProps) {
  const t = useText();
  const [unlink] = api.useContactUnlinkMutation();
  const [link] = api.useContactLinkMutation();
  if (contact.members.length === 0) return null;
  const failed = (error: unknown) => showToast({ text: explain(t, error), tone: 'danger' });
  const takeApart = (contactId: ContactId, was: Link) =>
    void unlink({ contactId })
      .unwrap()
      .then(
        () =>
          showToast({
            text: t('contacts.linked.undone'),
            group: 'link',
            action: {
              label: t('ui.undo'),
              keys: 'Z',
              onAct: () =>
                void link({ contactId, ...was })
                  .unwrap()
                  .catch(failed),
            },
          }),
        failed,
      );
  return (
    <section className={styles.card}>
      <header className={styles.head}>
        <h2>{t('contacts.linked')}</h2>
      </header>
      {contact.link && (
        <div className={styles.suggestion}>
          <LinkFacts link={contact.link} />
          <Button
            size="small"
            icon={<Unlink size={13} aria-hidden />}
            onPress={() => contact.link && takeApart(contact.id, contact.link)}
          >
            {t('contacts.linked.unlink')}
          </Button>
        </div>
      )}
      <ul>
        {contact.members.map((member) => (
          <li key={member.id} className={styles.suggestion}>
            <button type="button" className={styles.who} onClick={() => onContact(member.id)}>
              <strong>{member.name ?? t('contacts.unnamed')}</strong>
              <span className={styles.quiet}>
                {member.identities.map(maskIdentity).join(' · ')}
              </span>
            </button>
            {member.link && <LinkFacts link={member.link} />}
            {member.link && (
              <Button
                size="small"
                icon={<Unlink size={13} aria-hidden />}
                onPress={() => member.link && takeApart(member.id, member.link)}
              >
                {t('contacts.linked.unlink')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function LinkFacts({ link }: { link: Link }) {
  const t = useText();
  const notes = link.evidence.flatMap((one) => (one.note === null ? [] : [one.note]));
  return (
    <div className={styles.tags}>
      <Chip tone="ne">{t('contacts.linked.confidence', { count: link.confidence })}</Chip>
      <EvidenceChips evidence={link.evidence} />
      {notes.length > 0 && <span className={styles.quiet}>{notes.join(' · ')}</span>}
    </div>
  );
}
