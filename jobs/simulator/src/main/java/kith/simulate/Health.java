package kith.simulate;

import java.time.LocalDate;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Health of children in care: the initial assessment and the reviews of it, dental and sight
 * checks, development checks of the youngest, immunisations, strengths and difficulties
 * questionnaires.
 */
final class Health implements CareHistory {

  private final World world;

  Health(World world) {
    this.world = world;
  }

  @Override
  public void write(Records records, Child child) {
    for (CarePeriod period : child.periods) {
      if (period.profile != Profile.SHORT_BREAKS) {
        assess(records, period);
        check(records, period, "Dental Check", 0.95, 170, 330);
        check(records, period, "Optician check", 0.8, 300, 420);
        checkDevelopment(records, period);
        askStrengths(records, period);
      }
    }
    immunise(records, child);
  }

  /**
   * The last day for which checks are simulated: some weeks ahead, since a planned check is known
   * before it is held.
   */
  private LocalDate last(CarePeriod period) {
    return Calendar.earlier(period.latestEnd(), world.lastMonthEnd().plusDays(40));
  }

  private void assess(Records records, CarePeriod period) {
    Dice dice = world.dice("health", period.person.number, period.number);
    LocalDate held = initial(period, dice);
    LocalDate last = last(period);
    boolean initialHeld = held.isBefore(period.latestEnd());
    writeInitial(records, period, initialHeld ? held : null, dice);
    while (held.isBefore(last)) {
      writeCheck(records, period, "Health Assessment", held, dice.chance(0.5) ? 14 : 0);
      LocalDate due = nextDue(period.person, held);
      if (dice.chance(0.025)) {
        writeNotHeld(
            records, period, "Health Assessment", dice.after(due, -20, 0), dice.chance(0.6));
      }
      boolean late = dice.chance(Rates.REVIEW_HEALTH_LATE);
      held =
          Calendar.workingDay(
              late ? due.plusDays(3 + (int) dice.exponential(75)) : dice.after(due, -30, -3));
    }
  }

  private static LocalDate initial(CarePeriod period, Dice dice) {
    if (dice.chance(Rates.INITIAL_HEALTH_IN_TIME)) {
      return Calendar.plusWorkingDays(period.start, dice.between(7, 20));
    }
    return Calendar.plusWorkingDays(period.start, 21 + (int) dice.exponential(20));
  }

  /** Six months after the last while the child is then still under 5, otherwise twelve. */
  private static LocalDate nextDue(Person person, LocalDate held) {
    LocalDate half = held.plusMonths(6);
    return person.ageOn(half) < 5 ? half : held.plusMonths(12);
  }

  private void writeInitial(
      Records records, CarePeriod period, @Nullable LocalDate held, Dice dice) {
    LocalDate latest =
        held == null ? period.latestEnd() : Calendar.earlier(held, period.latestEnd());
    LocalDate consent =
        Calendar.earlier(Calendar.plusWorkingDays(period.start, dice.between(0, 6)), latest);
    LocalDate requested =
        Calendar.earlier(Calendar.plusWorkingDays(consent, dice.between(0, 3)), latest);
    records.happened(
        Table.INITIAL_HEALTH_ASSESSMENT,
        period.person,
        consent,
        held == null ? requested : held,
        period.person.id,
        consent,
        Known.once(requested),
        Known.once(held));
  }

  private void check(
      Records records, CarePeriod period, String type, double held, int fewest, int most) {
    Dice dice = world.dice(type, period.person.number, period.number);
    LocalDate last = last(period);
    LocalDate day = dice.after(period.start, 30, 150);
    while (day.isBefore(last)) {
      if (period.person.ageOn(day) >= 1 && dice.chance(held)) {
        writeCheck(records, period, type, Calendar.workingDay(day), 0);
      } else if (dice.chance(0.4)) {
        writeNotHeld(records, period, type, day, true);
      }
      day = dice.after(day, fewest, most);
    }
  }

