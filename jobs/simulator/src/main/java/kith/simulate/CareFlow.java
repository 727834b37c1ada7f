package kith.simulate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Children coming into care and leaving it, month by month. Starts follow the published yearly
 * numbers. A child who turns 18, is adopted or ends remand leaves on that day; then others leave,
 * the likeliest first, until the number of children in care matches that month's.
 */
final class CareFlow {

  private final World world;
  private final People people;
  private final List<Child> children = new ArrayList<>();
  private final List<Stay> open = new ArrayList<>();
  private final PriorityQueue<Return> returns =
      new PriorityQueue<>(
          Comparator.comparing(Return::day).thenComparing(due -> due.child().person.number));
  private int householdCount;

  /** A child in care, and the period that is open. */
  private record Stay(Child child, CarePeriod period) {}

  /** Somebody who went home will be back in care on this day. */
  private record Return(LocalDate day, Child child) {}

  CareFlow(World world, People people) {
    this.world = world;
    this.people = people;
  }

  List<Child> live() {
    LocalDate month = world.careBegins();
    while (!month.isAfter(world.careHorizon())) {
      Dice dice = world.dice("care flow", month.toEpochDay());
      enter(month, dice);
      leaveAsPlanned(month);
      leaveAsCircumstancesAllow(month, dice);
      month = month.plusMonths(1);
    }
    return children;
  }

  private void enter(LocalDate month, Dice dice) {
    double season = 0.93 + 0.14 * dice.uniform();
    int starts = dice.rounded(Rates.STARTS.on(month) / 12 * world.scale() * season * 1.02);
    starts -= comeBack(month);
    Child before = null;
    for (int i = 0; i < starts; i++) {
      before = enterNew(month, before, dice);
    }
  }

  private int comeBack(LocalDate month) {
    int count = 0;
    LocalDate nextMonth = month.plusMonths(1);
    while (!returns.isEmpty() && returns.peek().day().isBefore(nextMonth)) {
      Return due = returns.poll();
      if (due.day().isBefore(due.child().person.birthday(17))) {
        int age = due.child().person.ageOn(due.day());
        Dice dice = world.dice("return", due.child().person.number, due.day().toEpochDay());
        begin(due.child(), due.day(), returnProfile(dice, age), dice);
        count++;
      }
    }
    return count;
  }

  /** A child who comes back rarely goes home again soon. */
  private static Profile returnProfile(Dice dice, int age) {
    Profile profile = Profile.of(dice, age, false);
    boolean changes = profile == Profile.ADOPTION || dice.chance(0.4);
    return changes && age < 16 ? Profile.LONG_TERM : profile;
  }

  private Child enterNew(LocalDate month, @Nullable Child before, Dice dice) {
    LocalDate start = dice.after(month, 0, month.lengthOfMonth() - 1);
    int band = ageBand(month, dice);
    boolean alone = band == 4 && dice.chance(Rates.UNACCOMPANIED.on(month));
    LocalDate born = birth(start, band, alone, dice);
    Family family = family(before, band, born, dice);
    if (family != null && before != null) {
      start = Calendar.later(before.lastPeriod().start, born);
    }
    int number = 4 * (children.size() + 1);
    if (family == null) {
      family = people.family("care", 2 * householdCount++);
      people.addHomes(family.household, start);
    }
    Person person = people.child(number, family, born, alone);
    person.arrived = alone ? start : null;
    if (family.mother() == null && !alone) {
      people.addMother(number + 3, family);
    }
    Child child = new Child(person, family, dice.logNormal(0.72, 0.85));
    children.add(child);
    begin(child, start, Profile.of(dice, person.ageOn(start), alone), dice);
    return child;
  }

  private static int ageBand(LocalDate month, Dice dice) {
    double[] shares = {
      Rates.START_UNDER_1.on(month),
      Rates.START_1_TO_4.on(month),
      Rates.START_5_TO_9.on(month),
      Rates.START_10_TO_15.on(month),
      Rates.START_16_PLUS.on(month)
    };
    double total = 0;
    for (double share : shares) {
      total += share;
    }
    double point = dice.uniform() * total;
    int band = 0;
    while (band < 4 && point >= shares[band]) {
      point -= shares[band];
      band++;
    }
    return band;
  }

  private static LocalDate birth(LocalDate start, int band, boolean alone, Dice dice) {
    return switch (band) {
      case 0 -> start.minusDays(dice.chance(0.45) ? dice.between(0, 14) : dice.between(15, 364));
      case 1 -> start.minusDays(dice.between(366, 5 * 365));
      case 2 -> start.minusDays(dice.between(5 * 365 + 2, 10 * 365));
      case 3 -> start.minusDays(dice.between(10 * 365 + 3, 16 * 365));
      default -> start.minusDays(dice.between(16 * 365 + 5, (alone ? 643 : 650) * 10));
    };
  }

