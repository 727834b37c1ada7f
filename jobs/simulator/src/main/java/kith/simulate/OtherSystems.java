package kith.simulate;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;

/**
 * What is known to human resources, the fostering service and the virtual school: vacancies, foster
 * households, school enrolments, education plans and the results of each school year.
 */
final class OtherSystems {

  private static final int HOUSEHOLDS = 320;
  private static final int SCHOOLS = 90;
  private static final int FIRST_URN = 114_000;

  /** Plans are reviewed once in each of these spans, as in the three terms of a school year. */
  private static final List<Month> TERMS = List.of(Month.SEPTEMBER, Month.JANUARY, Month.APRIL);

  private final World world;
  private final OtherRecords records;
  private final LocalDate first;
  private final LocalDate last;

  OtherSystems(World world, OtherRecords records) {
    this.world = world;
    this.records = records;
    this.first = Calendar.monthEnd(world.casesBegin());
    this.last = world.lastMonthEnd();
  }

  /** The months of the teams and of the foster households. */
  void write(List<Teams.Team> teams) {
    for (Teams.Team team : teams) {
      for (LocalDate end = first; !end.isAfter(last); end = Calendar.monthEnd(end.plusDays(1))) {
        Dice dice = world.dice("vacancies", Long.parseLong(team.id()), end.toEpochDay());
        double vacant = dice.chance(0.5) ? 0 : dice.between(1, 4) / 2.0;
        records.add(OtherFile.HR_VACANCY_MONTH, null, end, end, end, team.id(), vacant);
      }
    }
    int households = Math.max(4, (int) Math.round(HOUSEHOLDS * world.scale()));
    for (int number = 1; number <= households; number++) {
      household(number);
    }
  }

  private void household(int number) {
    Dice dice = world.dice("foster household", number);
    String kind = Mix.of("mainstream 78, family_and_friends 20, agency 2").pick(dice);
    int approved = dice.between(1, 3);
    for (LocalDate end = first; !end.isAfter(last); end = Calendar.monthEnd(end.plusDays(1))) {
      Dice month = world.dice("foster places", number, end.toEpochDay());
      int filled = month.chance(0.15) ? 0 : month.between(1, approved);
      records.add(
          OtherFile.FOSTER_HOUSEHOLD_MONTH,
          null,
          end,
          end,
          "F" + number,
          end,
          kind,
          approved,
          filled);
    }
  }

  /** The school records of a child. */
  void write(Child child) {
    enrol(child);
    for (CarePeriod period : child.periods) {
      if (period.profile != Profile.SHORT_BREAKS) {
        plan(period);
      }
    }
    results(child);
  }

  private static LocalDate schoolStart(Person person) {
    LocalDate four = person.birthday(4);
    return LocalDate.of(four.getMonthValue() < 9 ? four.getYear() : four.getYear() + 1, 9, 2);
  }

  private static LocalDate schoolEnd(Person person) {
    LocalDate sixteen = person.birthday(16);
    return LocalDate.of(
        sixteen.getMonthValue() < 9 ? sixteen.getYear() : sixteen.getYear() + 1, 7, 20);
  }

  /** A child moves school at 11 in September, and now and then within the year. */
  private void enrol(Child child) {
    Person person = child.person;
    Dice dice = world.dice("school", person.number);
    LocalDate from = schoolStart(person);
    LocalDate end = schoolEnd(person);
    LocalDate secondary = LocalDate.of(from.getYear() + 7, 9, 4);
    while (from.isBefore(end) && !from.isAfter(last)) {
      LocalDate next = dice.after(from, 150, 3_000);
      if (from.isBefore(secondary) && next.isAfter(secondary)) {
        next = secondary;
      }
      LocalDate to = Calendar.earlier(next, end);
      String school = Integer.toString(FIRST_URN + dice.between(1, SCHOOLS));
      String status = dice.chance(0.97) ? "C" : "M";
      records.add(
          OtherFile.SCHOOL_ENROLMENT, person, from, to, person.id, school, status, from, to);
      from = to;
    }
  }

  private void plan(CarePeriod period) {
    Person person = period.person;
    Dice dice = world.dice("education plan", person.number, period.number);
    LocalDate from = Calendar.later(period.start, schoolStart(person));
    LocalDate end =
        Calendar.earlier(Calendar.earlier(schoolEnd(person), period.latestEnd()), last.plusDays(1));
    LocalDate reviewed = Calendar.workingDay(dice.after(from, 3, 20));
    while (reviewed.isBefore(end)) {
      records.add(OtherFile.EDUCATION_PLAN, person, reviewed, reviewed, person.id, reviewed);
      LocalDate term = termAfter(reviewed);
      reviewed = Calendar.workingDay(dice.after(dice.chance(0.9) ? term : termAfter(term), 5, 60));
    }
  }

  private static LocalDate termAfter(LocalDate day) {
    LocalDate month = day.withDayOfMonth(1).plusMonths(1);
    while (!TERMS.contains(month.getMonth())) {
      month = month.plusMonths(1);
    }
    return month.plusDays(6);
  }

  /** Matched months after the school year, of those in care for a year on its 31 March. */
  private void results(Child child) {
    Person person = child.person;
    for (int year = first.getYear(); year <= last.getYear(); year++) {
      LocalDate counted = LocalDate.of(year, 3, 31);
      CarePeriod period = child.periodOn(counted);
      LocalDate matched = LocalDate.of(year + 1, 3, 20);
      if (period == null
          || period.start.isAfter(counted.minusYears(1))
          || counted.isBefore(schoolStart(person))
          || counted.isAfter(schoolEnd(person))) {
        continue;
      }
      LocalDate yearEnds = LocalDate.of(year, 8, 31);
      records.add(OtherFile.EDUCATION_RESULT, person, matched, null, result(person, yearEnds));
    }
  }

  private Object[] result(Person person, LocalDate yearEnds) {
    Dice dice = world.dice("education result", person.number, yearEnds.getYear());
    int possible = dice.between(300, 380);
    int missed = (int) (possible * (dice.chance(0.2) ? dice.uniform() * 0.5 : 0.04));
    int age = person.ageOn(yearEnds);
    return new Object[] {
      person.id,
      yearEnds,
      possible,
      missed,
      flag(dice.chance(0.1)),
      flag(dice.chance(0.3)),
      age == 11 ? flag(dice.chance(0.37)) : "",
      age == 16 ? dice.chance(0.1) ? 0 : dice.between(50, 450) / 10.0 : ""
    };
  }

  private static String flag(boolean holds) {
    return holds ? "Y" : "N";
  }
}
