package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The workers, and who holds which case. Simulated day by day: each month as many workers are hired
 * as the open cases need; workers leave and their cases are reallocated; cases move between teams;
 * each case goes to the least loaded of a few colleagues.
 */
final class Workforce {

  private static final double ADVICE_PER_FULL_TIME_ADVISER = 21;
  private static final int CANDIDATES = 5;

  private final World world;
  private final Teams teams;
  private final List<Worker> workers = new ArrayList<>();
  private final Caseloads caseloads = new Caseloads();
  private final Map<Teams.Kind, List<Worker>> holding = new EnumMap<>(Teams.Kind.class);
  private final Map<Teams.Kind, List<Worker>> students = new EnumMap<>(Teams.Kind.class);
  private final Map<Teams.Kind, List<Worker>> managers = new EnumMap<>(Teams.Kind.class);
  private final Map<Teams.Kind, Integer> openCases = new EnumMap<>(Teams.Kind.class);
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Map<Integer, Case> lastOfHousehold = new HashMap<>();
  private final Map<Integer, List<Case>> casesByPerson = new HashMap<>();
  private long eventCount;

  private enum What {
    CLOSE,
    LEAVE,
    HIRE,
    MOVE,
    CHANGE,
    OPEN
  }

  /** Something that happens on a day: to a case, to a worker, or (with neither) to the service. */
  private record Event(
      LocalDate day,
      What what,
      long order,
      @Nullable Case held,
      @Nullable Worker worker,
      @Nullable Object detail)
      implements Comparable<Event> {

    Case itsCase() {
      return Objects.requireNonNull(held);
    }

    Worker itsWorker() {
      return Objects.requireNonNull(worker);
    }

    /** The kind of team that the case goes to. */
    Teams.Kind kind() {
      return (Teams.Kind) Objects.requireNonNull(detail);
    }

    @Override
    public int compareTo(Event other) {
      int byDay = day.compareTo(other.day);
      int byKind = byDay != 0 ? byDay : what.compareTo(other.what);
      return byKind != 0 ? byKind : Long.compare(order, other.order);
    }
  }

  /** The kind of cases that a worker's team holds. */
  private static Teams.Kind kind(Worker worker) {
    return Objects.requireNonNull(worker.team.kind());
  }

  Workforce(World world) {
    this.world = world;
    this.teams = new Teams(world.scale());
    for (Teams.Kind kind : Teams.Kind.values()) {
      holding.put(kind, new ArrayList<>());
      students.put(kind, new ArrayList<>());
      managers.put(kind, new ArrayList<>());
      openCases.put(kind, 0);
    }
  }

  /** What every kind of team has in common. */
  private static <T> T of(Map<Teams.Kind, T> byKind, Teams.Kind kind) {
    return Objects.requireNonNull(byKind.get(kind));
  }

  int size() {
    return workers.size();
  }

  /** The personal adviser of a young person on a day; null when there is none. */
  @Nullable Worker adviserOn(Person person, LocalDate day) {
    return workerOn(person, day, true);
  }

  /** The social worker of a child on a day; null when there is none. */
  @Nullable Worker socialWorkerOn(Person person, LocalDate day) {
    return workerOn(person, day, false);
  }

  private @Nullable Worker workerOn(Person person, LocalDate day, boolean adviser) {
    for (Case held : casesByPerson.getOrDefault(person.number, List.of())) {
      for (Case.Allocation allocation : held.allocations) {
        boolean covers =
            !allocation.start.isAfter(day)
                && (allocation.end == null || allocation.end.isAfter(day));
        if (covers && allocation.worker.role.equals("personal_adviser") == adviser) {
          return allocation.worker;
        }
      }
    }
    return null;
  }

  /** Simulates the years and allocates every case to workers. */
  void carry(List<Case> cases) {
    LocalDate first = world.casesBegin();
    for (Case held : cases) {
      casesByPerson.computeIfAbsent(held.person.number, number -> new ArrayList<>()).add(held);
    }
    cases.stream()
        .sorted(
            Comparator.comparing((Case held) -> held.start)
                .thenComparing(held -> held.person.number)
                .thenComparing(held -> held.phases.get(0).kind()))
        .forEach(held -> schedule(held, first));
    hireThoseWithoutCases(first);
    for (LocalDate month = first; !month.isAfter(world.lastMonthEnd()); ) {
      plan(month, What.HIRE, null, null, null);
      month = month.plusMonths(1);
    }
    while (!events.isEmpty() && !events.peek().day().isAfter(world.lastMonthEnd())) {
      live(events.poll());
    }
  }

