import { z } from '#shared/lib/schema.ts';
import { departmentId } from '#shared/lib/ids.ts';

/** p1: the customer's money or account is at risk now; p2: soon; p3: the rest. */
export const severity = z.enum(['p1', 'p2', 'p3']);
export type Severity = z.infer<typeof severity>;

/** Hours; a quarter is the smallest part. */
const handlingHours = z.number().min(0.25).max(720).multipleOf(0.25);

/** Colleagues who take what an agent cannot answer. */
export const departmentProfile = z.object({
  names: z.object({
    'zh-CN': z.string().trim().min(1).max(60),
    en: z.string().trim().min(1).max(60),
  }),
  hours: z.object({ p1: handlingHours, p2: handlingHours, p3: handlingHours }),
  /** Whether its hours are counted around the clock or only while it is open. */
  calendar: z.enum(['always', 'business']),
});
export type DepartmentProfile = z.infer<typeof departmentProfile>;

export interface Department extends DepartmentProfile {
  id: z.infer<typeof departmentId>;
  isRetired: boolean;
}

const department = (
  id: string,
  zh: string,
  en: string,
  calendar: DepartmentProfile['calendar'],
  [p1, p2, p3]: readonly [number, number, number],
) => ({
  departmentId: departmentId.parse(id),
  profile: { names: { 'zh-CN': zh, en }, calendar, hours: { p1, p2, p3 } },
});

/** What a desk begins with; every one of them can be renamed, changed and retired. */
export const firstDepartments = [
  department('risk', '风控', 'Risk', 'always', [2, 8, 24]),
  department('finance', '财务清算', 'Finance', 'business', [4, 9, 27]),
  department('tech', '技术', 'Tech', 'business', [1, 9, 45]),
  department('compliance', '合规法务', 'Compliance', 'business', [4, 18, 45]),
  department('merchant-ops', '商户运营', 'Merchant ops', 'business', [9, 18, 45]),
  department('management', '管理层', 'Management', 'always', [0.5, 4, 9]),
] as const;
