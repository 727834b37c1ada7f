package kith.simulate;

import java.time.LocalDate;
import java.util.List;
import kith.simulate.CarePeriod.LegalStatus;

/** The legal statuses of a period of care, from how it began to the order that keeps the child. */
final class LegalPath {

  private final Dice dice;
  private final CarePeriod period;
  private final LocalDate limit;

  private LegalPath(World world, CarePeriod period, LocalDate limit) {
    this.dice = world.dice("legal", period.person.number, period.number);
    this.period = period;
    this.limit = limit;
  }

  static void walk(World world, CarePeriod period, LocalDate limit) {
    LegalPath path = new LegalPath(world, period, limit);
    path.walk();
    path.closeStatuses();
  }

  private void walk() {
    switch (period.profile) {
      case RETURN_HOME -> returnHome();
      case TOWARDS_INDEPENDENCE, UNACCOMPANIED -> status("V2", period.start);
      case REMAND -> status("J1", period.start);
      case SHORT_BREAKS -> status("V4", period.start);
      case LONG_TERM -> {
        if (period.person.ageOn(period.start) >= 10 && dice.chance(0.22)) {
          status("V2", period.start);
        } else {
          proceedings();
        }
      }
      case KINSHIP, ADOPTION, WITH_PARENTS -> proceedings();
    }
  }

  private void returnHome() {
    if (dice.chance(0.55)) {
      status("V2", period.start);
      // Now and then agreed care turns into a series of short breaks: the child is then no longer
      // looked after.
      if (dice.chance(0.012)) {
        status("V4", dice.after(period.start, 60, 200));
      }
    } else if (dice.chance(0.5)) {
      status("L1", period.start);
      status("V2", dice.after(period.start, 1, 3));
    } else {
      proceedings();
    }
  }

  /**
   * Care proceedings: perhaps an emergency or agreed beginning, an interim order, the final order.
   */
  private void proceedings() {
    LocalDate interim = period.start;
    double beginning = dice.uniform();
    if (beginning < 0.22) {
      status("V2", period.start);
      interim = dice.after(period.start, 14, 90);
    } else if (beginning < 0.34) {
      status("L1", period.start);
      interim = dice.after(period.start, 1, 3);
    } else if (beginning < 0.44) {
      status("L2", period.start);
      interim = dice.after(period.start, 4, 14);
    }
    status("C1", interim);
    LocalDate finalOrder = dice.after(period.start, 170, 430);
    if (period.adoption != null) {
      status("E1", period.adoption.placementOrder());
    } else if (finalOrder.isAfter(interim)) {
      status("C2", finalOrder);
    }
  }

  private void status(String code, LocalDate start) {
    if (start.isBefore(limit) || period.legalStatuses.isEmpty()) {
      period.legalStatuses.add(new LegalStatus(code, start));
    }
  }

  private void closeStatuses() {
    List<LegalStatus> statuses = period.legalStatuses;
    for (int i = 0; i < statuses.size(); i++) {
      boolean last = i == statuses.size() - 1;
      statuses.get(i).end = last ? period.end : statuses.get(i + 1).start;
    }
  }
}