  /**
   * The household of the child who came before, for brothers and sisters who come together; null
   * for a new one.
   */
  private static @Nullable Family family(
      @Nullable Child before, int band, LocalDate born, Dice dice) {
    boolean sibling = dice.chance(0.33);
    if (!sibling || before == null || band > 3) {
      return null;
    }
    Family family = before.family;
    Person mother = family.mother();
    boolean fits =
        mother != null
            && before.periods.size() == 1
            && before.person.ageOn(before.lastPeriod().start) < 16
            && !born.isAfter(before.lastPeriod().start)
            && mother.ageOn(born) > 15
            && mother.ageOn(born) < 44
            && family.children.stream().allMatch(sister -> monthsApart(sister.born, born) > 9);
    return fits ? family : null;
  }

  private static long monthsApart(LocalDate one, LocalDate other) {
    return Math.abs(ChronoUnit.MONTHS.between(one, other));
  }

  private void begin(Child child, LocalDate start, Profile profile, Dice dice) {
    CarePeriod period = child.enter(start, profile);
    period.careId = world.ids().row(Table.CLA_EPISODES, child.person.number, 4000 + period.number);
    if (profile == Profile.ADOPTION) {
      planAdoption(period, dice);
    } else if (profile == Profile.REMAND) {
      period.plannedEnd = dice.after(start, 7, 150);
    } else if (profile == Profile.RETURN_HOME && dice.chance(0.30)) {
      period.plannedEnd = start.plusDays(2 + (int) Math.min(90, dice.exponential(20)));
    }
    open.add(new Stay(child, period));
  }

  private static void planAdoption(CarePeriod period, Dice dice) {
    boolean fosterToAdopt = dice.chance(0.14);
    LocalDate decided = dice.after(period.start, 120, 260);
    LocalDate order = dice.after(decided, 20, 130);
    LocalDate matched = dice.after(order, 10, 240);
    LocalDate placed = dice.after(matched, 7, 30);
    if (fosterToAdopt) {
      matched = dice.after(order, 5, 40);
      placed = dice.after(matched, 5, 20);
    }
    period.adoption = new CarePeriod.AdoptionPlan(decided, order, matched, placed, fosterToAdopt);
    period.plannedEnd = dice.after(placed, 130, 380);
  }

  private void leaveAsPlanned(LocalDate month) {
    LocalDate nextMonth = month.plusMonths(1);
    for (Stay stay : List.copyOf(open)) {
      LocalDate planned = stay.period().plannedEnd;
      LocalDate adulthood = stay.child().adulthood();
      LocalDate end = planned == null ? adulthood : Calendar.earlier(planned, adulthood);
      if (end.isBefore(nextMonth)) {
        leave(stay, end);
      }
    }
  }

  private void leaveAsCircumstancesAllow(LocalDate month, Dice dice) {
    LocalDate nextMonth = month.plusMonths(1);
    double noise = 1 + 0.004 * dice.normal();
    int target = dice.rounded(Rates.childrenInCare(nextMonth) * world.scale() * noise);
    int leavers = open.size() - target;
    if (leavers <= 0) {
      return;
    }
    List<Leaver> likeliest = new ArrayList<>();
    for (Stay stay : open) {
      CarePeriod period = stay.period();
      double weight =
          period.start.isBefore(month)
              ? period.profile.inclinationToLeave(ChronoUnit.DAYS.between(period.start, month))
              : 0;
      if (weight > 0) {
        likeliest.add(new Leaver(stay, dice.exponential(1) / weight));
      }
    }
    likeliest.sort(Comparator.comparingDouble(Leaver::patience));
    for (Leaver leaver : likeliest.subList(0, Math.min(leavers, likeliest.size()))) {
      leave(leaver.stay(), dice.after(month, 0, month.lengthOfMonth() - 1));
    }
  }

  private record Leaver(Stay stay, double patience) {}

  private void leave(Stay stay, LocalDate day) {
    CarePeriod period = stay.period();
    period.end = day;
    open.remove(stay);
    Dice dice = world.dice("after care", period.person.number, period.number);
    boolean mayReturn = period.profile == Profile.RETURN_HOME && period.plannedEnd != day;
    if (mayReturn && dice.chance(0.28)) {
      LocalDate back = day.plusDays(35 + (int) dice.exponential(240));
      returns.add(new Return(back, stay.child()));
    }
  }
}
