package kith.table;

import java.time.LocalDate;
import kith.project.Project;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One night as its stages know it, and what they read and write it with.
 *
 * @param windowStart the first day that the extract covers, or null where that is not known
 * @param simulated true when the extract was invented
 * @param publicationId the publication that the night's figures will belong to
 * @param files the lake's state files
 * @param versions of the tables that this night has made so far
 * @param counts what its steps have counted so far; steps that run add to it
 */
public record Night(
    Project project,
    TableSpecs specs,
    int authorityCode,
    LocalDate businessDate,
    LocalDate windowStart,
    boolean simulated,
    String publicationId,
    Lake lake,
    StateFiles files,
    Versions versions,
    StepCounts counts) {

  /** The tables that this night has stored. Staging is stored nowhere: only conform has it. */
  public Inputs stored() {
    return new NightInputs(lake, versions, Night::noStaging);
  }

  private static Dataset<Row> noStaging(TableName table) {
    throw new IllegalStateException("only conform reads staging, not " + table);
  }
}
