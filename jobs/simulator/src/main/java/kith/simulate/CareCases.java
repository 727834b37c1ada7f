package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cases of children in care: a referral some time before, the years of care, and a while at
 * home after it.
 */
final class CareCases {

  private static final String OUTCOME =
      Json.of(
          "SINGLE_ASSESSMENT_FLAG",
          "Y",
          "NFA_FLAG",
          "N",
          "STRATEGY_DISCUSSION_FLAG",
          "Y",
          "OTHER_OUTCOMES_EXIST_FLAG",
          "N");

  private final World world;
  private final Referrals referrals;

  CareCases(World world, Records records) {
    this.world = world;
    this.referrals = new Referrals(world, records);
  }

  List<Case> of(Child child) {
    List<Case> cases = new ArrayList<>();
    List<CarePeriod> together = new ArrayList<>();
    for (CarePeriod period : child.periods) {
      if (!together.isEmpty() && referredOn(period).isAfter(closedOn(together))) {
        cases.add(open(child, together));
        together = new ArrayList<>();
      }
      together.add(period);
    }
    cases.add(open(child, together));
    Case advice = personalAdvice(child);
    if (advice != null) {
      cases.add(advice);
    }
    cases.removeIf(opened -> opened.end != null && opened.end.isBefore(world.casesBegin()));
    return cases;
  }

  private LocalDate referredOn(CarePeriod period) {
    Dice dice = world.dice("referred", period.person.number, period.number);
    if (period.profile == Profile.UNACCOMPANIED) {
      return period.start;
    }
    LocalDate referred = period.start.minusDays((int) Math.min(500, dice.exponential(110)));
    return Calendar.later(referred, period.person.born);
  }

  /** The day the case closes after the last of these periods; null while the child is in care. */
  private @Nullable LocalDate closedOn(List<CarePeriod> periods) {
    CarePeriod last = periods.get(periods.size() - 1);
    if (last.end == null) {
      return null;
    }
    LocalDate latest = last.end;
    for (CarePeriod period : periods) {
      latest = Calendar.later(latest, period.end);
    }
    Dice dice = world.dice("closed", last.person.number, last.number);
    boolean goesOn = latest.isBefore(last.person.adulthood()) && last.profile != Profile.ADOPTION;
    LocalDate closed = goesOn ? dice.after(latest, 10, 160) : latest;
    return Calendar.earlier(closed, last.person.adulthood());
  }

  private Case open(Child child, List<CarePeriod> periods) {
    CarePeriod first = periods.get(0);
    Dice dice = world.dice("care case", child.person.number, first.number);
    LocalDate referred = referredOn(first);
    LocalDate closed = closedOn(periods);
    Long referralId = world.rowId(Table.CIN_EPISODES, child.person);
    periods.forEach(period -> period.referralId = referralId);
    String source = Mix.of("6 35, 5A 15, 2A 12, 3E 10, 3B 8, 1A 10, 5C 10").pick(dice);
    referrals.write(
        child.person,
        referralId,
        referred,
        closed,
        source,
        first.need,
        OUTCOME,
        "N",
        closure(periods.get(periods.size() - 1)));
    Case opened = new Case(child.person, referralId, referred, closed);
    boolean direct = referred.equals(first.start);
    opened.phase(referred, direct ? Teams.Kind.CARE : Teams.Kind.ASSESSMENT);
    LocalDate signed = dice.after(referred, 20, 44);
    if (!direct) {
      opened.phase(signed, Teams.Kind.SAFEGUARDING);
      LocalDate transfer = Calendar.later(dice.after(first.start, 90, 260), signed.plusDays(1));
      opened.phase(transfer, Teams.Kind.CARE);
      opened.assessment = new Case.Assessment(referred, signed, false);
    }
    if (closed != null && !signed.isBefore(closed)) {
      opened.assessment = null;
    }
    return opened;
  }

  private static String closure(CarePeriod period) {
    return switch (period.endReason == null ? "" : period.endReason) {
      case "E11", "E12" -> "RC1";
      case "E2" -> "RC2";
      case "E41" -> "RC3";
      case "E43", "E44", "E45", "E46", "E47" -> "RC4";
      case "E3" -> "RC5";
      case "E7" -> "RC6";
      default -> "RC7";
    };
  }

  /** A personal adviser from 16 on, until 21 or longer, for a person who will be a care leaver. */
  private @Nullable Case personalAdvice(Child child) {
    LocalDate from = child.person.birthday(16).plusDays(90);
    boolean inCare = child.periodOn(from) != null;
    LocalDate qualifies = inCare ? from : child.person.birthday(17);
    boolean entitled =
        inCare || child.periodOn(qualifies) != null || child.isCareLeaverBy(qualifies);
    if (!entitled || qualifies.isAfter(world.lastMonthEnd())) {
      return null;
    }
    Dice dice = world.dice("adviser", child.person.number);
    LocalDate to = child.person.birthday(21).plusDays(dice.chance(0.3) ? 900 : 75);
    return new Case(child.person, null, qualifies, to).phase(qualifies, Teams.Kind.LEAVING_CARE);
  }
}
