package kith.sample;

import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kith.batch.NightRun;
import kith.batch.Progress;
import kith.batch.RunResult;
import kith.batch.Stage;
import kith.lake.DeltaLake;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.project.Project;
import kith.publish.Publications;
import kith.table.Publication;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.Environments;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A lake with the sample's night, and its rows about one child at a time. */
final class SampleLake {

  static final LocalDate NIGHT = LocalDate.of(2022, 3, 31);

  /** The five 31 Marches, and of each KPI the period that the national figures use. */
  private static final String YEAR_ENDS =
      "month(as_at) = 3 and year(as_at) between 2018 and 2022 and period_type in ('POINT', 'R12')";

  private final RunResult result;
  private final LakeRoot root;
  private final Map<Integer, Long> childOfEpisodeLine = new HashMap<>();
  private List<Row> episodes;
  private List<Row> periods;
  private List<Row> placements;
  private List<Row> birthdays;
  private List<Row> members;

  /** Runs the whole night into a new lake. */
  SampleLake(Path source, Path folder) {
    Path secret = folder.resolve("secret");
    try {
      Files.writeString(secret, "a secret for tests only");
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    Environment environment =
        Environments.of(folder.resolve("lake"), source, secret)
            .withAvailability("availability-ssd-sample");
    SparkTest.spark();
    Progress progress = new Progress(Progress.Form.QUIET, System.out);
    this.result =
        new NightRun(Project.home(), environment, progress).run("nightly", Stage.ALL, NIGHT);
    this.root = new LakeRoot(environment.lake());
  }

  RunResult result() {
    return result;
  }

  /** A table of the published night. */
  Dataset<Row> table(TableName table) {
    Publication published = Publications.current(root.files()).orElseThrow();
    return new DeltaLake(SparkTest.spark(), root.path().toString())
        .read(table, published.versions().get(table.qualified()));
  }

  /** Reads what the tests ask of children: small tables, each once. */
  SampleLake readChildren() {
    episodes = rows(table(Tables.FACT_CARE_EPISODE).orderBy("child_key", "episode_no"));
    periods = rows(table(Tables.FACT_CARE_PERIOD).orderBy("child_key", "care_period_no"));
    placements = rows(table(Tables.FACT_PLACEMENT).orderBy("child_key", "placement_no"));
    birthdays = rows(table(Tables.FACT_CARE_LEAVER).orderBy("child_key", "birthday_age"));
    members =
        rows(
            table(Tables.KPI_MEMBER)
                .where(YEAR_ENDS)
                .withColumn("child", expr("substring_index(member_key, ':', 1)"))
                .orderBy("as_at", "member_key"));
    for (Row episode : episodes) {
      for (String sourceRow : episode.<String>getList(episode.fieldIndex("source_rows"))) {
        String[] nightAndLine = sourceRow.split("/cla_episodes:");
        if (nightAndLine.length == 2) {
          int line = Integer.parseInt(nightAndLine[1]);
          childOfEpisodeLine.put(line, episode.<Long>getAs("child_key"));
        }
      }
    }
    return this;
  }

  private static List<Row> rows(Dataset<Row> rows) {
    return rows.collectAsList();
  }

  /** The child of a line of the episodes' file. */
  Child childOnEpisode(int line) {
    return new Child(childOfEpisodeLine.get(line));
  }

  /** The rows of a child in the warehouse and the KPIs. */
  final class Child {

    private final long key;

    private Child(long key) {
      this.key = key;
    }

    private List<Row> of(List<Row> rows) {
      return rows.stream().filter(row -> row.<Long>getAs("child_key") == key).toList();
    }

    /** First day, last day, why it ended, whether its start was observed, age at the start. */
    List<String> periods() {
      return of(periods).stream()
          .map(
              row ->
                  String.join(
                      " ",
                      text(row, "started_on"),
                      text(row, "ended_on"),
                      text(row, "end_reason"),
                      row.<Boolean>getAs("start_observed") ? "observed" : "not_observed",
                      text(row, "age_at_start")))
          .toList();
    }

    /** First day, last day, type at its first and at its last episode. */
    List<String> placements() {
      return of(placements).stream()
          .map(
              row ->
                  String.join(
                      " ",
                      text(row, "placed_on"),
                      text(row, "left_on"),
                      text(row, "placement_type"),
                      text(row, "last_placement_type")))
          .toList();
    }

    /** Birthdays as a care leaver: age, day, in the cohort or why not, contact used. */
    List<String> birthdays() {
      return of(birthdays).stream()
          .map(
              row ->
                  String.join(
                      " ",
                      text(row, "birthday_age"),
                      text(row, "birthday_on"),
                      row.<Boolean>getAs("in_cohort") ? "in_cohort" : text(row, "excluded_because"),
                      text(row, "contact_on")))
          .toList();
    }

    /** What is flagged on the child's episodes. */
    List<String> flags() {
      return of(episodes).stream()
          .flatMap(row -> row.<String>getList(row.fieldIndex("flags")).stream())
          .distinct()
          .sorted()
          .toList();
    }

    /** Years whose 31 March counts the child in a KPI, with numerator and denominator. */
    String in(String kpi) {
      return members().stream()
          .filter(row -> row.<String>getAs("kpi").equals(kpi))
          .map(SampleLake::yearAndFigures)
          .collect(Collectors.joining(", "));
    }

    /** The KPIs of any 31 March that count the child. */
    List<String> kpis() {
      return members().stream().map(row -> row.<String>getAs("kpi")).distinct().sorted().toList();
    }

    private List<Row> members() {
      List<Row> own = new ArrayList<>();
      for (Row member : members) {
        // A member with denominator 0 only marks that the history held is too short (R17).
        java.math.BigDecimal weight = member.getAs("denominator");
        boolean counts = weight == null || weight.signum() != 0;
        if (counts && member.<String>getAs("child").equals(Long.toString(key))) {
          own.add(member);
        }
      }
      return own;
    }
  }

  private static String yearAndFigures(Row member) {
    String year = text(member, "as_at").substring(0, 4);
    String numerator = whole(member, "numerator");
    String denominator = whole(member, "denominator");
    return year + " " + numerator + (denominator.equals("-") ? "" : "/" + denominator);
  }

  /** A figure without its decimals, which the sample's members never use. */
  static String whole(Row row, String column) {
    BigDecimal figure = row.getAs(column);
    return figure == null ? "-" : figure.stripTrailingZeros().toPlainString();
  }

  private static String text(Row row, String column) {
    Object cell = row.getAs(column);
    return cell == null ? "-" : cell.toString();
  }
}
