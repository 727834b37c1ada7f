package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The teams of the service, more of them the larger the authority. */
final class Teams {

  static final String FIRST_CONTACT_ID = "5001";
  private static final String SERVICE_ID = "5000";

  /** What the cases of a team have in common. */
  enum Kind {
    ASSESSMENT,
    SAFEGUARDING,
    CARE,
    LEAVING_CARE
  }

  private final List<Team> teams = new ArrayList<>();

  /**
   * One team.
   *
   * @param kind the cases that it holds; null for a team that holds none
   */
  record Team(String id, String name, @Nullable Kind kind) {}

  Teams(double scale) {
    teams.add(new Team(SERVICE_ID, "Children and Young People's Services", null));
    teams.add(new Team(FIRST_CONTACT_ID, "First Contact", null));
    add("Fostering", null, count(4, scale));
    add("Adoption", null, 1);
    add("Independent Reviewing", null, 1);
    add("Assessment and Intervention", Kind.ASSESSMENT, count(9, scale));
    add("Families First", Kind.SAFEGUARDING, count(16, scale));
    add("Children in Care", Kind.CARE, count(9, scale));
    add("Young People's Service", Kind.LEAVING_CARE, count(4, scale));
  }

  private static int count(int atReferenceSize, double scale) {
    return Math.max(1, (int) Math.round(atReferenceSize * scale));
  }

  private void add(String name, @Nullable Kind kind, int count) {
    for (int i = 1; i <= count; i++) {
      String id = Integer.toString(5000 + teams.size());
      teams.add(new Team(id, count == 1 ? name : name + " " + i, kind));
    }
  }

  List<Team> holding(Kind kind) {
    return teams.stream().filter(team -> team.kind() == kind).toList();
  }

  /** The teams whose social workers hold no cases, the service itself apart. */
  List<Team> withoutCases() {
    return teams.stream()
        .filter(team -> team.kind() == null && !team.id().equals(SERVICE_ID))
        .toList();
  }

  List<Team> withWorkers() {
    return teams.stream().filter(team -> !team.id().equals(SERVICE_ID)).toList();
  }

  void write(Records records) {
    for (Team team : teams) {
      boolean top = team.id().equals(SERVICE_ID);
      records.stands(
          Table.DEPARTMENT,
          LocalDate.MIN,
          null,
          team.id(),
          team.name(),
          top ? "" : SERVICE_ID,
          top ? "" : "Social Work Team");
    }
  }
}
