package kith.simulate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes tables as the dataset's script for Mosaic does: codes without words, ends as the last day,
 * some open ends as a day of the year 2300, no child in placements and involvements, three kinds of
 * health check that were held and no status, the times of an incident's workflow, one row per care
 * leaver.
 */
final class MosaicScript implements Script {

  private static final Set<String> HEALTH_CHECKS = ScriptWords.texts("health_checks");
  private static final Map<String, String> ELIGIBILITY = ScriptWords.words("mosaic_eligibility");

  private static final String FAR_END = "2300-01-01 00:00:00.000";

  private final long seed;
  private final LocalDate night;
  private final Map<String, String> personByLegacyNumber;

  MosaicScript(Records records, long seed, LocalDate night) {
    this.seed = seed;
    this.night = night;
    this.personByLegacyNumber = Wordings.personByLegacyNumber(records);
  }

  @Override
  public Texts write(Texts plain) {
    return withFarEnds(written(plain));
  }

  private Texts written(Texts plain) {
    return switch (plain.table()) {
      case CLA_EPISODES ->
          plain
              .each(
                  row ->
                      row.with(
                          "clae_cla_placement_id",
                          number(row.get("clae_person_id"), row.get("clae_cla_placement_id"))))
              .change("clae_cla_episode_start_reason", Wordings::code)
              .change("clae_cla_episode_ceased_reason", Wordings::code)
              .change("clae_cla_episode_ceased_date", Wordings::lastDay);
      case CLA_PLACEMENT ->
          plain
              .each(
                  row ->
                      row.with(
                          "clap_cla_placement_id",
                          number(row.get("clap_person_id"), row.get("clap_cla_placement_id"))))
              .change("clap_cla_placement_type", Wordings::code)
              .change("clap_cla_placement_end_date", Wordings::lastDay)
              .without("clap_person_id");
      case LEGAL_STATUS ->
          plain
              .change("lega_legal_status", Wordings::code)
              .change("lega_legal_status_end_date", Wordings::lastDay);
      case CLA_HEALTH ->
          plain
              .where(row -> row.get("clah_health_check_status").equals("Completed"))
              .where(row -> HEALTH_CHECKS.contains(row.get("clah_health_check_type")))
              .set("clah_health_check_status", "");
      case MISSING ->
          plain.change("miss_missing_episode_type", Wordings::code).each(this::timesOfWorkflow);
      case CARE_LEAVERS ->
          plain
              .all(
                  rows ->
                      Wordings.latestOfEach(
                          rows, "clea_person_id", "clea_care_leaver_latest_contact"))
              .set("clea_table_id", "")
              .change(
                  "clea_care_leaver_eligibility", words -> ELIGIBILITY.getOrDefault(words, words))
              .change("clea_care_leaver_accommodation", Wordings::code)
              .change("clea_care_leaver_accom_suitable", Wordings::code)
              .change("clea_care_leaver_activity", Wordings::code)
              .change("clea_pathway_plan_review_date", MosaicScript::blankWhereNone);
      case CLA_CONVICTIONS -> plain.without("clac_cla_conviction_offence");
      case PERMANENCE -> plain.change("perm_person_id", personByLegacyNumber::get);
      case PROFESSIONALS ->
          plain
              .each(row -> row.with("prof_staff_id", row.get("prof_professional_id")))
              .set("prof_professional_id", "")
              .without("prof_professional_name");
      case INVOLVEMENTS -> plain.all(MosaicScript::byReferral).without("invo_person_id");
      default -> plain;
    };
  }

  /** The kind of record, the person and the record's own number in one. */
  private static String number(String person, String number) {
    return "PLACEMENT-" + person + "-" + number;
  }

  /** Every involvement belongs to a referral: one that names none, to the person's last. */
  private static List<Texts.Record> byReferral(List<Texts.Record> involvements) {
    Map<String, String> last = new HashMap<>();
    for (Texts.Record involvement : involvements) {
      if (!involvement.get("invo_referral_id").isEmpty()) {
        last.put(involvement.get("invo_person_id"), involvement.get("invo_referral_id"));
      }
    }
    return involvements.stream()
        .map(
            involvement ->
                involvement.get("invo_referral_id").isEmpty()
                    ? involvement.with(
                        "invo_referral_id",
                        last.getOrDefault(involvement.get("invo_person_id"), ""))
                    : involvement)
        .toList();
  }

  /**
   * The workflow starts when the authority is told, on the day on which the child is missed, and is
   * completed when everything is written up, days after the return.
   */
  private Texts.Record timesOfWorkflow(Texts.Record incident) {
    Dice dice = Wordings.dice(seed, "workflow", incident);
    String start = "miss_missing_episode_start_date";
    String end = "miss_missing_episode_end_date";
    LocalDateTime missed = Wordings.time(incident.get(start));
    LocalDateTime told = Calendar.onTheClock(missed.plusMinutes(dice.between(10, 110)));
    LocalDateTime lastOfDay = missed.toLocalDate().atTime(23, 59);
    Texts.Record started =
        incident.with(start, Wordings.text(told.isBefore(lastOfDay) ? told : lastOfDay));
    if (incident.get(end).isEmpty()) {
      return started;
    }
    LocalDateTime completed =
        dice.after(Wordings.day(incident.get(end)), 1, 10).atTime(dice.between(9, 16), 30);
    boolean isCompleted = !completed.toLocalDate().isAfter(night);
    return started.with(end, isCompleted ? Wordings.text(completed) : "");
  }

  /** Some open ends, in columns that may be in the future, are a day in the year 2300. */
  private Texts withFarEnds(Texts texts) {
    Sheet sheet = Sheet.of(texts.table());
    int place = sheet.place(Sheet.Mark.ENDS);
    if (place < 0 || !sheet.columns().get(place).is(Sheet.Mark.PLANNED)) {
      return texts;
    }
    String end = sheet.columns().get(place).name();
    return texts.each(
        row ->
            row.get(end).isEmpty() && Wordings.dice(seed, "far end", row).chance(0.4)
                ? row.with(end, FAR_END)
                : row);
  }

  private static String blankWhereNone(String day) {
    return day.startsWith("1900-") ? "" : day;
  }
}
