package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody the authority knows: a child, a young person, a mother. */
final class Person {

  /**
   * Two events closer together than this keep a person in every window, since a window is a year or
   * more.
   */
  private static final int GAP_DAYS = 300;

  final int number;
  final String id;
  final String legacyId;
  final Household household;
  final String sex;
  final LocalDate born;

  /** Set, like the ethnicity, when somebody is born or arrives. */
  @SuppressWarnings("NullAway.Init")
  String forename;

  @SuppressWarnings("NullAway.Init")
  String ethnicity;

  String nationality = "";
  boolean birthEstimated;
  boolean unaccompanied;
  boolean isMother;
  boolean specialNeeds;

  /** When an unaccompanied child arrived; null for everybody else. */
  @Nullable LocalDate arrived;

  @Nullable LocalDate died;

  /** Null for a mother, and for a child whose mother is not known. */
  @Nullable Person mother;

  private final List<LocalDate[]> seen = new ArrayList<>(1);
  private final Map<Integer, Integer> places = new HashMap<>(8);

  Person(int number, Ids ids, Household household, String sex, LocalDate born) {
    this.number = number;
    this.id = ids.person(number);
    this.legacyId = ids.legacy(number);
    this.household = household;
    this.sex = sex;
    this.born = born;
  }

  LocalDate birthday(int age) {
    return Calendar.birthday(born, age);
  }

  LocalDate adulthood() {
    return birthday(18);
  }

  int ageOn(LocalDate day) {
    return Calendar.age(born, day);
  }

  /** The place of the next row of this table and series among the person's rows. */
  int nextPlace(Table table, int series) {
    return places.merge(table.ordinal() * 8 + series, 1, Integer::sum) - 1;
  }

  /**
   * Notes that something about this person is extracted over these days, so the person and the
   * mother are too.
   */
  void seen(LocalDate from, @Nullable LocalDate until) {
    LocalDate start = from;
    LocalDate end = until == null ? LocalDate.MAX : until;
    for (int i = seen.size() - 1; i >= 0; i--) {
      LocalDate[] span = seen.get(i);
      if (!touches(span, start, end)) {
        continue;
      }
      start = Calendar.earlier(start, span[0]);
      end = Calendar.later(end, span[1]);
      seen.remove(i);
    }
    seen.add(new LocalDate[] {start, end});
    if (mother != null) {
      mother.seen(from, until);
    }
  }

  private static boolean touches(LocalDate[] span, LocalDate start, LocalDate end) {
    return (end.equals(LocalDate.MAX) || !end.plusDays(GAP_DAYS).isBefore(span[0]))
        && (span[1].equals(LocalDate.MAX) || !span[1].plusDays(GAP_DAYS).isBefore(start));
  }

  boolean isShown(LocalDate night, LocalDate windowStart) {
    for (LocalDate[] span : seen) {
      if (!span[0].isAfter(night) && !span[1].isBefore(windowStart)) {
        return true;
      }
    }
    return false;
  }

  boolean isEverSeen() {
    return !seen.isEmpty();
  }
}
