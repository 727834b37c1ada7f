package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Young people who have left care, and those who soon will: a contact every other month or so, and
 * always one around each birthday from the 17th to the 21st, with where they live and what they do.
 */
final class CareLeavers implements CareHistory {

  private static final LocalDate WORDING_FROM = LocalDate.of(2023, 4, 1);
  private static final LocalDate WORK_SPLIT = LocalDate.of(2021, 4, 1);
  private static final LocalDate NO_DATE = LocalDate.of(1900, 1, 1);

  private static final Mix HOME_AT_17 = Mix.of("D 38, B 34, E 10, U 8, K 4, C 4, Y 2");
  private static final Mix HOME_AT_18 = Mix.of("D 30, Z 22, B 17, U 13, E 7, C 5, K 3, T 2, Y 1");
  private static final Mix HOME_LATER = Mix.of("U 48, D 14, B 14, Z 10, K 4, E 3, C 4, Y 2, T 1");
  private static final Mix UNSUITABLE = Mix.of("X 44, S 22, V 14, W 6, Y 6, B 5, U 3");
  private static final Mix OCCUPIED_AT_17 = Mix.of("F2 78, P2 4, WORK 12, APPRENTICE 6");
  private static final Mix OCCUPIED_LATER =
      Mix.of("F1 12, P1 1, F2 33, P2 6, WORK 42, APPRENTICE 6");
  private static final Mix NOT_OCCUPIED = Mix.of("G4 34, G5 52, G6 14");

  private final World world;
  private final Workforce workforce;

  CareLeavers(World world, Workforce workforce) {
    this.world = world;
    this.workforce = workforce;
  }

  /** A young person's situation in the year of life around one birthday. */
  private record Year(String inTouch, String home, boolean suitable, String occupation) {}

  @Override
  public void write(Records records, Child child) {
    if (child.lastPeriod().profile == Profile.SHORT_BREAKS || child.person.died != null) {
      return;
    }
    List<Year> years = years(child);
    Dice plans = world.dice("pathway", child.person.number);
    int planMonths = plans.between(0, 5);
    for (LocalDate day : contactDays(child)) {
      boolean inCare = child.periodOn(day) != null;
      boolean leavesNow = !day.isBefore(child.adulthood().minusDays(100));
      boolean entitled = inCare ? child.person.ageOn(day) >= 16 : hasLeftCare(child, day);
      if (entitled) {
        Year year = inCare && !leavesNow ? inCareYear(child, day) : years.get(place(child, day));
        write(records, child, day, inCare, year, planMonths);
      }
    }
  }

  private boolean hasLeftCare(Child child, LocalDate day) {
    boolean was16 = false;
    for (CarePeriod period : child.periods) {
      LocalDate end = period.end;
      boolean transferred = "E3".equals(period.endReason);
      was16 |=
          end != null
              && !end.isAfter(day)
              && !transferred
              && end.isAfter(child.person.birthday(16));
    }
    return was16;
  }

  /** The days of contact, in order; each birthday has its own, drawn from its own random stream. */
  private List<LocalDate> contactDays(Child child) {
    LocalDate from = Calendar.later(child.person.birthday(16), world.casesBegin().minusYears(1));
    LocalDate to = child.person.birthday(21).plusDays(60);
    Dice dice = world.dice("contacts", child.person.number);
    TreeSet<LocalDate> days = new TreeSet<>();
    for (LocalDate day = dice.after(child.person.birthday(16), 10, 90); day.isBefore(to); ) {
      days.add(Calendar.workingDay(day));
      day = dice.after(day, 40, 100);
    }
    for (int age = 17; age <= 21; age++) {
      Dice birthday = world.dice("birthday", child.person.number, age);
      int earliest = birthday.chance(0.9) ? -35 : -85;
      days.add(birthday.after(child.person.birthday(age), earliest, birthday.chance(0.2) ? 14 : 0));
    }
    return new ArrayList<>(days.tailSet(from));
  }

  /** The year of life, 17 to 21, of the latest birthday that is at most 100 days after this day. */
  private static int place(Child child, LocalDate day) {
    int place = 0;
    while (place < 4 && !day.isBefore(child.person.birthday(18 + place).minusDays(100))) {
      place++;
    }
    return place;
  }

  private List<Year> years(Child child) {
    List<Year> years = new ArrayList<>();
    for (int age = 17; age <= 21; age++) {
      Dice dice = world.dice("year of life", child.person.number, age);
      years.add(year(child.person.birthday(age), age, dice));
    }
    return years;
  }

