package kith.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is noted about one source's night.
 *
 * @param system the source system
 * @param fingerprint of the source's extract
 * @param loadedBy version of the code that loaded it: another version may load other records of the
 *     same extract; empty where an earlier Kith did
 * @param windowStart the first day that the extract covers, null if that is not known
 * @param hasNights true if the source has an extract for each night; only such sources tell the
 *     night's window and whether it is simulated
 * @param simulated true when the extract was invented
 */
public record SourceMark(
    String system,
    String fingerprint,
    String loadedBy,
    @Nullable LocalDate windowStart,
    boolean hasNights,
    boolean simulated) {

  /** True if this is the mark of that system. */
  public boolean isOf(String name) {
    return system.equals(name);
  }

  /** True if both marks are of the same system and, byte for byte, of the same extract. */
  public boolean isSameExtract(SourceMark other) {
    return isOf(other.system) && fingerprint.equals(other.fingerprint);
  }

  /** Notes the sources of a night in a state file. */
  public static void put(ObjectNode node, List<SourceMark> sources) {
    ObjectNode all = node.putObject("sources");
    for (SourceMark source : sources) {
      all.putObject(source.system)
          .put("fingerprint", source.fingerprint)
          .put("loaded_by", source.loadedBy)
          .put("window_start", source.windowStart == null ? null : source.windowStart.toString())
          .put("has_nights", source.hasNights)
          .put("simulated", source.simulated);
    }
  }

  /** The sources noted in a state file, by name. */
  public static List<SourceMark> read(StateFile file) {
    if (!file.content().has("sources")) {
      // An earlier Kith noted one source, without its name.
      return List.of(of("", file));
    }
    List<SourceMark> sources = new ArrayList<>();
    file.objects("sources").forEach((system, mark) -> sources.add(of(system, mark)));
    return sources;
  }

  private static SourceMark of(String system, StateFile mark) {
    return new SourceMark(
        system,
        mark.text("fingerprint"),
        mark.content().path("loaded_by").asText(),
        mark.optionalDate("window_start").orElse(null),
        // An earlier Kith noted only sources with an extract for each night.
        !mark.content().has("has_nights") || mark.flag("has_nights"),
        mark.flag("simulated"));
  }
}
