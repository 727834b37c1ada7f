package kith.simulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Writes tables as the dataset's script for SystemC does: reasons as words led by their code, legal
 * statuses in words only, placements of a fixed list of types and of people whom the extract leaves
 * out, health checks in an authority's own words, care leavers under numbers of the run. Half of
 * the authorities run a build from before 1.4.5, which writes the roles of workers in words.
 */
final class SystemcScript implements Script {

  private static final Set<String> PLACEMENT_TYPES = ScriptWords.codes("systemc_placement_types");
  private static final Map<String, List<String>> HEALTH_CHECKS =
      ScriptWords.choices("systemc_health_checks");
  private static final Map<String, String> ROLES = ScriptWords.words("systemc_roles");

  /** One in this many placements is repeated, years earlier, for somebody outside the extract. */
  private static final int ONE_IN_OF_STRANGERS = 29;

  private final long seed;
  private final boolean isOlderBuild;

  SystemcScript(long seed) {
    this.seed = seed;
    this.isOlderBuild = Dice.of(seed, "build").chance(0.5);
  }

  @Override
  public Texts write(Texts plain) {
    return switch (plain.table()) {
      case CLA_EPISODES ->
          plain
              .change("clae_cla_episode_start_reason", SystemcScript::ledByCode)
              .change("clae_cla_episode_ceased_reason", SystemcScript::ledByCode);
      case LEGAL_STATUS -> plain.change("lega_legal_status", Wordings::legalStatus);
      case CLA_PLACEMENT ->
          plain
              .where(
                  row ->
                      PLACEMENT_TYPES.contains(Wordings.code(row.get("clap_cla_placement_type"))))
              .all(SystemcScript::withStrangers);
      case CLA_HEALTH -> plain.each(this::inFreeWords);
      case MISSING -> plain.change("miss_missing_episode_type", Wordings::words);
      case INVOLVEMENTS ->
          isOlderBuild ? plain.change("invo_professional_role_id", ROLES::get) : plain;
      case CARE_LEAVERS -> plain.change("clea_table_id", SystemcScript::numberOfTheRun);
      case PROFESSIONALS -> plain.set("prof_agency_worker_flag", "");
      default -> plain;
    };
  }

  /** Code and words with a tab between in one wording, a blank in the next. */
  private static String ledByCode(String text) {
    return text.length() % 2 == 0 ? text.replaceFirst(" ", "\t") : text;
  }

  private Texts.Record inFreeWords(Texts.Record check) {
    String type = "clah_health_check_type";
    List<String> words = Objects.requireNonNull(HEALTH_CHECKS.get(check.get(type)));
    return check.with(type, Wordings.dice(seed, "words", check).pick(words));
  }

  private static String numberOfTheRun(String number) {
    return UUID.nameUUIDFromBytes(number.getBytes(StandardCharsets.UTF_8))
        .toString()
        .toUpperCase(Locale.ROOT);
  }

  private static List<Texts.Record> withStrangers(List<Texts.Record> placements) {
    List<Texts.Record> all = new ArrayList<>(placements);
    for (int i = 0; i < placements.size(); i += ONE_IN_OF_STRANGERS) {
      Texts.Record placement = placements.get(i);
      all.add(
          placement
              .with("clap_cla_placement_id", "9" + placement.get("clap_cla_placement_id"))
              .with("clap_cla_id", "9" + placement.get("clap_cla_id"))
              .with("clap_person_id", "9" + placement.get("clap_person_id"))
              .with("clap_cla_placement_start_date", "2009-01-05 00:00:00.000")
              .with("clap_cla_placement_end_date", "2009-05-05 00:00:00.000"));
    }
    return all;
  }
}