  private static Year year(LocalDate birthday, int age, Dice dice) {
    boolean young = age < 19;
    double suitable = (young ? Rates.SUITABLE_17_18 : Rates.SUITABLE_19_21).on(birthday) / 100;
    double occupied = (young ? Rates.OCCUPIED_17_18 : Rates.OCCUPIED_19_21).on(birthday) / 100;
    double away = young ? 0.035 : 0.07;
    if (dice.chance(away)) {
      return new Year(Mix.of("NO 55, REFU 35, NREQ 10").pick(dice), "", false, "");
    }
    if (dice.chance(age < 18 ? 0.05 : 0.006)) {
      return new Year("RHOM", "B", true, "");
    }
    if (dice.chance(young ? 0.008 : 0.02)) {
      return new Year("YES", Mix.of("G 35, H 5, R 60").pick(dice), false, "");
    }
    boolean isSuitable = dice.chance(suitable / (1 - away - 0.02));
    boolean isOccupied = dice.chance(occupied / (1 - away - 0.02));
    Mix homes = age == 17 ? HOME_AT_17 : age == 18 ? HOME_AT_18 : HOME_LATER;
    String occupation =
        isOccupied
            ? (age == 17 ? OCCUPIED_AT_17 : OCCUPIED_LATER).pick(dice)
            : dice.chance(0.05) ? "" : NOT_OCCUPIED.pick(dice);
    String home = (isSuitable ? homes : UNSUITABLE).pick(dice);
    return new Year("YES", home, isSuitable, occupation);
  }

  private Year inCareYear(Child child, LocalDate day) {
    Dice dice = world.dice("still in care", child.person.number, child.person.ageOn(day));
    String home = Mix.of("D 40, C 25, B 20, E 10, Y 5").pick(dice);
    return new Year("YES", home, true, dice.chance(0.8) ? "F2" : "G5");
  }

  private void write(
      Records records, Child child, LocalDate day, boolean inCare, Year year, int planMonths) {
    Person person = child.person;
    boolean worded = !day.isBefore(WORDING_FROM);
    String activity = activity(year.occupation(), day);
    Worker adviser = workforce.adviserOn(person, day);
    Worker worker = workforce.socialWorkerOn(person, day);
    String adviserId = adviser == null ? "" : adviser.id;
    // The source system gives each row a new number in each run: the writer replaces this one.
    records.happened(
        Table.CARE_LEAVERS,
        person,
        day,
        day,
        world.rowId(Table.CARE_LEAVERS, person),
        person.id,
        eligibility(child, day, inCare),
        Codes.wording(Codes.IN_TOUCH, year.inTouch()),
        day,
        worded ? Codes.ACCOMMODATION.getOrDefault(year.home(), "") : year.home(),
        suitability(year, worded),
        worded ? Codes.ACTIVITY.getOrDefault(activity, "") : activity,
        planDate(day, year, planMonths),
        adviserId,
        adviser == null ? "" : adviser.team.id(),
        worker == null ? adviserId : worker.id);
  }

  private static String suitability(Year year, boolean worded) {
    if (year.home().isEmpty()) {
      return "";
    }
    String code = year.suitable() ? "1" : "2";
    return worded ? Codes.wording(Codes.SUITABILITY, code) : code;
  }

  /**
   * Work and training were one code until March 2021; since then apprenticeships have their own.
   */
  private static String activity(String occupation, LocalDate day) {
    boolean split = !day.isBefore(WORK_SPLIT);
    return switch (occupation) {
      case "WORK" -> split ? "F5" : "F3";
      case "APPRENTICE" -> split ? "F4" : "F3";
      default -> occupation;
    };
  }

  private static String eligibility(Child child, LocalDate day, boolean inCare) {
    if (!child.isCareLeaverBy(day)) {
      return inCare ? "No Current Eligibility" : "Qualifying";
    }
    if (inCare) {
      return "Eligible";
    }
    return child.person.ageOn(day) < 18 ? "Relevant" : "Former Relevant";
  }

  /**
   * The pathway plan in force at the contact, made every six months; a filler where there is none.
   */
  private static LocalDate planDate(LocalDate day, Year year, int planMonths) {
    if (!year.inTouch().equals("YES")) {
      return NO_DATE;
    }
    LocalDate planned =
        day.withDayOfMonth(14).minusMonths(Math.floorMod(day.getMonthValue() - planMonths, 6));
    return planned.isAfter(day) ? planned.minusMonths(6) : planned;
  }
}
