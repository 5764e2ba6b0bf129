/**
 * SQL for what is kept of an idle session's address: a hash under a secret of its project, so that whoever knows the address finds
 * the session and nobody reads it off. Both are SQL, the project's id and the address as text.
 */
export function addressHashSql(project: string, address: string): string {
  return `(select sha256(session_seed || convert_to('address:' || lower(${address}), 'UTF8'))
    from accounts.scoring_settings settings where settings.project_id = ${project})`;
}
