import { useState } from 'react';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

/** Who works here. */
export function ProfilePage() {
  const t = useText();
  const { data } = api.useSessionMeQuery();
  if (!data) return <Waiting shape={<SkeletonRows count={3} />} />;
  const { agent, workspace } = data;
  return (
    <Section title={t('settings.page.profile')}>
      <ProfileForm
        key={`${agent.id} ${agent.name} ${workspace.name}`}
        agentId={agent.id}
        name={agent.name}
        email={agent.email ?? ''}
        workspace={workspace.name}
      />
    </Section>
  );
}

interface ProfileFormProps {
  agentId: Parameters<ReturnType<typeof api.useAgentDescribeMutation>[0]>[0]['agentId'];
  name: string;
  email: string;
  workspace: string;
}

function ProfileForm(given: ProfileFormProps) {
  const t = useText();
  const [name, setName] = useState(given.name);
  const [email, setEmail] = useState(given.email);
  const [workspace, setWorkspace] = useState(given.workspace);
  const [describe, describing] = api.useAgentDescribeMutation();
  const [rename, renaming] = api.useWorkspaceRenameMutation();
  const isChanged = name !== given.name || email !== given.email || workspace !== given.workspace;
  const save = async () => {
    try {
      if (name !== given.name || email !== given.email)
        await describe({
          agentId: given.agentId,
          name: name.trim(),
          email: email.trim() === '' ? null : email.trim(),
        }).unwrap();
      if (workspace !== given.workspace) await rename({ name: workspace.trim() }).unwrap();
      showToast({ text: t('ui.saved'), tone: 'success', group: 'profile' });
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'profile' });
    }
  };
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('settings.profile.name')}
        hint={t('settings.profile.nameHint')}
        error={name.trim() === '' ? t('settings.profile.nameNeeded') : undefined}
        value={name}
        onChange={setName}
        isRequired
      />
      <TextField
        label={t('settings.profile.email')}
        type="email"
        value={email}
        onChange={setEmail}
      />
      <TextField
        label={t('settings.profile.workspace')}
        value={workspace}
        onChange={setWorkspace}
        isRequired
      />
      <div className={styles.bar}>
        <Button
          kind="primary"
          type="submit"
          isDisabled={!isChanged || name.trim() === '' || workspace.trim() === ''}
          isBusy={describing.isLoading || renaming.isLoading}
        >
          {t('ui.save')}
        </Button>
      </div>
    </form>
  );
}
