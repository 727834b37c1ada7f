package kith.postcode;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import kith.project.Project;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/**
 * The children's services authority of a place, by the GSS codes of its district and county. Where
 * a county has districts, the county is the authority.
 */
final class AuthorityCodes {

  /** Districts of a county: no children's services authorities. */
  private static final String COUNTY_DISTRICT = "E07";

  /** Unitary authorities, metropolitan districts and London boroughs. */
  private static final String ENGLISH = "E0[689].*";

  private final Map<String, Integer> numbers = new HashMap<>();

  /** Reads the authorities of {@code conf/benchmarks} and the further codes of some of them. */
  AuthorityCodes(Project project) {
    add(project.conf().resolve("benchmarks/authorities.csv"));
    add(project.conf().resolve("postcodes/authority_codes.csv"));
  }

  private void add(Path file) {
    CodeLists.read(file)
        .forEach(
            row ->
                numbers.put(
                    Objects.requireNonNull(row.get("gss_code")),
                    Integer.valueOf(Objects.requireNonNull(row.get("authority_code")))));
  }

  /**
   * An authority.
   *
   * @param number its DfE number; null outside England, and for an English code that no list has
   * @param gss its code; null where the directory does not say which authority it is
   */
  record Authority(@Nullable Integer number, @Nullable String gss) {

    /** Whether it should have a number and has none. */
    boolean isUnlisted() {
      return number == null && gss != null && gss.matches(ENGLISH);
    }
  }

  /** The authority of a place. */
  Authority of(@Nullable String district, @Nullable String county) {
    if (district != null && numbers.containsKey(district)) {
      return new Authority(numbers.get(district), district);
    }
    if (county != null && numbers.containsKey(county)) {
      return new Authority(numbers.get(county), county);
    }
    boolean isKnown = district != null && !district.startsWith(COUNTY_DISTRICT);
    return new Authority(null, isKnown ? district : null);
  }
}
