package kith.simulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Writes tables as the dataset's script for Eclipse does: the number of a placement is that of its
 * address, placement types are mapped, {@code DQ} or blank, incidents by day only, one span for
 * each person and legal status, a worker once for each relationship.
 */
final class EclipseScript implements Script {

  private static final Set<String> UNMAPPED = ScriptWords.codes("eclipse_unmapped");
  private static final Set<String> HEALTH_CHECKS = ScriptWords.texts("health_checks");
  private static final Map<String, String> HEALTH_STATUS =
      ScriptWords.words("eclipse_health_status");

  private static final int RELATIONSHIPS = 5;

  /** One in this many involvements is there twice, since its worker's teams overlap. */
  private static final int ONE_IN_TWICE = 6;

  private final long seed;
  private final Map<String, String> personByLegacyNumber;
  private final Map<String, String> addresses = new HashMap<>();

  /** Needs all placements, to know the address of each. */
  EclipseScript(Records records, long seed) {
    this.seed = seed;
    this.personByLegacyNumber = Wordings.personByLegacyNumber(records);
    int postcode = Sheet.of(Table.CLA_PLACEMENT).place("clap_cla_placement_postcode");
    for (Row row : records.of(Table.CLA_PLACEMENT)) {
      String place = row.cells()[postcode].toString();
      String number = row.cells()[0].toString();
      addresses.put(number, addressNumber(place.isEmpty() ? number : place));
    }
  }

  private static String addressNumber(String place) {
    CRC32 sum = new CRC32();
    sum.update(place.getBytes(StandardCharsets.UTF_8));
    return Long.toString(sum.getValue());
  }

  @Override
  public Texts write(Texts plain) {
    return switch (plain.table()) {
      case CLA_EPISODES ->
          plain
              .change("clae_cla_episode_start_reason", Wordings::code)
              .change("clae_cla_episode_ceased_reason", Wordings::code)
              .change("clae_cla_placement_id", number -> addresses.getOrDefault(number, number));
      case CLA_PLACEMENT ->
          plain.each(this::mapped).change("clap_cla_placement_id", addresses::get);
      case LEGAL_STATUS ->
          plain.change("lega_legal_status", Wordings::legalStatus).all(EclipseScript::oneSpanEach);
      case CLA_HEALTH ->
          plain
              .where(row -> HEALTH_STATUS.containsKey(row.get("clah_health_check_status")))
              .where(row -> HEALTH_CHECKS.contains(row.get("clah_health_check_type")))
              .change("clah_health_check_status", HEALTH_STATUS::get);
      case MISSING ->
          plain
              .change("miss_missing_episode_start_date", EclipseScript::day)
              .change("miss_missing_episode_end_date", EclipseScript::day);
      case CARE_LEAVERS -> plain.all(EclipseScript::latestByWorker);
      case PERMANENCE -> plain.change("perm_person_id", personByLegacyNumber::get);
      case PROFESSIONALS -> professionals(plain);
      case INVOLVEMENTS -> plain.all(EclipseScript::someTwice);
      default -> plain;
    };
  }

  /** An unmapped type becomes a filler or a blank, depending on how the form was filled in. */
  private Texts.Record mapped(Texts.Record placement) {
    String type = "clap_cla_placement_type";
    String code = Wordings.code(placement.get(type));
    if (!code.startsWith("T") && !UNMAPPED.contains(code)) {
      return placement.with(type, code);
    }
    boolean isBlank = Wordings.dice(seed, "unmapped", placement).chance(0.3);
    return placement.with(type, isBlank ? "" : "DQ");
  }

  private static String day(String time) {
    return Wordings.text(Wordings.day(time));
  }

  /** From a person's first day under a legal status to the last, whatever came between. */
  private static List<Texts.Record> oneSpanEach(List<Texts.Record> statuses) {
    Map<List<String>, Texts.Record> spans = new LinkedHashMap<>();
    for (Texts.Record status : statuses) {
      spans.merge(
          List.of(status.get("lega_person_id"), status.get("lega_legal_status")),
          status,
          EclipseScript::joined);
    }
    return List.copyOf(spans.values());
  }

  private static Texts.Record joined(Texts.Record one, Texts.Record other) {
    String start = "lega_legal_status_start_date";
    String end = "lega_legal_status_end_date";
    Texts.Record first = one.get(start).compareTo(other.get(start)) <= 0 ? one : other;
    boolean isOpen = one.get(end).isEmpty() || other.get(end).isEmpty();
    String last = one.get(end).compareTo(other.get(end)) >= 0 ? one.get(end) : other.get(end);
    return first.with(end, isOpen ? "" : last);
  }

  /** The latest record of each young person, once for the adviser and once for the worker. */
  private static List<Texts.Record> latestByWorker(List<Texts.Record> leavers) {
    List<Texts.Record> rows = new ArrayList<>();
    for (Texts.Record latest :
        Wordings.latestOfEach(leavers, "clea_person_id", "clea_care_leaver_latest_contact")) {
      Texts.Record blank =
          latest.get("clea_pathway_plan_review_date").startsWith("1900-")
              ? latest.with("clea_pathway_plan_review_date", "")
              : latest;
      rows.add(blank);
      rows.add(
          blank.with("clea_care_leaver_worker_id", blank.get("clea_care_leaver_personal_advisor")));
    }
    return rows;
  }

  private static Texts professionals(Texts plain) {
    return plain
        .set("prof_agency_worker_flag", "")
        .set("prof_professional_job_title", "")
        .set("prof_professional_caseload", "")
        .set("prof_professional_department", "")
        .set("prof_full_time_equivalency", "")
        .all(
            workers ->
                workers.stream()
                    .flatMap(worker -> Collections.nCopies(RELATIONSHIPS, worker).stream())
                    .toList());
  }

  private static List<Texts.Record> someTwice(List<Texts.Record> involvements) {
    List<Texts.Record> rows = new ArrayList<>();
    for (int i = 0; i < involvements.size(); i++) {
      rows.add(involvements.get(i));
      if (i % ONE_IN_TWICE == 0) {
        rows.add(involvements.get(i));
      }
    }
    return rows;
  }
}
