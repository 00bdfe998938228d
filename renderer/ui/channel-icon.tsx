import {
  AtSign,
  Camera,
  Mail,
  MessageCircle,
  MessageCircleMore,
  MessageSquareText,
  MessagesSquare,
  Phone,
  Send,
  Smartphone,
  Zap,
} from 'lucide-react';
import type { ChannelKind } from '#shared/domain/conversation/message-parts.ts';
import { Hidden } from './hidden.tsx';

/** A silhouette of its own per channel, so that colour is never needed to tell them apart. */
const shapes: Record<ChannelKind, typeof Mail> = {
  email: Mail,
  webchat: MessageSquareText,
  voice: Phone,
  sms: Smartphone,
  whatsapp: MessageCircleMore,
  telegram: Send,
  messenger: Zap,
  instagram: Camera,
  line: MessageCircle,
  wechat: MessagesSquare,
  x: AtSign,
};

export interface ChannelIconProps {
  channel: ChannelKind;
  size?: number;
  /** Spoken name; absent, the icon is decoration. */
  label?: string;
}

export function ChannelIcon({ channel, size = 16, label }: ChannelIconProps) {
  const Shape = shapes[channel];
  return (
    <>
      <Shape size={size} strokeWidth={1.75} absoluteStrokeWidth aria-hidden />
      {label !== undefined && <Hidden>{label}</Hidden>}
    </>
  );
}
