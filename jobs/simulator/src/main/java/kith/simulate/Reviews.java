package kith.simulate;

import java.time.LocalDate;

/**
 * Reviews of looked-after children: due within 20 working days, then three months, then every six;
 * mostly in time.
 */
final class Reviews implements CareHistory {

  private static final Mix PARTICIPATION =
      Mix.of("PN1 42, PN2 8, PN3 2, PN4 4, PN5 10, PN6 28, PN7 6");

  private final World world;

  Reviews(World world) {
    this.world = world;
  }

  @Override
  public void write(Records records, Child child) {
    for (CarePeriod period : child.periods) {
      if (period.profile != Profile.SHORT_BREAKS) {
        review(records, period);
      }
    }
  }

  private void review(Records records, CarePeriod period) {
    Dice dice = world.dice("reviews", period.person.number, period.number);
    LocalDate last = Calendar.earlier(period.latestEnd(), world.lastMonthEnd().plusDays(1));
    LocalDate known = period.start;
    LocalDate due = Calendar.plusWorkingDays(period.start, 20);
    for (int held = 0; known.isBefore(last); held++) {
      LocalDate day = heldOn(due, held, dice);
      boolean cancelled = dice.chance(0.012);
      if (day.isBefore(period.latestEnd())) {
        write(records, period, known, due, day, cancelled, dice);
      }
      known = day;
      if (!cancelled) {
        due = day.plusMonths(held == 0 ? 3 : 6);
      } else {
        due = day.plusDays(14);
      }
    }
  }

  private static LocalDate heldOn(LocalDate due, int held, Dice dice) {
    boolean late = dice.chance(held == 0 ? 0.10 : 0.06);
    LocalDate day = late ? dice.after(due, 1, 45) : dice.after(due, held == 0 ? -8 : -25, -1);
    return Calendar.workingDay(day).isAfter(due) && !late ? due : Calendar.workingDay(day);
  }

  /** A review is known, and planned, from the day of the one before it. */
  private void write(
      Records records,
      CarePeriod period,
      LocalDate known,
      LocalDate due,
      LocalDate held,
      boolean cancelled,
      Dice dice) {
    Person person = period.person;
    String participation = person.ageOn(held) < 4 ? "PN0" : PARTICIPATION.pick(dice);
    records.happened(
        Table.CLA_REVIEWS,
        person,
        known,
        cancelled ? due : held,
        world.rowId(Table.CLA_REVIEWS, person),
        period.careId,
        person.id,
        due,
        cancelled ? "" : Known.once(held),
        cancelled ? Known.from(held, "Y", "N") : "N",
        cancelled ? "" : Known.from(held, Codes.wording(Codes.PARTICIPATION, participation)));
  }
}
