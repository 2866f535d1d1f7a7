import type { Staff, StaffChange } from '../../api/staff';
import { textOf, type Fields } from '../../lib/fields';

const prefix = 'branch:';

/** The name of the box for one branch. */
export const branchField = (branchId: string): string => prefix + branchId;

export const fieldsOf = (staff: Staff): Fields => ({
  name: staff.name,
  username: staff.username,
  language: staff.language,
  role: staff.role,
  is_active: textOf(staff.is_active),
  all_branches: textOf(staff.all_branches),
  ...Object.fromEntries(staff.branches.map(({ id }) => [branchField(id), 'yes'])),
});

/** The form in the shape the service takes: ticked branches become one list. */
export function bodyOf(fields: Fields): StaffChange {
  const { name = '', username = '', language, role, password, is_active, all_branches } = fields;
  return {
    name: name.trim(),
    username: username.trim(),
    language: language as 'en',
    role: role as 'assistant',
    is_active: is_active === 'yes',
    all_branches: all_branches === 'yes',
    branch_ids: Object.keys(fields)
      .filter((field) => field.startsWith(prefix) && fields[field] === 'yes')
      .map((field) => field.slice(prefix.length)),
    ...(password && { password }),
  };
}
