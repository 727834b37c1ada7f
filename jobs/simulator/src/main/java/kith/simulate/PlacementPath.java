package kith.simulate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import kith.simulate.CarePeriod.Home;
import kith.simulate.CarePeriod.Placement;

/**
 * Where a child lives during a period of care, simulated month by month: planned moves, placements
 * that break down, temporary stays elsewhere, and codes that are replaced on a fixed date.
 */
final class PlacementPath {

  private static final LocalDate SUPPORTED_REGISTERED = LocalDate.of(2024, 4, 1);
  private static final LocalDate NO_INDEPENDENT_LIVING = LocalDate.of(2023, 10, 28);
  private static final LocalDate OTHER_SPLIT = LocalDate.of(2025, 4, 1);

  private static final Mix BREAKDOWN =
      Mix.of("CREQB 30, CREQO 18, LAREQ 18, CARPL 14, CHILD 8, CLOSE 4, STAND 3, ALLEG 2, OTHER 3");
  private static final Mix TEMPORARY = Mix.of("T0 28, T1 60, T2 4, T3 4, T4 4");

  private final World world;
  private final CarePeriod period;
  private final LocalDate limit;
  private final double restlessness;
  private final Dice dice;
  private final int ageAtStart;
  private final PriorityQueue<Move> plan = new PriorityQueue<>(Comparator.comparing(Move::day));

  /** The first placement is chosen before anything else. */
  @SuppressWarnings("NullAway.Init")
  private Placement current;

  /** A move that the care plan foresees. */
  private record Move(LocalDate day, String type, boolean sameCarer) {}

  /**
   * The placements of one period.
   *
   * @param limit the first day that is no longer simulated
   * @param restlessness how often this child's placements break down, relative to other children's
   */
  PlacementPath(World world, CarePeriod period, LocalDate limit, double restlessness) {
    this.world = world;
    this.period = period;
    this.limit = limit;
    this.restlessness = restlessness;
    this.dice = world.dice("placements", period.person.number, period.number);
    this.ageAtStart = period.person.ageOn(period.start);
  }

  void walk() {
    settle(period.start, firstType(), false);
    planAhead();
    LocalDate day = period.start;
    while (day.isBefore(limit)) {
      day = liveAMonth(day);
    }
    current.end = period.end;
    renameCodes();
    for (int i = 0; i < period.placements.size(); i++) {
      period.placements.get(i).id =
          world.ids().row(Table.CLA_PLACEMENT, period.person.number, place(i));
    }
  }

  /**
   * The number of a placement among the child's: 64 for each period, further ones above them all.
   */
  private int place(int index) {
    int place = 64 * period.number + index;
    return index < 64 ? place : place + 2048 - 64;
  }

  /** Simulates up to the next event within a month, or to its end; returns the day reached. */
  private LocalDate liveAMonth(LocalDate day) {
    LocalDate next = day.plusDays(30);
    Move foreseen = plan.peek();
    if (foreseen != null && foreseen.day().isBefore(next)) {
      plan.poll();
      LocalDate moved = Calendar.later(foreseen.day(), current.start.plusDays(1));
      carryOut(new Move(moved, foreseen.type(), foreseen.sameCarer()));
      return Calendar.later(moved, day);
    }
    if (dice.chance(breakdownsAYear(day) / 12)) {
      LocalDate moved = Calendar.later(dice.after(day, 1, 29), current.start.plusDays(1));
      breakDown(moved);
      return moved;
    }
    if (dice.chance(0.0022)) {
      return stayAway(dice.after(day, 2, 20));
    }
    return next;
  }

  private String firstType() {
    int age = ageAtStart;
    return switch (period.profile) {
      case ADOPTION -> adoption().fosterToAdopt() ? "U5" : Mix.of("U6 88, R3 6, U3 6").pick(dice);
      case KINSHIP -> Mix.of("U3 66, U6 34").pick(dice);
      case WITH_PARENTS -> Mix.of("P1 38, U6 45, U3 17").pick(dice);
      case RETURN_HOME ->
          age < 2
              ? Mix.of("U6 60, U3 22, R3 10, P1 8").pick(dice)
              : age < 10
                  ? Mix.of("U6 62, U3 30, P1 8").pick(dice)
                  : Mix.of("U6 54, U3 19, K2 18, P1 6, S1 1, Z1 2").pick(dice);
      case LONG_TERM ->
          age < 10
              ? Mix.of("U6 85, U3 15").pick(dice)
              : Mix.of("U6 62, U3 11, K2 23, S1 1, K1 1, Z1 2").pick(dice);
      case TOWARDS_INDEPENDENCE -> Mix.of("H5 52, U6 25, K2 17, U3 4, Z1 2").pick(dice);
      case UNACCOMPANIED -> Mix.of("H5 52, U6 44, K2 4").pick(dice);
      case REMAND -> age < 15 ? "K1" : Mix.of("R5 40, K1 20, U6 20, K2 20").pick(dice);
      case SHORT_BREAKS -> Mix.of("K2 45, U6 35, S1 20").pick(dice);
    };
  }

