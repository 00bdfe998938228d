import type { AgentId, ConversationId } from '#shared/lib/ids.ts';
import type { ConversationRow } from '#shared/contract/rows.ts';
import type { DiagnosisView } from '#shared/contract/diagnosis.ts';
import { ConcludeDialog } from '#renderer/features/diagnosis/conclude-dialog.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { PriorityDialog } from './priority-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';

export type Asking = 'cause' | 'assign' | 'snooze' | 'priority' | 'tag' | 'rename' | 'merge';
export interface Asked {
  what: Asking;
  ids: ConversationId[];
  /** The first of them, as it is now. */
  row: ConversationRow;
  /** The cause the desk would name, at the end of a conversation about one. */
  suggested?: DiagnosisView['suggestion']['rootCause'];
}

interface ActDialogsProps {
  asked: Asked;
  onClose: () => void;
  onAssign: (agentId: AgentId | null, name: string) => void;
  onSnooze: (untilAt: number | null, said: string) => void;
  onPriority: (priority: ConversationRow['priority']) => void;
  onTag: (tag: string) => void;
  onUntag: (tag: string) => void;
  onRename: (subject: string) => void;
  onMerge: (target: ConversationRow) => void;
  onResolve: () => void;
}

/** The question an act asks before it is done. */
export function ActDialogs(props: ActDialogsProps) {
  const { asked, onClose } = props;
  const { row } = asked;
  /** Closes, then answers: what comes of it may open another place. */
  const answer =
    <A extends unknown[]>(act: (...values: A) => void) =>
    (...values: A) => {
      onClose();
      act(...values);
    };
  const common = { isOpen: true, onClose };
  switch (asked.what) {
    case 'cause':
      return (
        <ConcludeDialog
          conversationId={row.id}
          handle={null}
          suggested={asked.suggested ?? null}
          onClose={onClose}
          ending={{ onDone: props.onResolve, onWithout: props.onResolve }}
        />
      );
    case 'assign':
      return (
        <AssignDialog {...common} assigneeId={row.assigneeId} onChoose={answer(props.onAssign)} />
      );
    case 'snooze':
      return <SnoozeDialog {...common} onChoose={answer(props.onSnooze)} />;
    case 'priority':
      return (
        <PriorityDialog {...common} priority={row.priority} onChoose={answer(props.onPriority)} />
      );
    case 'tag':
      return <TagDialog {...common} tags={row.tags} onAdd={props.onTag} onRemove={props.onUntag} />;
    case 'rename':
      return (
        <RenameDialog {...common} subject={row.subject ?? ''} onChoose={answer(props.onRename)} />
      );
    case 'merge':
      return <MergeDialog {...common} row={row} onChoose={answer(props.onMerge)} />;
  }
}
