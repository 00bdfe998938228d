import { Component, type ErrorInfo, type ReactNode } from 'react';
import { translate } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';

interface State {
  code: string | null;
}

/** A fault of one screen stays in its place, with what to do; `resetKey` changing tries again. */
export class CrashBoundary extends Component<{ children: ReactNode; resetKey?: string }, State> {
  override state: State = { code: null };

  static getDerivedStateFromError(error: unknown): State {
    return { code: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : '?' };
  }

  override componentDidUpdate(before: { resetKey?: string }) {
    if (before.resetKey !== this.props.resetKey && this.state.code !== null)
      // oxlint-disable-next-line react/no-did-update-set-state -- only when the key changed
      this.setState({ code: null });
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    // oxlint-disable-next-line no-console -- the only place a fault of a screen can be read
    console.error(error, info.componentStack);
  }

  override render() {
    const { code } = this.state;
    if (code === null) return this.props.children;
    return (
      <ErrorState
        what={translate('app.crash.what')}
        safe={translate('app.crash.safe')}
        todo={translate('app.crash.todo')}
        code={code}
        actions={
          <Button kind="primary" onPress={() => location.reload()}>
            {translate('app.crash.reload')}
          </Button>
        }
      />
    );
  }
}
