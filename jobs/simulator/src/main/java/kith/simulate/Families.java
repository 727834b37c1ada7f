package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The many households that are referred and whose children mostly never enter care: contacts,
 * referrals, assessments, children in need. Each household has its own random stream.
 */
final class Families {

  private static final Mix SOURCE =
      Mix.of(
          "6 27, 2A 20, 1A 6, 1B 3, 1C 2, 1D 3, 2B 2, 3A 4, 3B 4, 3C 1, 3D 2, 3E 4, 3F 3, 4 2, 5A"
              + " 6, 5B 2, 5C 4, 5D 3, 7 2, 8 3, 9 3, 10 1");
  private static final Mix NEED =
      Mix.of("N1 55, N2 9, N3 4, N4 11, N5 13, N6 3, N7 1, N8 2, N9 1, N0 1");
  private static final String NO_ACTION =
      Json.of(
          "SINGLE_ASSESSMENT_FLAG",
          "N",
          "NFA_FLAG",
          "Y",
          "STRATEGY_DISCUSSION_FLAG",
          "N",
          "OTHER_OUTCOMES_EXIST_FLAG",
          "N");
  private static final String ASSESSED =
      Json.of(
          "SINGLE_ASSESSMENT_FLAG",
          "Y",
          "NFA_FLAG",
          "N",
          "STRATEGY_DISCUSSION_FLAG",
          "N",
          "OTHER_OUTCOMES_EXIST_FLAG",
          "N");
  private static final String KEPT_OPEN =
      Json.of("CLOSED_FLAG", "N", "CIN_PLAN_FLAG", "Y", "STRATEGY_DISCUSSION_FLAG", "N");
  private static final String CLOSED =
      Json.of("CLOSED_FLAG", "Y", "CIN_PLAN_FLAG", "N", "STRATEGY_DISCUSSION_FLAG", "N");

  private final World world;
  private final People people;
  private final Records records;
  private final Referrals referrals;
  private final List<Case> cases = new ArrayList<>();
  private int childCount;
  private int householdCount;

  Families(World world, People people, Records records) {
    this.world = world;
    this.people = people;
    this.records = records;
    this.referrals = new Referrals(world, records);
  }

  List<Case> live() {
    LocalDate month = world.casesBegin();
    while (!month.isAfter(world.lastMonthEnd())) {
      Dice dice = world.dice("new families", month.toEpochDay());
      double expected =
          Rates.NEW_FAMILIES_A_YEAR / 12.0 * Rates.REFERRALS.on(month) * world.scale();
      for (int i = dice.rounded(expected); i > 0; i--) {
        comeToNotice(month);
      }
      month = month.plusMonths(1);
    }
    return cases;
  }

  private void comeToNotice(LocalDate month) {
    int number = householdCount++;
    Dice dice = world.dice("family", number);
    LocalDate first = dice.after(month, 0, month.lengthOfMonth() - 1);
    Family family = people.family("in need", 2 * number + 1);
    people.addHomes(family.household, first);
    LocalDate born = first.minusDays(dice.between(-120, 14 * 365));
    for (int i = Integer.parseInt(Mix.of("1 46, 2 30, 3 16, 4 8").pick(dice)); i > 0; i--) {
      people.child(4 * childCount++ + 1, family, born, false);
      born = dice.after(born, -1300, -320);
    }
    if (dice.chance(0.85)) {
      people.addMother(4 * number + 2 + (1 << 23), family);
    }
    live(family, first, dice);
  }

  /**
   * Adds contacts one after the other, some of them referrals, until the last contact about the
   * household.
   */
  private void live(Family family, LocalDate first, Dice dice) {
    LocalDate[] busyUntil = new LocalDate[family.children.size()];
    LocalDate day = first;
    do {
      contact(family, day, busyUntil, dice);
      day = day.plusDays(20 + (int) dice.exponential(270));
    } while (dice.chance(0.78) && !day.isAfter(world.lastMonthEnd()));
  }

