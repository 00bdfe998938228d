import { useState } from 'react';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';

/** The names a person gave, over those the desk has. */
export function useNames() {
  const t = useText();
  const { data: me } = api.useSessionMeQuery();
  const [typed, setTyped] = useState<{ agent?: string; workspace?: string }>({});
  const [describe, describing] = api.useAgentDescribeMutation();
  const [rename, renaming] = api.useWorkspaceRenameMutation();
  const agent = typed.agent ?? me?.agent.name ?? '';
  const workspace = typed.workspace ?? me?.workspace.name ?? '';
  return {
    agent,
    workspace,
    change: (next: { agent?: string; workspace?: string }) =>
      setTyped((old) => ({ ...old, ...next })),
    isWrong: agent.trim() === '' || workspace.trim() === '',
    isSaving: describing.isLoading || renaming.isLoading,
    /** False when it was not kept. */
    save: async (): Promise<boolean> => {
      if (!me || agent.trim() === '' || workspace.trim() === '') return false;
      try {
        if (agent.trim() !== me.agent.name)
          await describe({
            agentId: me.agent.id,
            name: agent.trim(),
            email: me.agent.email,
          }).unwrap();
        if (workspace.trim() !== me.workspace.name)
          await rename({ name: workspace.trim() }).unwrap();
        return true;
      } catch (error) {
        showToast({ text: explain(t, error), tone: 'danger', group: 'welcome' });
        return false;
      }
    },
  };
}
export type Names = ReturnType<typeof useNames>;