  private void schedule(Case held, LocalDate first) {
    LocalDate start = Calendar.later(held.start, first);
    if (start.isAfter(world.lastMonthEnd()) || (held.end != null && !held.end.isAfter(start))) {
      return;
    }
    Teams.Kind kind = held.phases.get(0).kind();
    for (Case.Phase phase : held.phases) {
      boolean later = phase.from().isAfter(start);
      if (!later) {
        kind = phase.kind();
      } else if (held.end == null || phase.from().isBefore(held.end)) {
        plan(phase.from(), What.MOVE, held, null, phase.kind());
      }
    }
    plan(start, What.OPEN, held, null, kind);
    if (start.equals(first)) {
      openCases.merge(kind, 1, Integer::sum);
    }
    if (held.end != null) {
      plan(held.end, What.CLOSE, held, null, null);
    }
  }

  private void plan(
      LocalDate day,
      What what,
      @Nullable Case held,
      @Nullable Worker worker,
      @Nullable Object detail) {
    events.add(new Event(day, what, eventCount++, held, worker, detail));
  }

  private void live(Event event) {
    switch (event.what()) {
      case HIRE -> hire(event.day());
      case LEAVE -> leave(event.itsWorker(), event.day());
      case CLOSE -> release(event.itsCase(), event.day());
      case OPEN -> give(event.itsCase(), event.kind(), event.day(), "FCONTA");
      case MOVE -> give(event.itsCase(), event.kind(), event.day(), "TSPROC");
      case CHANGE -> {
        Case.Allocation current = event.itsCase().current();
        if (current != null && current == event.detail() && current.end == null) {
          give(event.itsCase(), kind(event.itsWorker()), event.day(), "");
        }
      }
    }
  }

  private void hire(LocalDate month) {
    for (Teams.Kind kind : Teams.Kind.values()) {
      double employed =
          of(holding, kind).stream().mapToDouble(worker -> worker.fullTimeEquivalent).sum();
      double perWorker =
          kind == Teams.Kind.LEAVING_CARE
              ? ADVICE_PER_FULL_TIME_ADVISER
              : Rates.CASES_PER_FULL_TIME_WORKER;
      double needed = countOpen(kind, month) / perWorker;
      while (employed + 0.35 < needed || of(holding, kind).isEmpty()) {
        employed += hireOne(kind, month).fullTimeEquivalent;
      }
      hireStudent(kind, month);
    }
  }

  private int countOpen(Teams.Kind kind, LocalDate month) {
    return month.equals(world.casesBegin())
        ? of(openCases, kind)
        : of(holding, kind).stream().mapToInt(worker -> caseloads.open(worker).size()).sum();
  }

  private Worker hireOne(Teams.Kind kind, LocalDate day) {
    Dice dice = world.dice("worker", workers.size());
    List<Teams.Team> choice = teams.holding(kind);
    Teams.Team team = choice.get(workers.size() % choice.size());
    String role =
        kind == Teams.Kind.LEAVING_CARE
            ? "personal_adviser"
            : dice.chance(0.28) ? "senior_social_worker" : "social_worker";
    boolean agency = kind != Teams.Kind.LEAVING_CARE && dice.chance(0.55);
    return employ(team, role, agency, day, of(holding, kind), dice);
  }

  private void hireStudent(Teams.Kind kind, LocalDate day) {
    int size = of(holding, kind).size();
    if (kind != Teams.Kind.LEAVING_CARE && of(students, kind).size() < size / 18) {
      Dice dice = world.dice("worker", workers.size());
      Teams.Team team = dice.pick(teams.holding(kind));
      employ(team, "student_social_worker", false, day, of(students, kind), dice);
    }
  }

  private Worker employ(
      Teams.Team team,
      String role,
      boolean agency,
      LocalDate day,
      List<Worker> colleagues,
      Dice dice) {
    String hours = Mix.of("1.0 76, 0.8 12, 0.6 8, 0.5 4").pick(dice);
    double fullTime = agency ? 1 : Double.parseDouble(hours);
    int number = workers.size();
    String id = Integer.toString(20_000 + number * 7 + dice.between(0, 6));
    double capacity = Math.min(2.0, Math.max(0.45, dice.logNormal(1, 0.38)));
    Worker worker = new Worker(number, id, role, team, day, fullTime, agency, capacity);
    int stays = (int) dice.exponential(agency ? 400 : role.startsWith("student") ? 200 : 2300);
    worker.left = day.plusDays(45 + stays);
    workers.add(worker);
    colleagues.add(worker);
    plan(worker.left, What.LEAVE, null, worker, colleagues);
    return worker;
  }

