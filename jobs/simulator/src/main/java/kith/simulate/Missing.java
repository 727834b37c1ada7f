package kith.simulate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;

/**
 * Children missing from care: few of them, some very often; and the interviews when they are back.
 */
final class Missing implements CareHistory {

  private final World world;

  Missing(World world) {
    this.world = world;
  }

  @Override
  public void write(Records records, Child child) {
    Dice propensity = world.dice("missing propensity", child.person.number);
    boolean runs = propensity.chance(0.33);
    double usual = Math.min(70, propensity.logNormal(4.2, 1.45));
    if (!runs) {
      return;
    }
    for (CarePeriod period : child.periods) {
      if (period.profile != Profile.SHORT_BREAKS) {
        live(records, period, usual);
      }
    }
  }

  private void live(Records records, CarePeriod period, double usual) {
    Person person = period.person;
    Dice dice = world.dice("missing", person.number, period.number);
    LocalDate last = Calendar.earlier(period.latestEnd(), world.lastMonthEnd().plusDays(1));
    LocalDate month = Calendar.later(period.start.plusDays(1), person.birthday(10));
    LocalDateTime free = month.atStartOfDay();
    while (month.isBefore(last)) {
      double expected =
          usual
              / 12
              * Rates.MISSING.on(month)
              * byAge(person.ageOn(month))
              * byPlacement(period, month);
      int incidents = dice.chance(0.25) ? dice.rounded(expected * 4) : 0;
      for (LocalDateTime gone : times(month, incidents, dice)) {
        if (gone.isAfter(free) && gone.toLocalDate().isBefore(last)) {
          free = incident(records, period, gone, dice);
        }
      }
      month = month.plusDays(30);
    }
  }

  private static TreeSet<LocalDateTime> times(LocalDate month, int incidents, Dice dice) {
    TreeSet<LocalDateTime> times = new TreeSet<>();
    for (int i = 0; i < incidents; i++) {
      times.add(Calendar.onTheClock(dice.after(month, 0, 29).atTime(hour(dice))));
    }
    return times;
  }

  private static double byAge(int age) {
    return age < 11 ? 0.1 : age == 11 ? 0.3 : age == 12 ? 0.7 : age < 17 ? 1.35 : 0.9;
  }

  private static double byPlacement(CarePeriod period, LocalDate day) {
    CarePeriod.Placement placement = period.placementOn(day);
    return switch (placement.type.charAt(0)) {
      case 'K', 'H', 'Z' -> 1.5;
      case 'P' -> 0.5;
      default -> placement.isKinship() ? 0.5 : 0.85;
    };
  }

  private static LocalTime hour(Dice dice) {
    int minutes = (int) (20 * 60 + 150 * dice.normal());
    return LocalTime.ofSecondOfDay(Math.floorMod(minutes, 24 * 60) * 60L);
  }

  /** Writes one incident and its interview; returns when the child can be missing again. */
  private LocalDateTime incident(
      Records records, CarePeriod period, LocalDateTime gone, Dice dice) {
    Person person = period.person;
    long minutes = (long) Math.min(40 * 1440, Math.max(25, dice.logNormal(400, 1.25)));
    LocalDateTime back = Calendar.onTheClock(gone.plusMinutes(minutes));
    LocalDate careEnds = period.end;
    if (careEnds != null && !back.toLocalDate().isBefore(careEnds)) {
      back = Calendar.onTheClock(careEnds.atTime(9, 30));
    }
    LocalDate known = gone.toLocalDate();
    LocalDate returned = back.toLocalDate();
    boolean offered = dice.chance(0.93);
    boolean accepted = offered && dice.chance(0.88);
    boolean held = accepted && dice.chance(0.93);
    LocalDate offeredOn = returned.plusDays(dice.chance(0.8) ? 0 : 1);
    Long id = world.rowId(Table.MISSING, person);
    records.happened(
        Table.MISSING,
        person,
        known,
        returned,
        id,
        person.id,
        gone,
        Codes.wording(Codes.MISSING, dice.chance(0.03) ? "A" : "M"),
        Known.from(returned, back),
        Known.from(offeredOn, offered ? "Y" : "N", "NA"),
        offered ? Known.from(offeredOn.plusDays(1), accepted ? "Y" : "N", "NA") : "NA");
    if (offered) {
      interview(records, id, back, offeredOn, accepted, held, dice);
    }
    return back.plusHours(2);
  }

  private void interview(
      Records records,
      Long missingId,
      LocalDateTime back,
      LocalDate offeredOn,
      boolean accepted,
      boolean held,
      Dice dice) {
    long hours = dice.chance(0.8) ? dice.between(16, 70) : dice.between(73, 260);
    LocalTime office = LocalTime.of(dice.between(9, 17), 15 * dice.between(0, 3));
    LocalDateTime heldAt = back.plusHours(hours).truncatedTo(ChronoUnit.DAYS).with(office);
    if (!heldAt.isAfter(back)) {
      heldAt = heldAt.plusDays(1);
    }
    LocalDate decided = Calendar.earlier(offeredOn.plusDays(1), heldAt.toLocalDate());
    records.stands(
        Table.RETURN_INTERVIEW,
        offeredOn,
        held ? heldAt.toLocalDate() : offeredOn,
        missingId,
        offeredOn,
        Known.from(decided, accepted ? "Y" : "N"),
        held ? Known.from(heldAt.toLocalDate(), heldAt) : "");
  }
}
