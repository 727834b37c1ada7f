package kith.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kith.project.KithException;
import kith.project.Project;
import kith.project.Yaml;
import kith.source.ColumnType;
import kith.source.SourceColumn;
import kith.source.SourceSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every quantity of every specification has a unit, and its name says no other. */
class UnitsTest {

  /** Words that name a unit where a column's name begins or ends with them. */
  private static final Set<String> SAID =
      Set.of(
          "areas",
          "cases",
          "cells",
          "children",
          "columns",
          "days",
          "editions",
          "episodes",
          "hours",
          "incidents",
          "miles",
          "months",
          "nights",
          "offences",
          "places",
          "quarters",
          "rules",
          "sessions",
          "workers");

  /** Children assessed on two days: the days are what they have in common. */
  private static final String NOT_SAID = "on_two_days";

  @TempDir private Path folder;

  /** A column, with those beside it. */
  private record Described(String file, ColumnSpec column, List<ColumnSpec> all) {

    String place() {
      return file + ": " + column.name();
    }
  }

  /** The columns of all specifications: also of populations, bands and rules, never stored. */
  private static List<Described> columns() throws IOException {
    List<Described> columns = new ArrayList<>();
    Path root = Project.home().sql();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(UnitsTest::describesColumns).sorted().toList()) {
        String place = root.relativize(file).toString();
        List<ColumnSpec> all = ColumnSpec.all(file, Yaml.read(file));
        all.forEach(column -> columns.add(new Described(place, column, all)));
      }
    }
    return columns;
  }

  private static boolean describesColumns(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml")
        && !name.endsWith(".cases.yaml")
        && Yaml.read(file).path("columns").isObject();
  }

  private static List<SourceColumn> columnsOf(String system) {
    return SourceSystem.of(Project.home(), system).contracts().stream()
        .flatMap(contract -> contract.columns().stream())
        .toList();
  }

  @Test
  void aNumberOfASourceSaysWhatItCounts() {
    int numbers = 0;
    for (String system : SourceSystem.names(Project.home())) {
      for (SourceColumn column : columnsOf(system)) {
        boolean isNumber = List.of(ColumnType.INTEGER, ColumnType.DECIMAL).contains(column.type());
        String type = isNumber ? "int" : "string";
        assertThat(Units.problem(column.name(), type, column.countedIn(), false))
            .as(column.name())
            .isNull();
        numbers += isNumber ? 1 : 0;
      }
    }
    assertThat(numbers).isGreaterThan(20);
  }

  @Test
  void noUnitIsOneThatNoColumnHas() throws IOException {
    Set<String> used = new TreeSet<>();
    columns().stream()
        .map(each -> each.column().unit())
        .filter(Objects::nonNull)
        .forEach(used::add);

    assertThat(Units.ALL).isSorted().containsExactlyElementsOf(used);
  }

  @Test
  void theUnitIsTheOneThatTheNameSays() throws IOException {
    for (Described each : columns()) {
      List<String> words = List.of(each.column().name().split("_"));
      List<String> said =
          Stream.of(words.get(0), words.get(words.size() - 1)).filter(SAID::contains).toList();
      if (each.column().unit() != null
          && !said.isEmpty()
          && !each.column().name().equals(NOT_SAID)) {
        assertThat(said)
            .as(each.place() + " in " + each.column().unit())
            .anyMatch(each.column().unit()::contains);
      }
      if (each.column().name().matches("(.*_)?full_time_equivalents?")) {
        assertThat(each.column().unit())
            .as(each.place())
            .matches(unit -> unit.contains("full-time equivalent") || words.contains("without"));
      }
      if (words.contains("percent")) {
        assertThat(each.column().unit()).as(each.place()).isEqualTo("per cent");
      }
      if (words.contains("age") && each.column().type().equals("int")) {
        assertThat(each.column().unit()).as(each.place()).isEqualTo("years");
      }
    }
  }

  /** Who reads "by measure" looks for the column {@code measure}. */
  @Test
  void aUnitThatDependsOnTheRowNamesAColumnThatSaysWhich() throws IOException {
    for (Described each : columns()) {
      String unit = each.column().unit();
      if (unit != null && unit.startsWith("by ")) {
        assertThat(each.all())
            .as(each.place() + " is in " + unit)
            .extracting(ColumnSpec::name)
            .contains(unit.substring("by ".length()).toLowerCase(Locale.ROOT));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          absence_days: {type: int, meaning: lost to sickness}                           | absence_days is a number without a unit (expected one of areas, by KPI,
          distance: {type: "decimal(9,4)", meaning: from home}                           | distance is a number without a unit
          absence_days: {type: int, unit: weeks, meaning: lost to sickness}              | absence_days has the unknown unit "weeks" (expected one of areas, by KPI,
          left_on: {type: date, unit: days, meaning: day it ended}                       | left_on has a unit, which only numbers have, and the type date
          absence_days: {type: int, units: days, meaning: lost to sickness}              | absence_days has the unknown property "units"
          absence_days: {type: int, unit: days, meaning: lost to sickness, in the month} | absence_days has the unknown property "in the month" (a meaning with a comma needs quotes)
          """)
  void aWrongSpecificationSaysWhichFileAndColumn(String column, String problem) throws IOException {
    Path file = specification(column);

    assertThatThrownBy(() -> TableSpec.read(file))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("Cannot use " + file + ": column " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          absence_days: {type: int, unit: days, meaning: lost to sickness} | days
          day_of_week: {type: int, unit: none, meaning: Monday is 1}       | -
          team_key: {type: bigint, meaning: team}                          | -
          calendar_year: {type: int, meaning: year}                        | -
          line: {type: int, meaning: part of the key}                      | -
          """)
  void whatIsNoQuantityNeedsNoUnit(String column, String unit) throws IOException {
    ColumnSpec read = TableSpec.read(specification(column)).columns().get(0);

    assertThat(Objects.requireNonNullElse(read.unit(), "-")).isEqualTo(unit);
  }

  private Path specification(String column) throws IOException {
    return Files.writeString(
        folder.resolve("fact_workforce.yaml"),
        """
        table: fact_workforce
        zone: warehouse
        grain: one row per worker and month end
        key: [line]
        columns:
          %s
        """
            .formatted(column));
  }
}