  private void checkDevelopment(Records records, CarePeriod period) {
    Dice dice = world.dice("development", period.person.number, period.number);
    LocalDate last = Calendar.earlier(last(period), period.person.birthday(5));
    for (LocalDate day = dice.after(period.start, 20, 100); day.isBefore(last); ) {
      writeCheck(records, period, "Health Check", Calendar.workingDay(day), 0);
      day = dice.after(day, 120, 330);
    }
  }

  /** Writes a check; one that is planned is known, without a date, some days before. */
  private void writeCheck(
      Records records, CarePeriod period, String type, LocalDate held, int plannedDays) {
    if (!held.isBefore(period.latestEnd())) {
      return;
    }
    LocalDate known = Calendar.later(held.minusDays(plannedDays), period.start);
    writeRow(
        records,
        period.person,
        series(type),
        known,
        held,
        type,
        Known.once(held),
        Known.from(held, "Completed", "Planned"));
  }

  private void writeNotHeld(
      Records records, CarePeriod period, String type, LocalDate day, boolean refused) {
    if (day.isBefore(last(period)) && day.isAfter(period.start)) {
      String status = refused ? "Refused" : "Cancelled";
      int series = 4 + series(type);
      writeRow(records, period.person, series, day, day, type, day, status);
    }
  }

  private void writeRow(
      Records records,
      Person person,
      int series,
      LocalDate known,
      LocalDate held,
      String type,
      Object date,
      Object status) {
    records.happened(
        Table.CLA_HEALTH,
        person,
        known,
        held,
        world.rowId(Table.CLA_HEALTH, person, series),
        person.id,
        type,
        date,
        status);
  }

  /** Checks held are numbered by kind, so that a later one of another kind changes no number. */
  private static int series(String type) {
    return switch (type) {
      case "Health Assessment" -> 0;
      case "Health Check" -> 1;
      case "Dental Check" -> 2;
      default -> 3;
    };
  }

  private void askStrengths(Records records, CarePeriod period) {
    Person person = period.person;
    Dice dice = world.dice("strengths", person.number, period.number);
    double usual = 14.6 + 6.5 * dice.normal();
    LocalDate last = last(period);
    for (LocalDate day = dice.after(period.start, 60, 200); day.isBefore(last); ) {
      int age = person.ageOn(day);
      if (age >= 4 && age <= 16 && dice.chance(0.94)) {
        int score = (int) Math.max(0, Math.min(40, Math.round(usual + 2.5 * dice.normal())));
        records.happened(
            Table.SDQ_SCORES,
            person,
            day,
            day,
            world.rowId(Table.SDQ_SCORES, person),
            person.id,
            day,
            score,
            "SSD_PH");
      }
      day = dice.after(day, 330, 370);
    }
  }

  /** One row per child: whether up to date, as when the record was last saved. */
  private void immunise(Records records, Child child) {
    CarePeriod latest = child.lastPeriod();
    if (latest.profile == Profile.SHORT_BREAKS) {
      return;
    }
    Dice dice = world.dice("immunisations", child.person.number);
    LocalDate first = dice.after(child.periods.get(0).start, 10, 60);
    LocalDate last = Calendar.earlier(latest.latestEnd(), records.lastNight());
    TreeMap<LocalDate, LocalDate> saved = new TreeMap<>();
    TreeMap<LocalDate, String> status = new TreeMap<>();
    for (LocalDate day = first; !day.isAfter(last); day = dice.after(day, 200, 420)) {
      saved.put(day, day);
      status.put(day, dice.chance(0.81) ? "Y" : "N");
    }
    if (saved.isEmpty()) {
      return;
    }
    records.holds(
        Table.CLA_IMMUNISATIONS,
        child.person,
        first,
        null,
        child.person.id,
        Known.steps(status),
        Known.steps(saved));
  }
}
