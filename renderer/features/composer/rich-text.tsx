import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Bold, Italic, List, ListOrdered, RemoveFormatting, TextQuote } from 'lucide-react';
import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { Image } from '@tiptap/extension-image';
import StarterKit from '@tiptap/starter-kit';
import { useText } from '#renderer/i18n/text.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { iconLook } from '#renderer/ui/icon.ts';
import styles from './composer.module.css';

interface RichTextProps {
  label: string;
  placeholder: string;
  /** HTML it begins with. */
  html: string;
  onChange: (html: string, text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFiles: (files: File[]) => void;
}

/** An editor of mail HTML; without styles of its own in the page, as the policy demands. */
export function RichText(props: RichTextProps) {
  const { label, placeholder, html, onChange, onFiles } = props;
  const latest = useRef({ onChange, onFiles });
  useEffect(() => {
    latest.current = { onChange, onFiles };
  });
  const editor = useEditor({
    injectCSS: false,
    extensions: [
      StarterKit.configure({ heading: false, link: { openOnClick: false } }),
      Image.configure({ inline: true }),
    ],
    content: html,
    editorProps: {
      attributes: {
        class: styles.rich ?? '',
        'aria-label': label,
        'aria-multiline': 'true',
        role: 'textbox',
      },
      handlePaste: (_view, event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return false;
        latest.current.onFiles(files);
        return true;
      },
    },
    onUpdate: ({ editor: changed }) =>
      latest.current.onChange(changed.getHTML(), changed.getText({ blockSeparator: '\n' })),
  });
  const isEmpty = useEditorState({ editor, selector: (state) => state.editor.isEmpty });
  return (
    <div className={styles.richWrap} role="presentation" onKeyDown={props.onKeyDown}>
      {isEmpty && (
        <span className={styles.placeholder} aria-hidden>
          {placeholder}
        </span>
      )}
      <EditorContent editor={editor} />
      <Format editor={editor} />
    </div>
  );
}

function Format({ editor }: { editor: ReturnType<typeof useEditor> }) {
  const t = useText();
  const on = useEditorState({
    editor,
    selector: ({ editor: one }) => ({
      bold: one.isActive('bold'),
      italic: one.isActive('italic'),
      list: one.isActive('bulletList'),
      numbered: one.isActive('orderedList'),
      quote: one.isActive('blockquote'),
    }),
  });
  const chain = () => editor.chain().focus();
  const button = (text: string, Icon: typeof Bold, isOn: boolean, act: () => void) => (
    <IconButton
      kind="quiet"
      size="small"
      side="top"
      label={text}
      isSelected={isOn}
      icon={<Icon {...iconLook} size={14} />}
      onPress={act}
    />
  );
  return (
    <div className={styles.format} role="toolbar">
      {button(t('composer.bold'), Bold, on.bold, () => chain().toggleBold().run())}
      {button(t('composer.italic'), Italic, on.italic, () => chain().toggleItalic().run())}
      {button(t('composer.list'), List, on.list, () => chain().toggleBulletList().run())}
      {button(t('composer.numbered'), ListOrdered, on.numbered, () =>
        chain().toggleOrderedList().run(),
      )}
      {button(t('composer.quote'), TextQuote, on.quote, () => chain().toggleBlockquote().run())}
      {button(t('composer.clear'), RemoveFormatting, false, () =>
        chain().unsetAllMarks().clearNodes().run(),
      )}
    </div>
  );
}
