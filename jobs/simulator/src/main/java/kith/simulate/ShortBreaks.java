package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Disabled children who have only short breaks: most under one agreement (V4), some with each break
 * recorded (V3). They are not looked after in any published figure.
 */
final class ShortBreaks {

  private static final int NEW_CHILDREN_A_YEAR = 11;

  private final World world;
  private final People people;
  private final List<Child> children = new ArrayList<>();

  ShortBreaks(World world, People people) {
    this.world = world;
    this.people = people;
  }

  List<Child> live() {
    LocalDate month = world.casesBegin().minusYears(4);
    while (!month.isAfter(world.careHorizon())) {
      Dice dice = world.dice("short breaks", month.toEpochDay());
      for (int i = dice.rounded(NEW_CHILDREN_A_YEAR / 12.0 * world.scale()); i > 0; i--) {
        children.add(child(dice.after(month, 0, 27), dice));
      }
      month = month.plusMonths(1);
    }
    return children;
  }

  private Child child(LocalDate start, Dice dice) {
    int number = 4 * (children.size() + 1) + 2;
    Family family = people.family("short breaks", -1 - children.size());
    people.addHomes(family.household, start);
    Person person =
        people.child(number, family, start.minusDays(dice.between(5 * 365, 14 * 365)), false);
    person.specialNeeds = true;
    people.addMother(number + (1 << 22), family);
    Child child = new Child(person, family, 0);
    LocalDate last = Calendar.earlier(dice.after(start, 200, 1600), child.adulthood());
    if (dice.chance(0.7)) {
      addPeriod(child, start, last, "V4");
    } else {
      for (LocalDate day = start; day.isBefore(last.minusDays(5)); ) {
        addPeriod(child, day, dice.after(day, 1, 3), "V3");
        day = dice.after(day, 26, 50);
      }
    }
    return child;
  }

  private void addPeriod(Child child, LocalDate start, LocalDate end, String code) {
    if (start.isAfter(world.careHorizon()) || child.periods.size() > 60) {
      return;
    }
    CarePeriod period = child.enter(start, Profile.SHORT_BREAKS);
    period.careId = world.ids().row(Table.CLA_EPISODES, child.person.number, 4000 + period.number);
    period.end = end;
    period.endReason = "E4A";
    period.need = "N2";
    CarePeriod.LegalStatus status = new CarePeriod.LegalStatus(code, start);
    status.end = end;
    period.legalStatuses.add(status);
    Dice dice = world.dice("break", child.person.number, 0);
    String type = Mix.of("K2 50, U6 35, S1 15").pick(dice);
    CarePeriod.Home home =
        new CarePeriod.Home(
            type.equals("U6") ? "PR1" : "PR4",
            type.equals("U6") ? "" : "SC" + dice.digits(6),
            Names.postcode(dice, 0.9),
            dice.between(2, 15),
            Names.addressJson(dice));
    CarePeriod.Placement placement = new CarePeriod.Placement(type, home, start, false);
    placement.end = end;
    placement.id = world.ids().row(Table.CLA_PLACEMENT, child.person.number, 64 * period.number);
    period.placements.add(placement);
    PeriodPath.chain(period);
  }
}
