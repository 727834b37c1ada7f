package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import kith.project.Project;
import kith.source.PersonBy;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The persons in the night's person table, and the persons that numbers of other tables name. */
class KnownPersonsTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);
  private static final SourceSystem MOSAIC =
      SourceSystem.of(Project.home(), "ssd").in(SourceShape.of(Project.home(), "ssd", "mosaic"));

  private final MemoryLake lake = new MemoryLake();
  private final KnownPersons persons =
      new KnownPersons(
          new MemoryNight(MOSAIC, NIGHT), JudgedTable.cells(MOSAIC), lake, lake.versions());

  private void give(String table, LocalDate night, String columns, String... lines) {
    List<Row> rows =
        Arrays.stream(lines)
            .map(line -> RowFactory.create((Object[]) line.split(",", -1)))
            .toList();
    Dataset<Row> data = SparkTest.spark().createDataFrame(rows, StructType.fromDDL(columns));
    lake.give(MOSAIC.contract(table).in(Zone.RAW), night, data);
  }

  @Test
  void personsOfTonightAreKnownByTheOneFormOfTheirNumber() {
    give(
        "person", NIGHT, "pers_person_id string, pers_legacy_id string", "11.0,P1", "ab-1,", ",P3");
    give("person", NIGHT.minusDays(1), "pers_person_id string, pers_legacy_id string", "12,P2");

    assertThat(persons.ids("pers_person_id").value()).containsExactlyInAnyOrder("11", "AB-1");
  }

  /** Which of the two a table names differs by system. */
  @Test
  void whereATableNamesTheLegacyNumberThePersonsOwnIsKnownToo() {
    give(
        "person", NIGHT, "pers_person_id string, pers_legacy_id string", "11,P1", "12,", "13,NULL");

    assertThat(persons.ids("pers_legacy_id").value())
        .containsExactlyInAnyOrder("11", "12", "13", "P1");
  }

  @Test
  void aNumberOfTwoPersonsNamesNobody() {
    give(
        "cla_episodes",
        NIGHT,
        "clae_cla_id string, clae_person_id string",
        "700,11",
        "700.0,11",
        "701,11",
        "701,12",
        ",13",
        "702,");
    PersonBy way = MOSAIC.contract("cla_placement").personBy();

    assertThat(persons.byKey(way).value()).isEqualTo(Map.of("700", "11"));
  }
}
