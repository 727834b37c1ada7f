package kith.publish;

import java.util.List;
import java.util.Map;
import kith.project.Project;
import kith.table.Lake;
import kith.table.Publication;
import kith.table.StateFiles;

/**
 * The folder {@code published} of the lake: the published model as Delta, Parquet, CSV and one
 * DuckDB file, the scorecard's figures as JSON, a manifest that names the version of every table,
 * and the pointer that Kith's own readers and runs go by.
 */
final class LakeFolder implements PublishingTarget {

  private final Project project;
  private final Lake lake;
  private final StateFiles files;
  private final int graceDays;

  /**
   * @param graceDays days for which a publication stays after a later one has replaced it, by the
   *     nights' dates
   */
  LakeFolder(Project project, Lake lake, StateFiles files, int graceDays) {
    this.project = project;
    this.lake = lake;
    this.files = files;
    this.graceDays = graceDays;
  }

  /** A folder from which no publication is deleted. */
  LakeFolder(Project project, Lake lake, StateFiles files) {
    this(project, lake, files, Integer.MAX_VALUE);
  }

  @Override
  public String name() {
    return "the lake's own folder";
  }

  /** Also flushes to disk what the manifest names: the tables' commits and files. */
  @Override
  public Map<String, Long> write(PublishedFigures figures) {
    return write(figures, Publications.current(files).map(Publication::versions).orElse(Map.of()));
  }

  /**
   * The same.
   *
   * @param since the versions of tables that have been flushed to disk before
   */
  Map<String, Long> write(PublishedFigures figures, Map<String, Long> since) {
    Publication publication = figures.publication();
    String folder = Publications.folder(publication.id());
    PublishedFiles written = new PublishedFiles(project, lake.fresh());
    Map<String, Long> rows = written.write(figures.tables());
    for (PublishedTable table : figures.tables().keySet()) {
      lake.export(folder + "/" + table.name(), written.parquet(table), table.schema());
    }
    written.all().forEach(file -> lake.take(file, folder + "/" + file.getFileName()));
    files.write(Publications.scorecardPath(publication.id()), figures.scorecard());
    Publications.writeModel(
        files, publication, PublishedTable.modelVersion(project), figures.tables().keySet(), rows);
    Publications.writeManifest(
        files,
        publication,
        lake.secure(
            List.of(folder, Publications.scorecardRulesPath(publication.id())),
            publication.versions(),
            since));
    return rows;
  }

  /** Also deletes the publications that readers have had time to leave. */
  @Override
  public void switchTo(Publication publication) {
    Publications.point(files, publication);
    Publications.deleteOlder(files, publication, graceDays);
  }
}
