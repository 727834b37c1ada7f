package kith.simulate;

import java.time.LocalDate;
import java.util.List;

/** Other records about a child in care: visits, plans, offences, substances, earlier permanence. */
final class CareRecords implements CareHistory {

  private static final List<String> OFFENCES =
      List.of(
          "Assault by beating",
          "Criminal damage\nvalue under £5,000",
          "Possession of cannabis",
          "Shop theft",
          "Theft of a pedal cycle",
          "Public order, section 5",
          "Taking a vehicle without consent");

  private final World world;

  CareRecords(World world) {
    this.world = world;
  }

  @Override
  public void write(Records records, Child child) {
    for (CarePeriod period : child.periods) {
      if (period.profile != Profile.SHORT_BREAKS) {
        visit(records, period);
        plan(records, period);
        offend(records, period);
      }
    }
    if (child.lastPeriod().profile != Profile.SHORT_BREAKS) {
      earlierPermanence(records, child);
    }
  }

  private LocalDate last(CarePeriod period) {
    return Calendar.earlier(period.latestEnd(), world.lastMonthEnd().plusDays(1));
  }

  private void visit(Records records, CarePeriod period) {
    Person person = period.person;
    Dice dice = world.dice("visits", person.number, period.number);
    LocalDate last = last(period);
    LocalDate day = dice.after(period.start, 1, 7);
    while (day.isBefore(last)) {
      boolean seen = dice.chance(0.97);
      boolean alone = seen && person.ageOn(day) >= 3 && dice.chance(0.75);
      LocalDate visited = Calendar.workingDay(day);
      if (visited.isBefore(last)) {
        records.happened(
            Table.CLA_VISITS,
            person,
            visited,
            visited,
            world.rowId(Table.CLA_VISITS, person),
            period.careId,
            person.id,
            visited,
            seen ? "Y" : "N",
            alone ? "Y" : "N");
      }
      day = dice.after(day, 24, 44);
    }
  }

  private void plan(Records records, CarePeriod period) {
    Person person = period.person;
    Dice dice = world.dice("care plan", person.number, period.number);
    LocalDate from = dice.after(period.start, 1, 9);
    boolean first = true;
    while (from.isBefore(last(period))) {
      LocalDate next = dice.after(from, first ? 100 : 250, first ? 300 : 420);
      boolean lasts = period.end == null || next.isBefore(period.end);
      LocalDate to = lasts ? next : period.end;
      records.happened(
          Table.CLA_CARE_PLAN,
          person,
          from,
          to,
          world.rowId(Table.CLA_CARE_PLAN, person),
          person.id,
          from,
          Known.once(to),
          aims(first ? firstAim(period) : aim(period, dice)));
      from = next;
      first = false;
    }
  }

  private static String firstAim(CarePeriod period) {
    return switch (period.profile) {
      case RETURN_HOME -> "RETURN6M";
      case TOWARDS_INDEPENDENCE, UNACCOMPANIED -> "SUPPLIV";
      case REMAND -> "OTHERPLN";
      default -> "RETURNEV";
    };
  }

  private static String aim(CarePeriod period, Dice dice) {
    return switch (period.profile) {
      case ADOPTION -> "ADOPTION";
      case KINSHIP -> "LTRELFR";
      case LONG_TERM -> dice.chance(0.8) ? "LTFOST18" : "RESPLMT";
      case WITH_PARENTS -> "REMAINSUP";
      default -> firstAim(period);
    };
  }

  private static String aims(String aim) {
    StringBuilder json = new StringBuilder("{");
    for (String key : Codes.CARE_PLAN_AIM) {
      json.append(json.length() > 1 ? "," : "");
      json.append('"').append(key).append("\":\"").append(key.equals(aim) ? "Y" : "N").append('"');
    }
    return json.append('}').toString();
  }

  /** Offences and substance misuse, rarely, of children of 10 and over. */
  private void offend(Records records, CarePeriod period) {
    Person person = period.person;
    Dice dice = world.dice("offences", person.number, period.number);
    LocalDate month = Calendar.later(period.start, person.birthday(10));
    for (; month.isBefore(last(period)); month = month.plusMonths(1)) {
      double byAge = person.ageOn(month) < 13 ? 0.4 : 1.5;
      boolean offends = dice.chance(0.0028 * byAge);
      boolean misuses = dice.chance(0.0016 * byAge);
      LocalDate day = dice.after(month, 0, 27);
      String offence = dice.pick(OFFENCES);
      if (offends && day.isBefore(period.latestEnd())) {
        records.happened(
            Table.CLA_CONVICTIONS,
            person,
            day,
            day,
            world.rowId(Table.CLA_CONVICTIONS, person),
            person.id,
            day,
            offence);
      }
      if (misuses && day.isBefore(period.latestEnd())) {
        misuse(records, person, day, dice);
      }
    }
  }

  private void misuse(Records records, Person person, LocalDate day, Dice dice) {
    String substance = Mix.of("Cannabis 60, Alcohol 30, Ketamine 6, Cocaine 4").pick(dice);
    records.happened(
        Table.CLA_SUBSTANCE_MISUSE,
        person,
        day,
        day,
        world.rowId(Table.CLA_SUBSTANCE_MISUSE, person),
        person.id,
        day,
        substance,
        dice.chance(0.8) ? "Y" : "N");
  }

  /** One form per child; the date of an earlier order is text, with zz for what is not known. */
  private void earlierPermanence(Records records, Child child) {
    CarePeriod first = child.periods.get(0);
    Dice dice = world.dice("earlier permanence", child.person.number);
    int age = child.person.ageOn(first.start);
    boolean none = age < 2 || dice.chance(0.88);
    String option = none ? "Z1" : Mix.of("P1 25, P2 50, P3 20, P4 5").pick(dice);
    LocalDate ordered = child.person.birthday(1).plusDays(dice.between(0, 300));
    int partsKnown = dice.between(1, 3);
    records.holds(
        Table.CLA_PREVIOUS_PERMANENCE,
        child.person,
        dice.after(first.start, 1, 20),
        null,
        world.rowId(Table.CLA_PREVIOUS_PERMANENCE, child.person),
        child.person.id,
        Codes.wording(Codes.PREVIOUS_PERMANENCE, option),
        none ? "" : dice.chance(0.8) ? "Own authority" : "Another authority",
        none ? "" : orderDate(partsKnown, ordered));
  }

  private static String orderDate(int partsKnown, LocalDate ordered) {
    String day = partsKnown < 3 ? "zz" : Integer.toString(ordered.getDayOfMonth());
    String month =
        partsKnown < 2 ? "zz" : Integer.toString(100 + ordered.getMonthValue()).substring(1);
    return day + "/" + month + "/" + ordered.getYear();
  }
}
