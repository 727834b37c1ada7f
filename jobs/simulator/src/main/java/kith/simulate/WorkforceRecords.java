package kith.simulate;

import java.time.LocalDate;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the extract shows of workers, their months in post, and who held which case. */
final class WorkforceRecords {

  private static final LocalDate CHANGE_REASONS_FROM = LocalDate.of(2023, 4, 1);

  private final World world;
  private final Records records;
  private final Caseloads caseloads;

  WorkforceRecords(World world, Records records, Caseloads caseloads) {
    this.world = world;
    this.records = records;
    this.caseloads = caseloads;
  }

  void write(Worker worker) {
    writeWorker(worker);
    writeMonths(worker);
  }

  private void writeWorker(Worker worker) {
    Dice dice = world.dice("staff", worker.number);
    boolean adviser = worker.role.equals("personal_adviser");
    TreeMap<LocalDate, Object> cases = new TreeMap<>();
    cases.put(worker.hired, 0);
    LocalDate counted = LocalDate.of(worker.hired.getYear(), 9, 30);
    while (!counted.isAfter(records.lastNight())) {
      cases.put(counted, worker.isInPost(counted) ? caseloads.count(worker, counted) : 0);
      counted = counted.plusYears(1);
    }
    records.stands(
        Table.PROFESSIONALS,
        worker.hired,
        null,
        worker.id,
        "S" + dice.digits(6),
        Names.worker(dice),
        adviser ? "" : "SW" + dice.digits(6),
        "",
        title(worker.role),
        Known.steps(cases),
        worker.team.name(),
        Double.toString(worker.fullTimeEquivalent));
  }

  private static String title(String role) {
    return switch (role) {
      case "senior_social_worker" -> "Senior Social Worker";
      case "student_social_worker" -> "Student Social Worker";
      case "team_manager" -> "Team Manager";
      case "personal_adviser" -> "Personal Adviser";
      default -> "Social Worker";
    };
  }

  private void writeMonths(Worker worker) {
    LocalDate end = Calendar.monthEnd(worker.hired);
    LocalDate last = Calendar.monthEnd(worker.left);
    while (!end.isAfter(last) && !end.isAfter(records.lastNight())) {
      Dice dice = world.dice("month", worker.number, end.toEpochDay());
      boolean inPost = worker.isInPost(end);
      int absence =
          dice.chance(0.22) ? dice.between(1, 3) : dice.chance(0.015) ? dice.between(8, 20) : 0;
      records.stands(
          Table.HR_WORKER_MONTH,
          end,
          end,
          worker.id,
          end,
          Double.toString(worker.fullTimeEquivalent),
          worker.agency ? "Y" : "N",
          worker.role,
          worker.team.id(),
          inPost ? "Y" : "N",
          inPost ? "N" : "Y",
          absence);
      end = Calendar.monthEnd(end.plusDays(1));
    }
  }

  /** Who held a case, and the other agency's worker who is sometimes named with the first. */
  void write(Case.Allocation allocation) {
    Person person = allocation.held.person;
    boolean advice = allocation.worker.role.equals("personal_adviser");
    boolean told = !allocation.start.isBefore(CHANGE_REASONS_FROM);
    writeInvolvement(
        world.rowId(Table.INVOLVEMENTS, person, advice ? 1 : 0),
        person,
        allocation.worker,
        advice ? "16PLUS" : "CW",
        allocation.start,
        allocation.end,
        told ? allocation.reason : "",
        allocation.held.referralId);
    Dice dice = world.dice("agency", person.number, allocation.start.toEpochDay());
    if (!advice && allocation.held.allocations.get(0) == allocation && dice.chance(0.45)) {
      String role = Mix.of("KASCH 45, KAHV 30, KAPOL 15, KAGP 10").pick(dice);
      writeInvolvement(
          world.rowId(Table.INVOLVEMENTS, person, 2),
          person,
          null,
          role,
          allocation.start,
          allocation.held.end,
          "",
          allocation.held.referralId);
    }
  }

  private void writeInvolvement(
      Long id,
      Person person,
      @Nullable Worker worker,
      String role,
      LocalDate from,
      @Nullable LocalDate to,
      String reason,
      @Nullable Long referralId) {
    records.happened(
        Table.INVOLVEMENTS,
        person,
        from,
        to,
        id,
        worker == null ? "" : worker.id,
        role,
        worker == null ? "" : worker.team.id(),
        person.id,
        from,
        Known.once(to),
        reason,
        referralId == null ? "" : referralId);
  }
}
