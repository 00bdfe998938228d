import { z } from '#shared/lib/schema.ts';
import { brandId, departmentId } from '#shared/lib/ids.ts';
import { type Department, departmentProfile } from './departments.ts';
import { contactField, type ContactField } from '../contact/fields.ts';
import { presetName } from '../diagnosis/scripts.ts';
import { verificationPolicy } from '../verification/policy.ts';

/** Service hours in the brand's zone; empty `days` means always open. Minutes since midnight. */
export const hours = z.object({
  timeZone: z.string(),
  days: z.array(
    z.object({
      weekday: z.number().int().min(1).max(7),
      from: z.number().int().min(0).max(1440),
      to: z.number().int().min(0).max(1440),
    }),
  ),
});
export type Hours = z.infer<typeof hours>;

export const brandProfile = z.object({
  name: z.string().trim().min(1).max(120),
  language: z.enum(['zh-CN', 'en']),
  /** Plain text appended to mail; `{{agent.name}}` and `{{brand.name}}` are filled in. */
  signature: z.string().max(2000),
  /** `#rrggbb` for the chat widget's buttons. */
  colour: z.string().regex(/^#[0-9a-fA-F]{6}$/),
  greeting: z.string().max(500),
  hours,
  topics: z.array(z.string().max(60)).max(20),
  faq: z.array(z.object({ question: z.string().max(200), answer: z.string().max(2000) })).max(50),
  /** How it checks who is asking; the defaults when it says nothing. */
  verification: verificationPolicy.optional(),
  /** Whose diagnosis scripts it follows; the standard ones when it says nothing. */
  scripts: presetName.optional(),
});
export type BrandProfile = z.infer<typeof brandProfile>;

export const workspaceEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('workspace.created'), name: z.string(), isDemo: z.boolean() }),
  z.object({ type: z.literal('workspace.renamed'), name: z.string() }),
  z.object({ type: z.literal('workspace.demo-removed') }),
  /** The workspace's own fields of customers, all of them, in the order of the page. */
  z.object({ type: z.literal('workspace.contact-fields-set'), fields: z.array(contactField) }),
  z.object({ type: z.literal('brand.added'), brandId, profile: brandProfile, isDemo: z.boolean() }),
  z.object({ type: z.literal('brand.changed'), brandId, profile: brandProfile }),
  z.object({ type: z.literal('department.added'), departmentId, profile: departmentProfile }),
  z.object({ type: z.literal('department.changed'), departmentId, profile: departmentProfile }),
  z.object({ type: z.literal('department.retired'), departmentId }),
]);
export type WorkspaceEvent = z.infer<typeof workspaceEvent>;

export const workspaceCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('workspace.create'),
    name: z.string().trim().min(1).max(120),
    isDemo: z.boolean(),
  }),
  z.object({ type: z.literal('workspace.rename'), name: z.string().trim().min(1).max(120) }),
  z.object({ type: z.literal('workspace.remove-demo') }),
  z.object({
    type: z.literal('workspace.set-contact-fields'),
    fields: z.array(contactField).max(100),
  }),
  z.object({ type: z.literal('brand.add'), brandId, profile: brandProfile, isDemo: z.boolean() }),
  z.object({ type: z.literal('brand.change'), brandId, profile: brandProfile }),
  z.object({ type: z.literal('department.add'), departmentId, profile: departmentProfile }),
  z.object({ type: z.literal('department.change'), departmentId, profile: departmentProfile }),
  z.object({ type: z.literal('department.retire'), departmentId }),
]);
export type WorkspaceCommand = z.infer<typeof workspaceCommand>;

export interface Brand extends BrandProfile {
  id: z.infer<typeof brandId>;
  isDemo: boolean;
}
export interface Workspace {
  name: string;
  isDemo: boolean;
  brands: Record<string, Brand>;
  /** In the order they were added; a retired one is kept for the cases it has. */
  departments: Record<string, Department>;
  contactFields: ContactField[];
}