  /** Managers of every team, and the social workers of teams that hold no cases. */
  private void hireThoseWithoutCases(LocalDate day) {
    for (Teams.Team team : teams.withWorkers()) {
      Dice dice = world.dice("worker", workers.size());
      List<Worker> group = team.kind() == null ? new ArrayList<>() : of(managers, team.kind());
      employ(team, "team_manager", false, day, group, dice);
    }
    for (Teams.Team team : teams.withoutCases()) {
      for (int i = 0; i < Math.max(1, Math.round(11 * world.scale())); i++) {
        Dice dice = world.dice("worker", workers.size());
        employ(team, "social_worker", dice.chance(0.05), day, new ArrayList<>(), dice);
      }
    }
  }

  private void leave(Worker worker, LocalDate day) {
    List<Case> passedOn = List.copyOf(caseloads.open(worker));
    List<Worker> colleagues = colleagues(worker);
    colleagues.remove(worker);
    boolean replaced = worker.role.equals("team_manager") || worker.team.kind() == null;
    if (replaced) {
      Dice dice = world.dice("worker", workers.size());
      employ(worker.team, worker.role, false, day, colleagues, dice);
    } else if (colleagues.isEmpty() && of(holding, kind(worker)) == colleagues) {
      hireOne(kind(worker), day);
    }
    for (Case held : passedOn) {
      give(held, kind(worker), day, "LEFTRL");
    }
  }

  private List<Worker> colleagues(Worker worker) {
    if (worker.team.kind() == null) {
      return new ArrayList<>();
    }
    return switch (worker.role) {
      case "team_manager" -> of(managers, worker.team.kind());
      case "student_social_worker" -> of(students, worker.team.kind());
      default -> of(holding, worker.team.kind());
    };
  }

  private void give(Case held, Teams.Kind kind, LocalDate day, String reason) {
    Case.Allocation before = held.current();
    boolean open = before == null || before.end == null;
    if (!open || (before != null && before.start.equals(day) && reason.isEmpty())) {
      return;
    }
    Dice dice = world.dice("allocation", held.person.number, day.toEpochDay(), kind.ordinal());
    Worker worker = choose(held, kind, dice);
    if (before != null) {
      if (before.worker == worker) {
        return;
      }
      release(held, day);
    }
    String why =
        reason.isEmpty()
            ? Mix.of("MANAGE 45, ABSENC 25, ORGRST 15, OTHERS 10, CHCHAN 3, PCCHAN 2").pick(dice)
            : reason;
    Case.Allocation allocation = new Case.Allocation(held, worker, day, why);
    held.allocations.add(allocation);
    caseloads.begin(allocation);
    LocalDate change = day.plusDays(20 + (int) dice.exponential(520));
    plan(change, What.CHANGE, held, worker, allocation);
  }

  private Worker choose(Case held, Teams.Kind kind, Dice dice) {
    if (kind != Teams.Kind.LEAVING_CARE && dice.chance(0.015)) {
      List<Worker> group = of(dice.chance(0.85) ? students : managers, kind);
      for (Worker worker : group) {
        if (caseloads.open(worker).size() < 3) {
          return worker;
        }
      }
    }
    Worker sisters = workerOfSibling(held, kind);
    if (sisters != null && dice.chance(0.8) && caseloads.load(sisters) < 24) {
      return sisters;
    }
    Worker before = held.current() == null ? null : held.current().worker;
    List<Worker> choice = of(holding, kind);
    Worker best = null;
    for (int i = 0; i < CANDIDATES; i++) {
      Worker candidate = dice.pick(choice);
      boolean better =
          best == null || best == before || caseloads.load(candidate) < caseloads.load(best);
      if (candidate != before && better) {
        best = candidate;
      }
    }
    return best == null ? choice.get(0) : best;
  }

  /**
   * The worker who holds the case of a brother or sister in the same kind of team; null when nobody
   * does.
   */
  private @Nullable Worker workerOfSibling(Case held, Teams.Kind kind) {
    Case other = lastOfHousehold.put(held.person.household.number, held);
    if (other == null || other.person == held.person) {
      return null;
    }
    Case.Allocation current = other.current();
    if (current == null) {
      return null;
    }
    boolean fits =
        current.end == null
            && current.worker.team.kind() == kind
            && of(holding, kind).contains(current.worker);
    return fits ? current.worker : null;
  }

  private void release(Case held, LocalDate day) {
    Case.Allocation current = held.current();
    if (current != null && current.end == null) {
      caseloads.end(current, day);
    }
  }

  /** Writes what the extract shows of the workers and of who held which case. */
  /** The teams that have workers. */
  List<Teams.Team> teams() {
    return teams.withWorkers();
  }

  void write(Records records, List<Case> cases) {
    teams.write(records);
    WorkforceRecords shown = new WorkforceRecords(world, records, caseloads);
    workers.forEach(shown::write);
    for (Case held : cases) {
      held.allocations.forEach(shown::write);
    }
  }
}
