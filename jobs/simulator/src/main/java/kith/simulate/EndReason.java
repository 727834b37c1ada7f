package kith.simulate;

import java.time.LocalDate;
import java.util.Objects;
import kith.simulate.CarePeriod.Placement;

/** Why a child left care, to match the care plan, the age and the last placement. */
final class EndReason {

  private static final LocalDate GUARDIANSHIP_SPLIT = LocalDate.of(2018, 4, 1);

  private EndReason() {}

  static String of(World world, CarePeriod period) {
    LocalDate end = Objects.requireNonNull(period.end);
    Dice dice = world.dice("end", period.person.number, period.number);
    Placement last = period.placements.get(period.placements.size() - 1);
    if (!end.isBefore(period.person.adulthood())) {
      return atEighteen(last, dice);
    }
    int age = period.person.ageOn(end);
    return switch (period.profile) {
      case ADOPTION -> dice.chance(0.85) ? "E12" : "E11";
      case KINSHIP -> dice.chance(0.82) ? guardianship(end, last) : "E41";
      case REMAND -> dice.chance(0.75) ? "E14" : "E9";
      case RETURN_HOME -> Mix.of("E4A 45, E4B 7, E8 20, E13 12, E41 9, E3 7").pick(dice);
      case WITH_PARENTS -> Mix.of("E4A 45, E8 55").pick(dice);
      case UNACCOMPANIED -> Mix.of("E3 70, E8 25, E16 5").pick(dice);
      case TOWARDS_INDEPENDENCE -> Mix.of("E4A 35, E8 30, E5 15, E6 10, E3 10").pick(dice);
      case SHORT_BREAKS -> "E4A";
      case LONG_TERM ->
          last.isFoster() && dice.chance(0.35)
              ? guardianship(end, last)
              : Mix.of("E4A 24, E8 34, E3 16, E41 10, E4B 4, E13 10, E2 2")
                  .pick(dice)
                  .replace("E2", age > 0 ? "E2" : "E8");
    };
  }

  private static String atEighteen(Placement last, Dice dice) {
    return last.isFoster() && dice.chance(0.5)
        ? "E17"
        : Mix.of("E5 45, E6 25, E8 22, E7 8").pick(dice);
  }

  private static String guardianship(LocalDate end, Placement last) {
    boolean foster = last.isFoster();
    if (end.isBefore(GUARDIANSHIP_SPLIT)) {
      return foster ? "E43" : "E44";
    }
    return foster ? (last.isKinship() ? "E45" : "E46") : "E47";
  }
}
