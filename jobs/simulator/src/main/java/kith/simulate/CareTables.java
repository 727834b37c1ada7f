package kith.simulate;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import kith.simulate.CarePeriod.AdoptionPlan;
import kith.simulate.CarePeriod.Episode;
import kith.simulate.CarePeriod.LegalStatus;
import kith.simulate.CarePeriod.Placement;
import org.jspecify.annotations.Nullable;

/** Episodes, placements and their addresses, legal statuses, and steps to permanence. */
final class CareTables implements CareHistory {

  private static final Set<String> GUARDIANSHIP = Set.of("E43", "E44", "E45", "E46", "E47");
  private static final LocalDate NO_DATE = LocalDate.of(1900, 1, 1);

  private final World world;

  CareTables(World world) {
    this.world = world;
  }

  @Override
  public void write(Records records, Child child) {
    Object lastReview = lastReview(child);
    for (CarePeriod period : child.periods) {
      period.placements.forEach(placement -> writePlacement(records, period, placement));
      period.legalStatuses.forEach(status -> writeLegalStatus(records, period, status));
      period.episodes.forEach(episode -> writeEpisode(records, period, episode, lastReview));
      writePermanence(records, child, period);
      if ("E2".equals(period.endReason)) {
        child.person.died = period.end;
      }
    }
  }

  /** The reviewing officer's latest contact, the same on all of a child's episodes. */
  private Object lastReview(Child child) {
    TreeMap<LocalDate, LocalDate> contacts = new TreeMap<>();
    for (CarePeriod period : child.periods) {
      LocalDate last = Calendar.earlier(period.latestEnd(), world.lastMonthEnd());
      Dice dice = world.dice("reviewing officer", child.person.number, period.number);
      for (LocalDate day = dice.after(period.start, 10, 30); day.isBefore(last); ) {
        contacts.put(day, day);
        day = dice.after(day, 40, 120);
      }
    }
    return Known.steps(contacts);
  }

  private void writeEpisode(
      Records records, CarePeriod period, Episode episode, Object lastReview) {
    records.happened(
        Table.CLA_EPISODES,
        period.person,
        episode.start(),
        episode.end(),
        world.rowId(Table.CLA_EPISODES, period.person),
        period.person.id,
        episode.placement().id,
        episode.start(),
        Codes.wording(Codes.START_REASON, episode.startReason()),
        period.need,
        Known.once(episode.end()),
        Known.from(episode.end(), ceaseReason(episode)),
        period.careId,
        period.referralId == null ? "" : period.referralId,
        lastReview,
        period.start);
  }

  /** Blank while the episode lasts. */
  private static String ceaseReason(Episode episode) {
    String reason = episode.endReason();
    return reason == null ? "" : Codes.wording(Codes.CEASE_REASON, reason);
  }

  private void writePlacement(Records records, CarePeriod period, Placement placement) {
    Person person = period.person;
    if (!placement.isTemporary()) {
      records.happened(
          Table.ADDRESS,
          person,
          placement.start,
          placement.end,
          world.rowId(Table.ADDRESS, person, 1),
          person.id,
          "Placement",
          placement.start,
          Known.once(placement.end),
          placement.home.postcode(),
          placement.home.addressJson());
    }
    if (Codes.PLACEMENT_TYPE_NOT_EXTRACTED.contains(placement.type)) {
      return;
    }
    records.happened(
        Table.CLA_PLACEMENT,
        person,
        placement.start,
        placement.end,
        placement.id,
        period.careId,
        person.id,
        placement.start,
        Codes.wording(Codes.PLACEMENT_TYPE, placement.type),
        placement.home.urn(),
        Double.toString(placement.home.miles()),
        Codes.PROVIDER.getOrDefault(placement.home.provider(), ""),
        placement.home.postcode(),
        Known.once(placement.end),
        Known.from(placement.end, Codes.CHANGE_REASON.getOrDefault(placement.changeReason, "")));
  }

  private void writeLegalStatus(Records records, CarePeriod period, LegalStatus status) {
    writeLegalStatus(records, period.person, status.code, status.start, status.end);
    Dice dice = world.dice("supervision", period.person.number, status.start.toEpochDay());
    LocalDate end = status.end;
    boolean atHome = "E4A".equals(period.endReason) && Objects.equals(period.end, end);
    if (end != null && atHome && status.code.startsWith("C") && dice.chance(0.3)) {
      writeLegalStatus(records, period.person, "SO", end, end.plusYears(1));
    }
  }

  private void writeLegalStatus(
      Records records, Person person, String code, LocalDate from, @Nullable LocalDate to) {
    records.happened(
        Table.LEGAL_STATUS,
        person,
        from,
        to,
        world.rowId(Table.LEGAL_STATUS, person),
        person.id,
        Codes.wording(Codes.LEGAL_STATUS, code),
        from,
        Known.once(to));
  }

  private void writePermanence(Records records, Child child, CarePeriod period) {
    AdoptionPlan plan = period.adoption;
    if (plan != null) {
      writeAdoption(records, period, plan, child.family.children.size());
    } else if (GUARDIANSHIP.contains(String.valueOf(period.endReason))) {
      writeOrder(records, period, "Special Guardianship Order");
    } else if ("E41".equals(period.endReason)) {
      writeOrder(records, period, "Child Arrangements/ Residence Order");
    }
  }

  private void writeAdoption(Records records, CarePeriod period, AdoptionPlan plan, int children) {
    Person person = period.person;
    Dice dice = world.dice("adoption", person.number, period.number);
    boolean two = dice.chance(0.8);
    String sex = two ? Mix.of("MF 80, FF 11, MM 9").pick(dice) : Mix.of("F1 85, M1 15").pick(dice);
    String status = two ? (sex.equals("MF") ? (dice.chance(0.8) ? "L11" : "L3") : "L12") : "L0";
    boolean siblings = children > 1;
    LocalDate matched = plan.matched();
    LocalDate decided = plan.decided();
    LocalDate adopted =
        period.endReason != null && period.endReason.startsWith("E1") ? period.end : null;
    if (period.end != null && !decided.isBefore(period.end)) {
      return;
    }
    records.happened(
        Table.PERMANENCE,
        person,
        decided,
        period.end,
        world.rowId(Table.PERMANENCE, person),
        person.legacyId,
        period.careId,
        decided,
        siblings ? "Y" : "N",
        siblings ? Known.from(plan.placed(), children) : "",
        siblings ? Known.from(plan.placed(), 0) : "",
        plan.fosterToAdopt() ? period.start : "",
        Known.once(plan.placementOrder()),
        Known.once(matched),
        Known.from(matched, Codes.wording(Codes.ADOPTER_SEX, sex)),
        Known.from(matched, Codes.wording(Codes.ADOPTER_LEGAL_STATUS, status)),
        Known.from(matched, two ? 2 : 1),
        Known.once(plan.placed()),
        plan.fosterToAdopt() ? "Y" : "N",
        NO_DATE,
        plan.fosterToAdopt() ? period.start : "",
        Known.from(matched, "SC" + dice.digits(6)),
        "",
        "",
        Known.once(adopted),
        Known.from(adopted, "Adoption"),
        "");
  }

  private void writeOrder(Records records, CarePeriod period, String order) {
    Person person = period.person;
    LocalDate ordered = Objects.requireNonNull(period.end);
    records.happened(
        Table.PERMANENCE,
        person,
        ordered,
        ordered,
        world.rowId(Table.PERMANENCE, person),
        person.legacyId,
        period.careId,
        "",
        "N",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        NO_DATE,
        "",
        "",
        "",
        "",
        ordered,
        order,
        "");
  }
}
