package kith.conform.workforce;

/** Reads a worker's role from a job title if no staff record names it. */
public final class WorkerRoles {

  private WorkerRoles() {}

  /**
   * SQL that gives a code of list worker_role, or unknown. A title names its grade first ("senior
   * social worker"), so grades are looked for before the profession.
   */
  public static String ofJobTitle(String jobTitle) {
    return """
    case
        when lower(%1$s) like '%%student%%' then 'student_social_worker'
        when lower(%1$s) like '%%personal advis%%' then 'personal_adviser'
        when lower(%1$s) like '%%manager%%' then 'team_manager'
        when lower(%1$s) like '%%social work%%assistant%%' then 'unknown'
        when lower(%1$s) rlike '(senior|advanced|principal).*social work'
            then 'senior_social_worker'
        when lower(%1$s) like '%%social worker%%' then 'social_worker'
        else 'unknown'
    end
    """
        .formatted(jobTitle);
  }
}
