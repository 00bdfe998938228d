import { UserRoundX } from 'lucide-react';
import type { AgentId } from '#shared/lib/ids.ts';
import { api } from '#renderer/bridge/api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ChoiceList } from './choice-list.tsx';

interface AssignDialogProps {
  isOpen: boolean;
  onClose: () => void;
  assigneeId: AgentId | null;
  onChoose: (agentId: AgentId | null, name: string) => void;
}

export function AssignDialog({ isOpen, onClose, assigneeId, onChoose }: AssignDialogProps) {
  const t = useText();
  const { data: agents = [] } = api.useAgentListQuery();
  const { data: me } = api.useSessionMeQuery();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('app.assign.title')} width="narrow">
      <ChoiceList
        choices={[
          ...agents.map((agent) => ({
            id: agent.id as string,
            label:
              agent.id === me?.agent.id ? t('app.assign.me', { name: agent.name }) : agent.name,
            icon: <Avatar name={agent.name} size={24} presence={agent.presence} />,
            isChosen: agent.id === assigneeId,
          })),
          {
            id: '',
            label: t('app.assign.nobody'),
            icon: <UserRoundX size={18} strokeWidth={1.75} aria-hidden />,
          },
        ]}
        onChoose={(id) => {
          const agent = agents.find((one) => one.id === id);
          onChoose(agent?.id ?? null, agent?.name ?? '');
        }}
      />
    </Dialog>
  );
}
