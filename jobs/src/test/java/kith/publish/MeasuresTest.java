package kith.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kith.project.Project;
import kith.table.ColumnSpec;
import org.junit.jupiter.api.Test;

/** The measures that docs/published-model offers use tables, columns and keys that are there. */
class MeasuresTest {

  private static final String DAX = page("published-model/measures.dax");
  private static final String TMDL = page("published-model/measures.tmdl");
  private static final String M = page("published-model/kith.m");
  private static final String PAGE = page("published-model.md");

  private static final Map<String, PublishedTable> TABLES =
      PublishedTable.of(Project.home()).stream()
          .collect(Collectors.toMap(PublishedTable::name, table -> table));

  private static String page(String path) {
    try {
      return Files.readString(Project.home().root().resolve("docs").resolve(path));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static List<MatchResult> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().toList();
  }

  private static Map<String, String> measures(String pattern, String text) {
    Map<String, String> measures = new TreeMap<>();
    all(pattern, text).forEach(found -> measures.put(found.group(1), found.group(2)));
    return measures;
  }

  private static Map<String, String> ofExcel() {
    return measures("^([^/\\n]+) := (.+)$", DAX);
  }

  private static Map<String, String> ofPowerBi() {
    return measures("^\\t\\tmeasure '?([^'=]+?)'? = (.+)$", TMDL);
  }

  /** What a text names that the model does not have. */
  private static List<String> unknown(String dax, Map<String, String> measures) {
    List<String> unknown = new ArrayList<>();
    for (MatchResult found : all("(\\w+)?\\[([^\\]]+)\\]", dax)) {
      boolean isKnown =
          found.group(1) == null
              ? measures.containsKey(found.group(2))
              : hasColumn(found.group(1), found.group(2));
      if (!isKnown) {
        unknown.add(found.group());
      }
    }
    return unknown;
  }

  private static boolean hasColumn(String table, String column) {
    return TABLES.containsKey(table)
        && TABLES.get(table).columns().stream().map(ColumnSpec::name).anyMatch(column::equals);
  }

  @Test
  void everyMeasureNamesColumnsThatAreThere() {
    assertThat(ofExcel()).hasSizeGreaterThan(15);
    ofExcel().forEach((name, dax) -> assertThat(unknown(dax, ofExcel())).as(name).isEmpty());
  }

  @Test
  void aMeasureOfWhatIsNotThereIsFound() {
    assertThat(unknown("MAX ( kpi_published[valu] ) + [Figur] + MAX ( facts[value] )", ofExcel()))
        .containsExactly("kpi_published[valu]", "[Figur]", "facts[value]");
  }

  @Test
  void powerBiHasTheSameMeasures() {
    assertThat(ofPowerBi()).isEqualTo(ofExcel());
  }

  @Test
  void everyWordThatAMeasureLooksUpIsInTheList() {
    String statuses = conf("statuses.csv");

    List<MatchResult> words = all("dim_status\\[column_name\\], \"(\\w+)\"", DAX);
    assertThat(words).hasSize(3);
    assertThat(words).allMatch(word -> statuses.contains("\n" + word.group(1) + ","));
  }

  private static String conf(String list) {
    try {
      return Files.readString(Project.home().conf().resolve("report").resolve(list));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** A relationship leads to the whole key of a dimension; the page draws the same. */
  @Test
  void everyRelationshipLeadsToAKey() {
    List<MatchResult> from = all("fromColumn: (\\w+)\\.(\\w+)$", TMDL);
    List<MatchResult> to = all("toColumn: (\\w+)\\.(\\w+)$", TMDL);

    assertThat(from).hasSameSizeAs(to).hasSizeGreaterThan(5);
    for (int i = 0; i < from.size(); i++) {
      assertThat(hasColumn(from.get(i).group(1), from.get(i).group(2)))
          .as(from.get(i).group())
          .isTrue();
      assertThat(TABLES.get(to.get(i).group(1)).key())
          .as(to.get(i).group())
          .containsExactly(to.get(i).group(2));
      assertThat(PAGE)
          .contains(
              "%s.%s = %s.%s"
                  .formatted(
                      from.get(i).group(1),
                      from.get(i).group(2),
                      to.get(i).group(1),
                      to.get(i).group(2)));
    }
  }

  /** The query of Excel and Power BI knows each type that the manifest may name. */
  @Test
  void theQueryKnowsEveryType() {
    TreeSet<String> types = new TreeSet<>();
    TABLES
        .values()
        .forEach(
            table ->
                table
                    .columns()
                    .forEach(column -> types.add(column.type().replaceAll("\\(.*", ""))));

    assertThat(types).allMatch(type -> type.equals("string") || M.contains('"' + type + '"'));
  }

  @Test
  void thePageNamesEveryTable() {
    TABLES.keySet().forEach(table -> assertThat(PAGE).contains("| `" + table + "` |"));
  }
}
