import { tagTypes, type Tag, type TagType } from './endpoints.ts';

const isTagType = (text: string): text is TagType => (tagTypes as readonly string[]).includes(text);

/**
 * Tags of the change feed as cache tags: `conversation:<id>` names one entry, a bare word all of
 * its kind, `all` everything. Words of a newer engine are ignored.
 */
export function cacheTags(changed: readonly string[]): Tag[] {
  if (changed.includes('all')) return [...tagTypes];
  return changed.flatMap((tag): Tag[] => {
    const colon = tag.indexOf(':');
    const type = colon < 0 ? tag : tag.slice(0, colon);
    if (!isTagType(type)) return [];
    return colon < 0 ? [type] : [{ type, id: tag.slice(colon + 1) }];
  });
}
