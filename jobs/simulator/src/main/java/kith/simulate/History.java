package kith.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All that happened in the authority, up to the month of the last night. It is simulated once,
 * month by month from years before the first window; each night then shows what was known by then.
 * A later last night adds to this history without changing it.
 */
final class History {

  private final World world;
  private final Consumer<String> progress;

  /**
   * A history that is still to be simulated.
   *
   * @param progress receives messages on progress, without personal details
   */
  History(World world, Consumer<String> progress) {
    this.world = world;
    this.progress = progress;
  }

  /** Simulates it and adds every row that one of the nights could show. */
  void write(Records records) {
    People people = new People(world);
    List<Child> children = new CareFlow(world, people).live();
    for (Child child : children) {
      child.periods.forEach(period -> PeriodPath.walk(world, period, child.restlessness));
    }
    children.addAll(new ShortBreaks(world, people).live());
    progress.accept("children who were in care: %,d".formatted(children.size()));

    List<Case> cases = new ArrayList<>();
    Families families = new Families(world, people, records);
    cases.addAll(families.live());
    progress.accept("children in need with an allocated worker: %,d".formatted(cases.size()));
    CareCases careCases = new CareCases(world, records);
    for (Child child : children) {
      cases.addAll(careCases.of(child));
      child.periods.removeIf(period -> period.start.isAfter(world.lastMonthEnd()));
    }
    children.removeIf(child -> child.periods.isEmpty());

    Workforce workforce = new Workforce(world);
    workforce.carry(cases);
    workforce.write(records, cases);
    progress.accept("workers: %,d".formatted(workforce.size()));

    families.writeAssessments(cases);
    List<CareHistory> histories =
        List.of(
            new CareTables(world),
            new Reviews(world),
            new Health(world),
            new Missing(world),
            new CareRecords(world),
            new CareLeavers(world, workforce));
    OtherSystems others = new OtherSystems(world, records.others());
    others.write(workforce.teams());
    children.forEach(others::write);
    for (Child child : children) {
      histories.forEach(history -> history.write(records, child));
    }
    people.write(records);
  }
}
