/** SQL for what is kept of an erased session: a hash of its name. `of` has the columns `project_id` and `token`. */
export function sessionHashSql(of: string): string {
  return `sha256(convert_to(${of}.project_id || ':' || ${of}.token, 'UTF8'))`;
}
