package kith.simulate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A child who is or was looked after, with every period of care. */
final class Child {

  final Person person;
  final Family family;
  final List<CarePeriod> periods = new ArrayList<>();

  /**
   * How often this child's placements break down, relative to other children's: a few have very
   * many moves.
   */
  final double restlessness;

  Child(Person person, Family family, double restlessness) {
    this.person = person;
    this.family = family;
    this.restlessness = restlessness;
  }

  CarePeriod enter(LocalDate start, Profile profile) {
    CarePeriod period = new CarePeriod(person, periods.size(), start, profile);
    periods.add(period);
    return period;
  }

  CarePeriod lastPeriod() {
    return periods.get(periods.size() - 1);
  }

  LocalDate adulthood() {
    return person.adulthood();
  }

  /** The period of care that covers the day, short breaks apart; null when there is none. */
  @Nullable CarePeriod periodOn(LocalDate day) {
    for (CarePeriod period : periods) {
      if (period.profile != Profile.SHORT_BREAKS && period.covers(day)) {
        return period;
      }
    }
    return null;
  }

  /** Whether care lasted 13 weeks or more after 14, some of it after 16, by this day. */
  boolean isCareLeaverBy(LocalDate day) {
    long days = 0;
    boolean after16 = false;
    for (CarePeriod period : periods) {
      if (period.profile == Profile.SHORT_BREAKS) {
        continue;
      }
      LocalDate from = Calendar.later(period.start, person.birthday(14));
      LocalDate to = Calendar.earlier(day, period.end);
      if (to.isAfter(from)) {
        days += ChronoUnit.DAYS.between(from, to);
        after16 |= to.isAfter(person.birthday(16));
      }
    }
    return days >= 91 && after16;
  }
}
