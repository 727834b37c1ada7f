package kith.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of one source's night.
 *
 * @param system the source system
 * @param fingerprint of the source's extract
 * @param windowStart the first day that the extract covers, or null where that is not known
 * @param hasNights whether the source has an extract for each night; what is said of a night's
 *     window, and whether it is simulated, is said by those that have
 * @param simulated true when the extract was invented
 */
public record SourceMark(
    String system,
    String fingerprint,
    @Nullable LocalDate windowStart,
    boolean hasNights,
    boolean simulated) {

  /** Whether this is the mark of a system. */
  public boolean isOf(String name) {
    return system.equals(name);
  }

  /** Whether this is, byte for byte, the extract that another mark of the same system is of. */
  public boolean isSameExtract(SourceMark other) {
    return isOf(other.system) && fingerprint.equals(other.fingerprint);
  }

  /** Notes the sources of a night in a state file. */
  public static void put(ObjectNode node, List<SourceMark> sources) {
    ObjectNode all = node.putObject("sources");
    for (SourceMark source : sources) {
      all.putObject(source.system)
          .put("fingerprint", source.fingerprint)
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
        mark.optionalDate("window_start").orElse(null),
        // An earlier Kith noted only those that have.
        !mark.content().has("has_nights") || mark.flag("has_nights"),
        mark.flag("simulated"));
  }
}
