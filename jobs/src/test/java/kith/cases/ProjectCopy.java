package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kith.marts.KpiDefinitions;
import kith.marts.MartRun;
import kith.marts.Marts;
import kith.marts.Target;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Availability;
import kith.source.Carried;
import kith.source.SourceSystem;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.testing.Folders;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A copy of the project to which the three files that a page of docs shows are added. */
public final class ProjectCopy {

  /** A heading that names a file, and the block that follows it. */
  private static final Pattern FILE =
      Pattern.compile("## [^`\\n]*`(sql/marts/[^`]+)`\\s+```\\w+\\n(.*?)\\n```", Pattern.DOTALL);

  private ProjectCopy() {}

  /**
   * Copies the project into a folder and adds the page's files as they stand there.
   *
   * @param page name of a file of docs
   */
  public static Project withExampleOf(String page, Path copy) throws IOException {
    Project home = Project.home();
    Path docs = home.root().resolve("docs");
    Folders.copy(home.conf(), copy.resolve("conf"));
    Folders.copy(home.sql(), copy.resolve("sql"));
    Files.createDirectories(copy.resolve("docs"));
    Files.copy(docs.resolve("definitions.md"), copy.resolve("docs/definitions.md"));
    addExampleOf(page, copy);
    return new Project(copy);
  }

  /** Adds a page's files, as they stand there, to a copy. */
  private static void addExampleOf(String page, Path copy) throws IOException {
    String text = Files.readString(Project.home().root().resolve("docs").resolve(page));
    List<MatchResult> files = FILE.matcher(text).results().toList();
    assertThat(files).hasSize(3);
    for (MatchResult file : files) {
      Path path = copy.resolve(file.group(1));
      assertThat(path).doesNotExist();
      Files.writeString(path, file.group(2) + "\n");
    }
  }

  /**
   * Copies the project with the KPI of docs/add-a-kpi.md and the breakdown of
   * docs/add-a-breakdown.md, which every KPI has that has bands of the time in care.
   */
  public static Project withKpiAndBreakdown(Path copy) throws IOException {
    Project project = withExampleOf("add-a-kpi.md", copy);
    addExampleOf("add-a-breakdown.md", copy);
    try (Stream<Path> files = Files.walk(copy.resolve("sql/marts"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        String text = Files.readString(file);
        if (text.contains("\nbreakdowns: [")) {
          Files.writeString(
              file,
              text.replaceFirst(
                  "(\nbreakdowns: \\[.*\\btime_in_care)\\b", "$1, first_time_in_care"));
        }
      }
    }
    return project;
  }

  /** The tables given and every mart of one run with all KPIs of the project. */
  static Map<TableName, Dataset<Row>> marts(
      Project project, String businessDate, Map<TableName, Dataset<Row>> given) {
    MartRun run =
        new MartRun(
            "tonight",
            KpiDefinitions.of(project),
            Carried.of(
                project,
                SourceSystem.of(project, "ssd"),
                Availability.of(project, "ssd"),
                Set.of()),
            Parameters.of(project),
            Target.of(project),
            Optional.empty());
    Map<TableName, Dataset<Row>> tables = new HashMap<>(given);
    try (Marts marts = Marts.of(run)) {
      for (TableBuild build : marts.builds()) {
        Dataset<Row> built = TestTables.build(build, businessDate, tables);
        tables.put(
            build.writes(),
            SparkTest.spark().createDataFrame(built.collectAsList(), built.schema()));
      }
    }
    return tables;
  }
}
