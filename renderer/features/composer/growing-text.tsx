import { useLayoutEffect, useRef } from 'react';
import { isImeKey } from '#renderer/ui/ime.ts';
import styles from './composer.module.css';

interface GrowingTextProps {
  label: string;
  placeholder: string;
  value: string;
  sendKey: 'enter' | 'mod-enter';
  spellCheck: boolean;
  onChange: (text: string) => void;
  onSend: () => void;
  onFiles: (files: File[]) => void;
}

const MAX_HEIGHT_PX = 240;

/** Plain text that grows with what is written; files are pasted or dropped into it. */
export function GrowingText(props: GrowingTextProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(MAX_HEIGHT_PX, element.scrollHeight + 2)}px`;
  }, [props.value]);
  return (
    <textarea
      ref={area}
      rows={2}
      className={styles.text}
      aria-label={props.label}
      placeholder={props.placeholder}
      spellCheck={props.spellCheck}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || isImeKey(event.nativeEvent)) return;
        const isMod = event.ctrlKey || event.metaKey;
        const sends = props.sendKey === 'enter' ? !event.shiftKey && !event.altKey : isMod;
        if (!sends && !isMod) return;
        event.preventDefault();
        props.onSend();
      }}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0) return;
        event.preventDefault();
        props.onFiles(files);
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        props.onFiles([...event.dataTransfer.files]);
      }}
    />
  );
}
