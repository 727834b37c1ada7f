package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kith.project.Project;
import kith.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers of the SQL, read from Spark's parsed plan. */
class SqlLayersTest {

  private final Path sql = Project.home().sql();

  @Test
  void stagingReadsOnlyTheRawTablesOfItsSystem() {
    assertThat(SqlLayers.violationsOfStaging(sql.resolve("staging"))).isEmpty();
  }

  @Test
  void martsReadOnlyTheWarehouseAndWhatTheStageGivesThem() {
    assertThat(SqlLayers.violationsOfMarts(sql.resolve("marts"), SparkTest.specs())).isEmpty();
  }

  @Test
  void stagingThatReadsTheWarehouseOrAnotherSystemIsCaught(@TempDir Path staging)
      throws IOException {
    write(
        staging.resolve("ssd/stg_person.sql"),
        """
        with people as (select * from ssd_person)
        select * from people
        where child_key in (select child_key from fact_care_period)
        """);
    write(staging.resolve("ssd/stg_team.sql"), "select * from benchmark_benchmark_series");

    assertThat(SqlLayers.violationsOfStaging(staging))
        .containsExactly(
            "stg_person reads fact_care_period", "stg_team reads benchmark_benchmark_series");
  }

  @Test
  void martsThatReadStagingRawOrAFileAreCaught(@TempDir Path marts) throws IOException {
    write(
        marts.resolve("care/one.sql"),
        "select 1 from period join stg_person using (authority_code)");
    write(marts.resolve("care/two.sql"), "select 1 from parquet.`/somewhere`");
    write(
        marts.resolve("care/three.sql"),
        """
        select (select max(pers_dob) from ssd_person) as newest
        from looked_after
        where exists (select 1 from child_identity)
        """);

    assertThat(SqlLayers.violationsOfMarts(marts, SparkTest.specs()))
        .containsExactlyInAnyOrder(
            "one reads stg_person",
            "two reads parquet./somewhere",
            "three reads ssd_person",
            "three reads child_identity");
  }

  @Test
  void aNameDefinedWithinTheQueryIsNoRelationButTheTableBehindItIs(@TempDir Path marts)
      throws IOException {
    write(
        marts.resolve("care/one.sql"),
        """
        with stg_person as (
            with fact_placement as (select * from stg_person)
            select * from fact_placement
        )
        select * from stg_person
        """);

    assertThat(SqlLayers.violationsOfMarts(marts, SparkTest.specs()))
        .containsExactly("one reads stg_person");
  }

  /** Above staging a record is the same whatever system it comes from. */
  @Test
  void martsAndQualityNameNoSystem() throws IOException {
    List<String> systems =
        QueryCases.folders(Project.home().conf().resolve("sources"))
            .map(system -> system.getFileName().toString())
            .toList();

    assertThat(systems).contains("ssd");
    assertThat(SqlLayers.thatName(systems, sql.resolve("marts"))).isEmpty();
    assertThat(SqlLayers.thatName(systems, sql.resolve("quality"))).isEmpty();
  }

  @Test
  void sqlThatNamesASystemIsCaught(@TempDir Path quality) throws IOException {
    write(
        quality.resolve("views/one.sql"), "select 1 from source_night where source_system = 'ssd'");
    write(quality.resolve("care/two.yaml"), "breaks: |\n  source_system <> 'ssd'");

    assertThat(SqlLayers.thatName(List.of("ssd"), quality))
        .containsExactly("care/two.yaml", "views/one.sql");
  }

  private static void write(Path file, String sql) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, sql);
  }
}
