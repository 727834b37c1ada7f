package kith.conform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kith.project.Code;
import kith.project.Hash;
import kith.project.Project;
import kith.source.SourceCodes;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.ParsedSql;
import kith.table.SourceMark;
import kith.table.TableName;
import kith.table.TableSpecs;

/**
 * A key for each staging table: a hash of what it is made from. That is the sources' records and
 * the code that loaded them, how they are read, and the business date where a period may end after
 * it. The night and line of a record do not count: a table that passes them on depends on the night
 * ({@link kith.table.TableBuild#isOfNight}).
 */
final class StagingKeys {

  private final Project project;
  private final TableSpecs specs;
  private final List<SourceSystem> sources;
  private final List<SourceMark> marks;
  private final LocalDate businessDate;
  private final SourceCodes codes;

  /**
   * The keys of a night's staging.
   *
   * @param marks what the stage record notes about the sources tonight
   */
  StagingKeys(
      Project project,
      TableSpecs specs,
      List<SourceSystem> sources,
      List<SourceMark> marks,
      LocalDate businessDate) {
    this.project = project;
    this.specs = specs;
    this.sources = sources;
    this.marks = marks;
    this.businessDate = businessDate;
    this.codes = Staging.codes(project, sources, businessDate);
  }

  /** The key of a staging table. */
  String of(TableName table) {
    List<String> parts = new ArrayList<>();
    parts.add(specs.get(table.name()).toString());
    for (SourceSystem source : sources) {
      Path sql = Staging.sql(project, source, table);
      if (Files.exists(sql)) {
        parts.add(Staging.text(sql));
        add(parts, source, ParsedSql.relations(Staging.text(sql)));
      }
    }
    return Hash.of(String.join("\n", parts));
  }

  private void add(List<String> parts, SourceSystem source, Set<String> views) {
    parts.add(
        Code.hash(
            List.of(Staging.class),
            project.root(),
            List.of("conf/codes", "conf/sources/" + source.name())));
    for (SourceMark mark : marks) {
      if (mark.isOf(source.name())) {
        parts.add(mark.fingerprint());
        parts.add(mark.loadedBy());
      }
    }
    for (SourceContract contract : source.contracts()) {
      if (views.contains(contract.viewName())) {
        parts.add(contract.periods().isEmpty() ? "" : businessDate.toString());
        contract.columns().stream()
            .map(SourceColumn::codes)
            .filter(Objects::nonNull)
            .forEach(list -> parts.add(codes.content(list)));
      }
    }
  }
}
