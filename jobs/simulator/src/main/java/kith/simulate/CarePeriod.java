package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One unbroken period in care: its dates, why it ended, and its legal statuses, placements and
 * episodes.
 */
final class CarePeriod {

  final Person person;
  final int number;
  final LocalDate start;
  final Profile profile;
  final List<LegalStatus> legalStatuses = new ArrayList<>();
  final List<Placement> placements = new ArrayList<>();
  final List<Episode> episodes = new ArrayList<>();

  /**
   * The last day by itself (an adoption, the end of a remand); null when only circumstances end the
   * period.
   */
  @Nullable LocalDate plannedEnd;

  /** Null while the child is looked after. */
  @Nullable LocalDate end;

  @Nullable String endReason;

  /** The steps towards adoption; null unless adoption is the plan. */
  @Nullable AdoptionPlan adoption;

  /** Set when the period begins. */
  @SuppressWarnings("NullAway.Init")
  Long careId;

  /** Null if no referral led to the care. */
  @Nullable Long referralId;

  /** Set when the period has been simulated. */
  @SuppressWarnings("NullAway.Init")
  String need;

  CarePeriod(Person person, int number, LocalDate start, Profile profile) {
    this.person = person;
    this.number = number;
    this.start = start;
    this.profile = profile;
  }

  boolean covers(LocalDate day) {
    return !start.isAfter(day) && (end == null || end.isAfter(day));
  }

  /** The end, or the 18th birthday, which is the latest possible end. */
  LocalDate latestEnd() {
    return end == null ? person.adulthood() : end;
  }

  Placement placementOn(LocalDate day) {
    Placement found = placements.get(0);
    for (Placement placement : placements) {
      if (!placement.start.isAfter(day)) {
        found = placement;
      }
    }
    return found;
  }

  /** Status from a day to the next one's start, or to the end of the period. */
  static final class LegalStatus {
    final String code;
    final LocalDate start;
    @Nullable LocalDate end;

    LegalStatus(String code, LocalDate start) {
      this.code = code;
      this.start = start;
    }
  }

  /** One placement of one type; a change of type with the same carer is a new one. */
  static final class Placement {
    final String type;
    final Home home;
    final LocalDate start;
    final boolean sameCarer;
    @Nullable LocalDate end;
    String changeReason = "";

    /** Set when all placements of the period are known. */
    @SuppressWarnings("NullAway.Init")
    Long id;

    Placement(String type, Home home, LocalDate start, boolean sameCarer) {
      this.type = type;
      this.home = home;
      this.start = start;
      this.sameCarer = sameCarer;
    }

    boolean isFoster() {
      return type.startsWith("U");
    }

    boolean isKinship() {
      return type.equals("U1") || type.equals("U2") || type.equals("U3");
    }

    boolean isTemporary() {
      return type.startsWith("T");
    }
  }

  /** Where a placement is and who provides it. */
  record Home(String provider, String urn, String postcode, double miles, String addressJson) {}

  /** One legal status in one placement. */
  record Episode(
      LocalDate start,
      @Nullable LocalDate end,
      String startReason,
      @Nullable String endReason,
      Placement placement,
      String legalStatus) {}

  /** Days of the steps of an adoption; the order itself is the planned end of the period. */
  record AdoptionPlan(
      LocalDate decided,
      LocalDate placementOrder,
      LocalDate matched,
      LocalDate placed,
      boolean fosterToAdopt) {}
}