  private void planAhead() {
    LocalDate start = period.start;
    switch (period.profile) {
      case ADOPTION -> planAdoption();
      case KINSHIP -> {
        if (current.type.equals("U6")) {
          plan.add(new Move(dice.after(start, 10, 110), "U3", false));
        }
      }
      case WITH_PARENTS -> {
        if (!current.type.equals("P1")) {
          plan.add(new Move(dice.after(start, 40, 260), "P1", false));
        }
      }
      case LONG_TERM -> planLongTerm();
      default -> {
        if (current.type.equals("R3")) {
          plan.add(new Move(dice.after(start, 60, 110), "U6", false));
        }
      }
    }
  }

  private CarePeriod.AdoptionPlan adoption() {
    return Objects.requireNonNull(period.adoption);
  }

  private void planAdoption() {
    CarePeriod.AdoptionPlan adoption = adoption();
    if (adoption.fosterToAdopt()) {
      plan.add(new Move(adoption.placed(), "A5", true));
      return;
    }
    if (current.type.equals("R3") || dice.chance(0.14)) {
      plan.add(new Move(dice.after(period.start, 30, 110), "U6", false));
    }
    plan.add(new Move(adoption.placed(), dice.chance(0.95) ? "A6" : "A4", false));
  }

  /** A first placement is often a bridge to the one that is meant to last. */
  private void planLongTerm() {
    LocalDate settled = period.start;
    if (current.type.equals("U6") && dice.chance(0.55)) {
      settled = period.start.plusDays(20 + (int) Math.min(300, dice.logNormal(80, 0.8)));
      plan.add(
          new Move(
              settled,
              age10(settled) && dice.chance(0.25) ? "K2" : dice.chance(0.09) ? "U3" : "U6",
              false));
    }
    if (dice.chance(0.75)) {
      plan.add(new Move(dice.after(settled, 240, 560), "U4", true));
    }
  }

  private boolean age10(LocalDate day) {
    return period.person.ageOn(day) >= 10;
  }

  private void carryOut(Move move) {
    if (!move.sameCarer()) {
      leaveFor(move.day(), "CARPL", move.type());
      return;
    }
    String type = move.type();
    if (type.equals("U4")) {
      type = current.type.equals("U3") ? "U1" : current.type.equals("U6") ? "U4" : "";
    }
    if (!type.isEmpty()) {
      current.changeReason = "PLACE";
      settle(move.day(), type, true);
    }
  }

  private double breakdownsAYear(LocalDate day) {
    if (current.type.startsWith("A")) {
      return 0.01;
    }
    long nights = ChronoUnit.DAYS.between(current.start, day);
    double fresh =
        nights < 60 ? 2.0 : nights < 180 ? 1.35 : nights < 365 ? 1.0 : nights < 730 ? 0.7 : 0.5;
    int age = period.person.ageOn(day);
    double byAge = age < 5 ? 0.45 : age < 10 ? 0.65 : age < 13 ? 1.0 : age < 16 ? 1.35 : 1.3;
    double byType =
        switch (current.type) {
          case "U1", "U3" -> 0.5;
          case "U4" -> 0.7;
          case "U5" -> 0.2;
          case "K2" -> 1.25;
          case "H5" -> 0.9;
          case "P1" -> 0.35;
          case "S1" -> 0.4;
          case "R3" -> 0.5;
          case "Z1", "K1", "R5" -> 4;
          default -> 1;
        };
    return 0.40 * fresh * byAge * byType * restlessness;
  }

  private void breakDown(LocalDate day) {
    if (dice.chance(0.006)) {
      // Two moves on one day: the child never slept at the first of the two places.
      leaveFor(day, BREAKDOWN.pick(dice), nextType(day));
    }
    leaveFor(day, BREAKDOWN.pick(dice), nextType(day));
  }

  private String nextType(LocalDate day) {
    int age = period.person.ageOn(day);
    if (period.profile == Profile.WITH_PARENTS && !current.type.equals("P1")) {
      return "P1";
    }
    if (age < 10) {
      return Mix.of("U6 82, U3 7, K2 8, P1 3").pick(dice);
    }
    if (age < 16) {
      return Mix.of("U6 40, K2 44, U3 5, P1 5, K1 1, S1 2, Z1 2, R1 1").pick(dice);
    }
    return Mix.of("H5 44, K2 26, U6 16, U3 5, P1 3, R5 2, Z1 3, R2 1").pick(dice);
  }

  private void leaveFor(LocalDate day, String reason, String type) {
    if (day.isBefore(limit)) {
      current.changeReason = reason;
      settle(day, type, false);
      moveOnAt16(day);
    }
  }

  /**
   * Young people in homes and short-term fostering often move to supported accommodation at 16 or
   * 17.
   */
  private void moveOnAt16(LocalDate day) {
    boolean mayMove = current.type.equals("U6") || current.type.equals("K2");
    boolean older = period.person.ageOn(day) >= 12;
    boolean planned = plan.stream().anyMatch(move -> move.type().equals("H5"));
    if (mayMove && older && !planned && dice.chance(0.36)) {
      LocalDate moved = dice.after(period.person.birthday(16), 60, 640);
      if (moved.isAfter(day)) {
        plan.add(new Move(moved, "H5", false));
      }
    }
  }