  private void contact(Family family, LocalDate day, LocalDate[] busyUntil, Dice dice) {
    boolean referral = dice.chance(0.30);
    boolean assessed = dice.chance(0.78);
    String source = SOURCE.pick(dice);
    String need = NEED.pick(dice);
    int always = dice.between(0, family.children.size() - 1);
    LocalDate signed = day.plusDays((int) Math.min(110, 6 + dice.logNormal(30, 0.45)));
    boolean closes = dice.chance(0.44);
    LocalDate end =
        closes ? dice.after(signed, 0, 9) : signed.plusDays((int) dice.logNormal(165, 0.85));
    for (int i = 0; i < family.children.size(); i++) {
      Person child = family.children.get(i);
      boolean involved = i == always || dice.chance(0.78);
      boolean open = busyUntil[i] != null && day.isBefore(busyUntil[i]);
      if (!involved || !child.birthday(18).isAfter(end)) {
        continue;
      }
      boolean refers = referral && !open;
      referrals.writeContact(child, day, source, refers);
      if (refers && !assessed) {
        busyUntil[i] = writeUnassessed(child, day, source, need, dice);
      } else if (refers) {
        busyUntil[i] = end;
        Case.Assessment assessment = new Case.Assessment(day, signed, closes);
        open(child, assessment, end, source, need);
      }
    }
  }

  private LocalDate writeUnassessed(
      Person child, LocalDate day, String source, String need, Dice dice) {
    LocalDate closed = dice.after(day, 1, 8);
    referrals.write(
        child,
        world.rowId(Table.CIN_EPISODES, child),
        day,
        closed,
        source,
        need,
        NO_ACTION,
        "Y",
        "RC8");
    return closed;
  }

  private void open(
      Person child, Case.Assessment assessment, LocalDate end, String source, String need) {
    Long referralId = world.rowId(Table.CIN_EPISODES, child);
    String closure = assessment.noFurtherAction() ? "RC8" : "RC7";
    referrals.write(
        child, referralId, assessment.start(), end, source, need, ASSESSED, "N", closure);
    Case opened = new Case(child, referralId, assessment.start(), end);
    opened.phase(assessment.start(), Teams.Kind.ASSESSMENT);
    if (!assessment.noFurtherAction()) {
      opened.phase(assessment.signed(), Teams.Kind.SAFEGUARDING);
    }
    opened.assessment = assessment;
    cases.add(opened);
  }

  /** Writes the assessments, once it is known who made them. */
  void writeAssessments(List<Case> all) {
    for (Case opened : all) {
      Case.Assessment assessment = opened.assessment;
      boolean lived = !opened.allocations.isEmpty();
      if (assessment == null || !lived || assessment.start().isBefore(world.casesBegin())) {
        continue;
      }
      Person child = opened.person;
      Long id = world.rowId(Table.CIN_ASSESSMENTS, child);
      Dice dice = world.dice("assessment", id);
      LocalDate signed = assessment.signed();
      Worker first = opened.allocations.get(0).worker;
      Worker worker = Objects.requireNonNull(opened.workerOn(signed));
      Object unsigned = dice.chance(0.3) ? LocalDate.of(1900, 1, 1) : "";
      boolean seen = dice.chance(0.96);
      records.happened(
          Table.CIN_ASSESSMENTS,
          child,
          assessment.start(),
          signed,
          id,
          child.id,
          Objects.requireNonNull(opened.referralId),
          assessment.start(),
          Known.from(signed, seen ? "Y" : "N", "N"),
          Known.from(signed, signed, unsigned),
          Known.from(signed, assessment.noFurtherAction() ? CLOSED : KEPT_OPEN),
          Known.from(signed, assessment.noFurtherAction() ? "Y" : "N"),
          Known.from(signed, worker.team.id(), first.team.id()),
          Known.from(signed, worker.id, first.id));
    }
  }
}
