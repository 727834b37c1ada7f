package kith.marts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import kith.contract.Carried;
import kith.contract.ExitCode;
import kith.contract.KithException;
import kith.contract.Needs;
import kith.contract.Yaml;

/**
 * What a KPI means, read from {@code sql/marts/<subject>/<kpi>.yaml}, and the SQL beside it that
 * selects its members.
 *
 * @param subject folder of the definition, such as {@code placement}
 * @param better {@code higher}, {@code lower} or {@code none} (R15)
 * @param periodTypes the period types computed, of {@code POINT QTR YTD R12 R24}
 * @param comparablePeriodType the one joined to benchmarks and targets (R18)
 * @param looksBackMonths months before the as-at date from which facts decide who is counted; 0
 *     where the period type says it all (R17c)
 * @param benchmark series of published figures; null when there is none
 * @param comparators of {@code england region neighbours}, those the series is published for
 * @param denominatorSeries population that a rate is divided by, such as {@code population_0_17};
 *     null for other units
 * @param needs what it needs of the source (R19)
 * @param source where the definition comes from
 * @param owner who answers for it
 * @param grain what one member is
 * @param sql the one-pass SQL, see {@link KpiSql}
 * @param ruleVersion first 8 hexadecimal digits of the SHA-256 of the definition's files
 */
public record KpiDefinition(
    String kpi,
    String subject,
    String title,
    Unit unit,
    String better,
    List<String> periodTypes,
    String comparablePeriodType,
    int looksBackMonths,
    String benchmark,
    List<String> comparators,
    String denominatorSeries,
    Needs needs,
    String source,
    String owner,
    String grain,
    List<String> excludes,
    KpiSql sql,
    String ruleVersion) {

  static final List<String> PERIOD_TYPES = List.of("POINT", "QTR", "YTD", "R12", "R24");
  static final List<String> COMPARATORS = List.of("england", "region", "neighbours");

  /** Reads a definition; {@code lookedAfter} is the shared SQL that its version covers too. */
  static KpiDefinition read(Path yaml, String lookedAfter) {
    Path sqlFile = yaml.resolveSibling(yaml.getFileName().toString().replace(".yaml", ".sql"));
    JsonNode node = Yaml.read(yaml);
    String sql = text(sqlFile);
    KpiDefinition definition =
        new KpiDefinition(
            required(yaml, node, "kpi"),
            yaml.getParent().getFileName().toString(),
            required(yaml, node, "title"),
            Unit.of(required(yaml, node, "unit"))
                .orElseThrow(() -> malformed(yaml, "unit is not one of " + units())),
            required(yaml, node, "better"),
            Yaml.texts(node.path("period_types")),
            required(yaml, node, "comparable_period_type"),
            node.path("looks_back_months").asInt(0),
            node.path("benchmark").asText(null),
            node.has("comparators") ? Yaml.texts(node.get("comparators")) : COMPARATORS,
            node.path("denominator_series").asText(null),
            Needs.of(node),
            required(yaml, node, "source"),
            required(yaml, node, "owner"),
            required(yaml, node, "grain"),
            Yaml.texts(node.path("excludes")),
            new KpiSql(sqlFile.getFileName().toString(), sql),
            version(sql, text(yaml), lookedAfter));
    definition.check(yaml);
    return definition;
  }

  private void check(Path yaml) {
    if (!yaml.getFileName().toString().equals(kpi + ".yaml")) {
      throw malformed(yaml, "kpi says " + kpi);
    }
    if (!List.of("higher", "lower", "none").contains(better)) {
      throw malformed(yaml, "better is not higher, lower or none");
    }
    if (periodTypes.isEmpty() || !PERIOD_TYPES.containsAll(periodTypes)) {
      throw malformed(yaml, "period_types is not a list of " + PERIOD_TYPES);
    }
    if (!periodTypes.contains(comparablePeriodType)) {
      throw malformed(yaml, "comparable_period_type is not among period_types");
    }
    if (!COMPARATORS.containsAll(comparators)) {
      throw malformed(yaml, "comparators is not a list of " + COMPARATORS);
    }
    if ((unit.kind() == Unit.Kind.RATE) != (denominatorSeries != null)) {
      throw malformed(yaml, "denominator_series stands with a rate, and only there");
    }
  }

  /** True when the sources carry what the KPI needs (R19). */
  public boolean isAvailable(Carried carried) {
    return needs.met(carried);
  }

  private static String version(String... texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 4);
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException(cause);
    }
  }

  static String text(Path file) {
    if (!Files.exists(file)) {
      throw malformed(file, "the file is missing");
    }
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String required(Path file, JsonNode node, String key) {
    String text = node.path(key).asText("");
    if (text.isBlank()) {
      throw malformed(file, key + " is missing");
    }
    return text;
  }

  private static String units() {
    return String.join(", ", java.util.Arrays.stream(Unit.values()).map(Unit::text).toList());
  }

  private static KithException malformed(Path file, String problem) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "The KPI definition " + file.getFileName() + " cannot be used: " + problem + ".",
        "Nothing was run.",
        "Correct the file, then run the command again.");
  }
}
