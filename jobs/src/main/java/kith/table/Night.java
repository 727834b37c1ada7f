package kith.table;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kith.project.Project;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One night as the stages see it: its date, its sources, the lake that they read and write.
 *
 * @param sources what is known about each source
 * @param publicationId the publication that the night's figures will belong to
 * @param files the lake's state files
 * @param postcodes the postcode directory that the lake holds, if one has been loaded
 * @param versions of the tables that this night has made so far
 * @param counts what its steps have counted so far; steps that run add to it
 */
public record Night(
    Project project,
    TableSpecs specs,
    int authorityCode,
    LocalDate businessDate,
    List<SourceMark> sources,
    String publicationId,
    Lake lake,
    StateFiles files,
    Optional<PostcodeDirectory> postcodes,
    Versions versions,
    StepCounts counts) {

  /** True when the extract was invented. */
  public boolean simulated() {
    return sources.stream().anyMatch(SourceMark::simulated);
  }

  /** The tables that this night has stored. Staging is not stored: only conform can read it. */
  public Inputs stored() {
    return new NightInputs(lake, versions, Night::noStaging);
  }

  private static Dataset<Row> noStaging(TableName table) {
    throw new IllegalStateException("only conform reads staging, not " + table);
  }
}
