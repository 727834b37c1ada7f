package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kith.simulate.CarePeriod.Episode;
import kith.simulate.CarePeriod.LegalStatus;
import kith.simulate.CarePeriod.Placement;

/**
 * Fills a period of care: legal statuses, placements, why it ended, and the episodes that follow
 * from all three.
 */
final class PeriodPath {

  private PeriodPath() {}

  /**
   * Fills one period.
   *
   * @param restlessness how often this child's placements break down, relative to other children's
   */
  static void walk(World world, CarePeriod period, double restlessness) {
    period.need = need(world, period);
    LocalDate limit = limit(world, period);
    LegalPath.walk(world, period, limit);
    new PlacementPath(world, period, limit, restlessness).walk();
    if (period.end != null) {
      period.endReason = EndReason.of(world, period);
    }
    chain(period);
  }

  /** The first day that is no longer simulated for this period. */
  private static LocalDate limit(World world, CarePeriod period) {
    LocalDate horizon = world.lastMonthEnd().plusDays(1);
    return Calendar.earlier(Calendar.earlier(period.person.adulthood(), period.end), horizon);
  }

  private static String need(World world, CarePeriod period) {
    Dice dice = world.dice("need", period.person.number, period.number);
    return switch (period.profile) {
      case UNACCOMPANIED -> "N8";
      case REMAND -> "N6";
      case SHORT_BREAKS -> "N2";
      default -> Mix.of("N1 66, N5 16, N4 9, N3 4, N2 2, N6 2, N8 1").pick(dice);
    };
  }

  /**
   * Starts a new episode wherever the placement or the legal status changes, and says which of them
   * did.
   */
  static void chain(CarePeriod period) {
    List<Start> starts = new ArrayList<>();
    for (int i = 0; i < period.placements.size(); i++) {
      Placement placement = period.placements.get(i);
      boolean legalToo = false;
      List<Start> within = new ArrayList<>();
      for (int j = 0; j < period.legalStatuses.size(); j++) {
        LegalStatus status = period.legalStatuses.get(j);
        boolean sameDay = status.start.equals(placement.start);
        legalToo |= sameDay && j > 0 && !alreadyTold(starts, status.start);
        if (!sameDay && !status.start.isBefore(placement.start) && isWithin(status, placement)) {
          within.add(new Start(status.start, "L", placement, status.code));
        }
      }
      String reason = i == 0 ? "S" : reason(placement.sameCarer, legalToo);
      starts.add(new Start(placement.start, reason, placement, statusOn(period, placement.start)));
      starts.addAll(within);
    }
    for (int i = 0; i < starts.size(); i++) {
      Start start = starts.get(i);
      boolean last = i == starts.size() - 1;
      LocalDate end = last ? period.end : starts.get(i + 1).day();
      String endReason = last ? period.endReason : "X1";
      period.episodes.add(
          new Episode(
              start.day(), end, start.reason(), endReason, start.placement(), start.status()));
    }
  }

  private record Start(LocalDate day, String reason, Placement placement, String status) {}

  private static boolean isWithin(LegalStatus status, Placement placement) {
    return placement.end == null || status.start.isBefore(placement.end);
  }

  /** Whether a placement without a night has already recorded the same change of legal status. */
  private static boolean alreadyTold(List<Start> starts, LocalDate day) {
    return starts.stream().anyMatch(start -> start.day().equals(day));
  }

  private static String reason(boolean sameCarer, boolean legalToo) {
    if (sameCarer) {
      return legalToo ? "U" : "T";
    }
    return legalToo ? "B" : "P";
  }

  private static String statusOn(CarePeriod period, LocalDate day) {
    String code = period.legalStatuses.get(0).code;
    for (LegalStatus status : period.legalStatuses) {
      if (!status.start.isAfter(day)) {
        code = status.code;
      }
    }
    return code;
  }
}
