package kith.benchmark;

import static kith.source.CodeLists.filled;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/**
 * The areas that the project knows, by the numbers that publishers give them. The GSS code of an
 * authority changes and is spelled differently by publishers, so the three-digit number decides.
 */
final class Areas {

  /** What a joint service has between the numbers of its authorities. */
  private static final String JOINT = " */ *";

  private final Map<String, Map<String, @Nullable String>> authorities = new HashMap<>();
  private final Map<String, Area> regions = new HashMap<>();

  /** Reads {@code authorities.csv} and {@code regions.csv} of a folder. */
  Areas(Path folder) {
    CodeLists.read(folder.resolve("authorities.csv"))
        .forEach(row -> authorities.put(filled(row, "authority_code"), row));
    CodeLists.read(folder.resolve("regions.csv"))
        .forEach(
            row ->
                regions.put(
                    filled(row, "number"),
                    new Area(filled(row, "level"), filled(row, "code"), filled(row, "name"))));
  }

  /** A region or England, by the number that the Interactive Tool gives it. */
  Optional<Area> region(String number) {
    return Optional.ofNullable(regions.get(number));
  }

  /** An authority, by its number. */
  Optional<Area> authority(String level, String number) {
    return Optional.ofNullable(authorities.get(number))
        .map(row -> new Area(level, filled(row, "gss_code"), filled(row, "name")));
  }

  /**
   * Whether a number is that of a service of several known authorities. Its figure is that of none
   * of them alone.
   */
  boolean isJoint(String number) {
    String[] numbers = number.split(JOINT);
    return numbers.length > 1 && Arrays.stream(numbers).allMatch(authorities::containsKey);
  }

  /** The GSS codes of the authorities that exist on a day. */
  Set<String> authoritiesOn(LocalDate day) {
    return authorities.values().stream()
        .filter(row -> !day.isBefore(dayOr(row.get("created_on"), LocalDate.MIN)))
        .filter(row -> day.isBefore(dayOr(row.get("abolished_on"), LocalDate.MAX)))
        .map(row -> filled(row, "gss_code"))
        .collect(Collectors.toSet());
  }

  private static LocalDate dayOr(@Nullable String day, LocalDate other) {
    return day == null ? other : LocalDate.parse(day);
  }
}
