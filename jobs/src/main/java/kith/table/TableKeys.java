package kith.table;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import kith.project.Code;
import kith.project.Hash;

/**
 * A key for each table of a stage: a hash of the classes of its build, the files that they may
 * read, its specification, the versions of its inputs, and the business date if the build depends
 * on it.
 */
public final class TableKeys {

  private final Path root;
  private final Collection<String> files;
  private final TableSpecs specs;
  private final String setting;
  private final LocalDate businessDate;
  private final Versions versions;
  private final Function<TableName, String> staging;

  /**
   * The keys of a stage's tables.
   *
   * @param root the project's folder
   * @param files what the builds may read, by path below the root
   * @param setting what else every build depends on
   * @param versions of the tables that the night has made
   * @param staging a text that changes with the content of a staging table
   */
  public TableKeys(
      Path root,
      Collection<String> files,
      TableSpecs specs,
      String setting,
      LocalDate businessDate,
      Versions versions,
      Function<TableName, String> staging) {
    this.root = root;
    this.files = files;
    this.specs = specs;
    this.setting = setting;
    this.businessDate = businessDate;
    this.versions = versions;
    this.staging = staging;
  }

  /** The key of a table, once its inputs are made. A stored input is known by its version. */
  public String of(TableBuild build) {
    List<String> parts = new ArrayList<>();
    parts.add(Code.hash(List.of(build.getClass(), TableBuildStep.class), root, files));
    parts.add(specs.get(build.writes().name()).toString());
    parts.add(setting);
    parts.add(build.isOfNight() ? businessDate.toString() : "");
    for (TableName table : build.reads()) {
      parts.add(
          table.qualified()
              + "="
              + (table.zone() == Zone.STAGING ? staging.apply(table) : versions.of(table)));
    }
    return Hash.of(String.join("\n", parts)).substring(0, 32);
  }
}
