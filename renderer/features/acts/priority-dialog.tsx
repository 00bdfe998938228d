import type { ConversationRow } from '#shared/contract/rows.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ChoiceList } from './choice-list.tsx';

type Priority = ConversationRow['priority'];
const priorities: readonly Priority[] = [3, 2, 1, 0];

interface PriorityDialogProps {
  isOpen: boolean;
  onClose: () => void;
  priority: Priority;
  onChoose: (priority: Priority) => void;
}

export function PriorityDialog({ isOpen, onClose, priority, onChoose }: PriorityDialogProps) {
  const t = useText();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('app.priority.title')} width="narrow">
      <ChoiceList
        choices={priorities.map((one) => ({
          id: String(one),
          label: t(`words.priority.${one}`),
          isChosen: one === priority,
        }))}
        onChoose={(id) => {
          const chosen = priorities.find((one) => String(one) === id);
          if (chosen !== undefined) onChoose(chosen);
        }}
      />
    </Dialog>
  );
}
