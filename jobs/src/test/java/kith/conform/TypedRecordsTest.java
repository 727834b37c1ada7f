package kith.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kith.project.Project;
import kith.source.CodeLists;
import kith.source.SourceCells;
import kith.source.SourceCodes;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.testing.SparkTest;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What staging reads of ends that are planned, and of ends that cannot be read. */
class TypedRecordsTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);
  private static final SourceSystem SSD = SourceSystem.of(Project.home(), "ssd");

  @Test
  void anEndThatCannotBeReadIsTheFirstDayOfTheChildsNextRecordElseItIsOpen() {
    assertThat(
            typed(
                "cla_episodes",
                "clae_person_id, clae_cla_episode_start_date, clae_cla_episode_ceased_date",
                "AMY, 2024-01-10, 2206-02-01",
                "AMY, 2024-01-10, 2024-01-20",
                "AMY, 2024-02-01, 2024-05-01",
                "AMY, 2024-03-01, 1024-04-01",
                "BEN, 2024-02-15, "))
        .containsExactlyInAnyOrder(
            "AMY, 2024-01-10, 2024-02-01",
            "AMY, 2024-01-10, 2024-01-20",
            "AMY, 2024-02-01, 2024-05-01",
            "AMY, 2024-03-01, null",
            "BEN, 2024-02-15, null");
  }

  @Test
  void anInvolvementEndsWhereTheNextInItsRoleBegins() {
    assertThat(
            typed(
                "involvements",
                "invo_person_id, invo_professional_role_id, invo_involvement_start_date,"
                    + " invo_involvement_end_date",
                "AMY, CW, 2024-01-10, 2206-01-01x",
                "AMY, 16PLUS, 2024-02-01, ",
                "AMY, CW, 2024-03-01, "))
        .containsExactlyInAnyOrder(
            "AMY, CW, 2024-01-10, 2024-03-01",
            "AMY, 16PLUS, 2024-02-01, null",
            "AMY, CW, 2024-03-01, null");
  }

  @Test
  void aReturnThatCannotBeReadIsTheInstantOfTheNextIncident() {
    assertThat(
            typed(
                "missing",
                "miss_person_id, miss_missing_episode_start_date, miss_missing_episode_end_date",
                "AMY, 2024-01-10 20:00, 2206-01-11 08:00",
                "AMY, 2024-01-12 21:30, 2024-01-13 01:00"))
        .containsExactlyInAnyOrder(
            "AMY, 2024-01-10 20:00:00.0, 2024-01-12 21:30:00.0",
            "AMY, 2024-01-12 21:30:00.0, 2024-01-13 01:00:00.0");
  }

  /** The next assessment does not show when the one before was signed off. */
  @Test
  void anAssessmentIsNotEndedByTheNext() {
    assertThat(
            typed(
                "cin_assessments",
                "cina_person_id, cina_assessment_start_date, cina_assessment_auth_date",
                "AMY, 2024-01-10, 2206-02-01",
                "AMY, 2024-02-01, 2024-03-01"))
        .containsExactlyInAnyOrder("AMY, 2024-01-10, null", "AMY, 2024-02-01, 2024-03-01");
  }

  /** R17b: the spell is open, the planned day is kept apart. */
  @Test
  void anEndAfterTheNightIsPlanned() {
    assertThat(
            typed(
                "legal_status",
                "lega_person_id, lega_legal_status_end_date, lega_legal_status_end_date_planned",
                "AMY, 2025-04-01",
                "BEN, 2025-03-31",
                "CAT, 2099-12-31"))
        .containsExactlyInAnyOrder(
            "AMY, null, 2025-04-01", "BEN, 2025-03-31, null", "CAT, null, null");
  }

  /**
   * Rows of text in the raw shape; in an end, 2206 and 1024 are values that the extract could not
   * use.
   */
  private static List<String> typed(String table, String names, String... lines) {
    SourceContract contract = SSD.contract(table);
    List<String> columns = Arrays.asList(names.split(",\\s*"));
    StructType schema =
        new StructType()
            .add("source_row", DataTypes.StringType)
            .add("cast_errors", DataTypes.createArrayType(DataTypes.StringType))
            .add("row_hash", DataTypes.StringType)
            .add("business_key_hash", DataTypes.StringType);
    for (SourceColumn column : contract.landed()) {
      schema = schema.add(column.name(), DataTypes.StringType);
    }
    List<Row> rows = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split(",\\s*", -1);
      Object[] values = new Object[schema.size()];
      values[0] = table + ":" + rows.size();
      List<String> errors = new ArrayList<>();
      for (int i = 0; i < cells.length; i++) {
        values[schema.fieldIndex(columns.get(i))] = cells[i];
        if (cells[i].startsWith("2206") || cells[i].startsWith("1024")) {
          errors.add(columns.get(i));
        }
      }
      values[1] = errors.toArray(String[]::new);
      rows.add(RowFactory.create(values));
    }
    Dataset<Row> night = SparkTest.spark().createDataFrame(rows, schema);
    SourceCells cells =
        new SourceCells(SSD, SourceCodes.of(CodeLists.of(Project.home()), SSD.contracts(), NIGHT));
    return new TypedRecords(contract, Set.copyOf(columns))
            .of(
                night,
                new JavaSparkContext(SparkTest.spark().sparkContext()).broadcast(cells),
                840,
                NIGHT)
            .selectExpr(columns.toArray(String[]::new))
            .collectAsList()
            .stream()
            .map(
                row ->
                    columns.stream()
                        .map(column -> String.valueOf(row.<Object>getAs(column)))
                        .collect(Collectors.joining(", ")))
            .toList();
  }
}