  /** A stay in hospital or on holiday, after which the child is back in the same placement. */
  private LocalDate stayAway(LocalDate day) {
    Placement before = current;
    LocalDate away = Calendar.later(day, current.start.plusDays(1));
    String type = TEMPORARY.pick(dice);
    LocalDate back = dice.after(away, 2, type.equals("T1") ? 30 : 7);
    if (!away.isBefore(limit) || before.type.equals("P1")) {
      return away;
    }
    current.changeReason = "CARPL";
    settle(away, type, false);
    if (back.isBefore(limit)) {
      current.changeReason = "CARPL";
      settle(back, before.type, false, before.home);
    }
    return back;
  }

  private void settle(LocalDate day, String type, boolean sameCarer) {
    settle(day, type, sameCarer, sameCarer ? current.home : newHome(type));
  }

  private void settle(LocalDate day, String type, boolean sameCarer, Home home) {
    if (current != null && !day.isBefore(limit)) {
      return;
    }
    if (current != null) {
      current.end = day;
    }
    current = new Placement(type, home, day, sameCarer);
    period.placements.add(current);
  }

  private Home newHome(String type) {
    String provider = provider(type);
    boolean agency = provider.equals("PR4") || provider.equals("PR5") || type.startsWith("K");
    String urn = agency ? "SC" + dice.digits(6) : "";
    double median =
        switch (type.charAt(0)) {
          case 'P' -> 3;
          case 'K', 'H' -> 11;
          case 'S', 'R' -> 30;
          case 'A' -> 28;
          default -> type.equals("U1") || type.equals("U3") ? 4 : 7;
        };
    double miles = Math.round(dice.logNormal(median, 0.95) * 10) / 10.0;
    if (dice.chance(0.06) || type.startsWith("T") || type.startsWith("A")) {
      miles = 999.9;
    }
    String postcode = type.startsWith("A") ? "" : Names.postcode(dice, miles > 20 ? 0.1 : 0.9);
    return new Home(provider, urn, postcode, miles, Names.addressJson(dice));
  }

  private String provider(String type) {
    return switch (type.charAt(0)) {
      case 'P' -> type.equals("P1") ? "PR0" : "PR1";
      case 'U' ->
          type.equals("U1") || type.equals("U3")
              ? "PR1"
              : Mix.of("PR1 55, PR4 38, PR5 7").pick(dice);
      case 'K' -> Mix.of("PR1 22, PR4 72, PR5 6").pick(dice);
      case 'H' -> Mix.of("PR1 15, PR4 70, PR5 15").pick(dice);
      case 'A' -> Mix.of("PR1 70, PR5 30").pick(dice);
      case 'R' -> Mix.of("PR3 50, PR4 50").pick(dice);
      case 'T' -> "";
      default -> "PR4";
    };
  }

  /**
   * Splits placements that outlast their code: supported accommodation was registered from April
   * 2024, independent living was no longer allowed after October 2023, "other" was split in April
   * 2025. The carer stays the same.
   */
  private void renameCodes() {
    List<Placement> renamed = new ArrayList<>();
    for (Placement placement : period.placements) {
      rename(placement, renamed);
    }
    period.placements.clear();
    period.placements.addAll(renamed);
  }

  private void rename(Placement placement, List<Placement> renamed) {
    Dice codes = world.dice("codes", period.person.number, placement.start.toEpochDay());
    if (placement.type.equals("H5")) {
      String early = codes.chance(0.12) ? "P2" : "H5";
      String late =
          early.equals("P2") && placement.start.isBefore(NO_INDEPENDENT_LIVING) ? "P2" : "H5";
      List<String> types = List.of(late, "H5", "K3");
      split(placement, types, List.of(NO_INDEPENDENT_LIVING, SUPPORTED_REGISTERED), renamed);
    } else if (placement.type.equals("Z1")) {
      String kind = Mix.of("Z11 30, Z12 30, Z13 20, Z14 20").pick(codes);
      split(placement, List.of("Z1", kind), List.of(OTHER_SPLIT), renamed);
    } else {
      renamed.add(placement);
    }
  }

  /** Splits a placement at the dates on which its code changes, each part with its own type. */
  private void split(
      Placement placement, List<String> types, List<LocalDate> turns, List<Placement> renamed) {
    int stretch = 0;
    while (stretch < turns.size() && !placement.start.isBefore(turns.get(stretch))) {
      stretch++;
    }
    Placement part =
        new Placement(types.get(stretch), placement.home, placement.start, placement.sameCarer);
    renamed.add(part);
    for (int turn = stretch; turn < turns.size(); turn++) {
      LocalDate day = turns.get(turn);
      boolean reached = placement.end == null ? day.isBefore(limit) : day.isBefore(placement.end);
      if (reached && !types.get(turn + 1).equals(part.type)) {
        part.end = day;
        part.changeReason = "PLACE";
        part = new Placement(types.get(turn + 1), placement.home, day, true);
        renamed.add(part);
      }
    }
    part.end = placement.end;
    part.changeReason = placement.changeReason;
  }
}
