package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One invented authority and all that happened in it, up to the month of the last night. It is
 * simulated once, month by month from years before the first window; each night then shows what was
 * known by then. A later last night adds to this history without changing it.
 */
final class World {

  private static final LocalDate CARE_BEGINS = LocalDate.of(2001, 1, 1);
  private static final LocalDate CASES_BEGIN = LocalDate.of(2016, 1, 1);

  private final long seed;
  private final String authorityCode;
  private final double scale;
  private final LocalDate careBegins;
  private final LocalDate casesBegin;
  private final LocalDate lastMonthEnd;
  private final Ids ids;

  World(Simulation simulation, LocalDate earliestWindowStart) {
    this.seed = simulation.seed();
    this.authorityCode = simulation.authorityCode();
    this.scale = Rates.scale(simulation.childrenInCare(), simulation.businessDate());
    this.careBegins = Calendar.earlier(CARE_BEGINS, earliestWindowStart.minusYears(17));
    this.casesBegin =
        Calendar.earlier(CASES_BEGIN, earliestWindowStart.minusYears(2).withDayOfYear(1));
    this.lastMonthEnd = Calendar.monthEnd(simulation.businessDate());
    this.ids = new Ids(seed);
  }

  /** Simulates the whole history and returns every row that one of the nights could show. */
  Records live(Records records, Consumer<String> progress) {
    People people = new People(this);
    List<Child> children = new CareFlow(this, people).live();
    for (Child child : children) {
      child.periods.forEach(period -> PeriodPath.walk(this, period));
    }
    children.addAll(new ShortBreaks(this, people).live());
    progress.accept("children who were in care: %,d".formatted(children.size()));

    List<Case> cases = new ArrayList<>();
    Families families = new Families(this, people, records);
    cases.addAll(families.live());
    progress.accept("children in need with an allocated worker: %,d".formatted(cases.size()));
    CareCases careCases = new CareCases(this, records);
    for (Child child : children) {
      cases.addAll(careCases.of(child));
      child.periods.removeIf(period -> period.start.isAfter(lastMonthEnd));
    }
    children.removeIf(child -> child.periods.isEmpty());

    Workforce workforce = new Workforce(this);
    workforce.carry(cases);
    workforce.write(records, cases);
    progress.accept("workers: %,d".formatted(workforce.size()));

    families.writeAssessments(cases);
    List<CareHistory> histories =
        List.of(
            new CareTables(this),
            new Reviews(this),
            new Health(this),
            new Missing(this),
            new CareRecords(this),
            new CareLeavers(this, workforce));
    for (Child child : children) {
      histories.forEach(history -> history.write(records, child));
    }
    people.write(records);
    return records;
  }

  Dice dice(String purpose, long... numbers) {
    return Dice.of(seed, purpose, numbers);
  }

  Ids ids() {
    return ids;
  }

  /** The number of the next row of this table about this person. */
  Long rowId(Table table, Person person) {
    return rowId(table, person, 0);
  }

  /**
   * The number of the next row of one of up to seven series of this table about this person. Each
   * series only ever grows at its end, so the numbers of its rows stay.
   */
  Long rowId(Table table, Person person, int series) {
    return ids.row(table, person.number, 512 * series + person.nextPlace(table, series));
  }

  String authorityCode() {
    return authorityCode;
  }

  /** The factor for counts that are given for 1,200 children in care. */
  double scale() {
    return scale;
  }

  LocalDate careBegins() {
    return careBegins;
  }

  LocalDate casesBegin() {
    return casesBegin;
  }

  /** The end of the month of the last night: what begins later is not simulated. */
  LocalDate lastMonthEnd() {
    return lastMonthEnd;
  }

  /**
   * The last month in which children still come into care: some of them are known before, since a
   * referral may come more than a year earlier.
   */
  LocalDate careHorizon() {
    return lastMonthEnd.plusMonths(18);
  }
}
