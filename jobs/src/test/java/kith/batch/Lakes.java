package kith.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kith.lake.DeltaLake;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.project.Project;
import kith.publish.Publications;
import kith.simulate.Simulation;
import kith.table.Inputs;
import kith.table.Publication;
import kith.table.TableName;
import kith.table.Zone;
import kith.testing.Environments;
import kith.testing.SparkTest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A small invented authority and lakes to load it into, for tests of whole nights. */
final class Lakes {

  static final LocalDate LAST_NIGHT = LocalDate.of(2025, 10, 2);
  private static final String SECRET = "a secret for tests only";

  private final Path folder;

  Lakes(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  Path source() {
    return folder.resolve("extracts");
  }

  /** Writes the extracts of this many nights. */
  Lakes simulate(int nights) {
    simulation(nights, false).write();
    return this;
  }

  /** One night with canaries in every personal column, also of the files of other systems. */
  Lakes simulateCanaries() {
    simulation(1, true).writeWithOtherFiles();
    return this;
  }

  private Simulation simulation(int nights, boolean canaries) {
    return new Simulation("840", 30, 2, LAST_NIGHT, nights, 7, source(), canaries, text -> {});
  }

  /** Writes the extract of one night of an authority of this size. */
  Lakes simulate(int childrenInCare, int years) {
    new Simulation("840", childrenInCare, years, LAST_NIGHT, 1, 7, source(), false, text -> {})
        .write();
    return this;
  }

  /** The environment of a lake of that name; every lake has the same secret. */
  Environment environment(String lake) {
    return Environments.of(folder.resolve(lake), source(), secret());
  }

  /** The file with the secret that every lake has. */
  Path secret() {
    try {
      return Files.writeString(folder.resolve("secret"), SECRET);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** This project with contracts that let any share of a table be quarantined. */
  Project tolerant() {
    return projectWith("tolerant", "(quarantined_percent): \\d+", "$1: 100");
  }

  /** This project with other settings in {@code conf}. */
  Project projectWith(String name, String setting, String other) {
    Project project = Project.home();
    Path root = folder.resolve(name);
    try {
      Files.createDirectories(root);
      Files.createSymbolicLink(root.resolve("sql"), project.sql());
      for (Path file : files(project.conf())) {
        Path copy = root.resolve(project.root().relativize(file));
        Files.createDirectories(copy.getParent());
        String text = Files.readString(file);
        Files.writeString(copy, text.replaceAll(setting, other));
      }
      return new Project(root);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  NightRun run(String lake) {
    return run(environment(lake));
  }

  static NightRun run(Environment environment) {
    return run(Project.home(), environment);
  }

  static NightRun run(Project project, Environment environment) {
    SparkTest.spark();
    return new NightRun(project, environment, new Progress(Progress.Form.QUIET, System.out));
  }

  RunResult nightly(String lake, LocalDate night) {
    return run(lake).run("nightly", Stage.ALL, night);
  }

  LakeRoot root(String lake) {
    return new LakeRoot(folder.resolve(lake));
  }

  Publication published(String lake) {
    return Publications.current(root(lake).files()).orElseThrow();
  }

  /** A table of the published night. */
  Dataset<Row> table(String lake, TableName table) {
    return new DeltaLake(SparkTest.spark(), root(lake).path().toString())
        .read(table, published(lake).versions().get(table.qualified()));
  }

  /** All tables of the published night. */
  Inputs inputs(String lake) {
    return new Inputs() {
      @Override
      public Dataset<Row> table(TableName table) {
        return Lakes.this.table(lake, table);
      }

      @Override
      public SparkSession spark() {
        return SparkTest.spark();
      }
    };
  }

  /**
   * Hashes of what the published tables hold, by name; {@code ops} describes runs and is left out,
   * and so are the verdicts on records since the night before.
   */
  Map<String, String> contents(String lake) {
    Map<String, String> contents = new TreeMap<>();
    for (String qualified : published(lake).versions().keySet()) {
      String[] parts = qualified.split("\\.", 2);
      Zone zone = Zone.of(parts[0]);
      if (zone != Zone.OPS) {
        Dataset<Row> rows = table(lake, new TableName(zone, parts[1]));
        if (zone == Zone.RAW || zone == Zone.QUARANTINE) {
          rows =
              rows.where("business_date = date'" + published(lake).businessDate() + "'")
                  .drop("verdict", "follows");
        }
        contents.put(qualified, hash(rows));
      }
    }
    return contents;
  }

  /** Number and summed hash of rows, in any order. */
  static String hash(Dataset<Row> rows) {
    Column[] columns = new Column[rows.columns().length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] =
          functions.coalesce(
              functions.col(rows.columns()[i]).cast("string"), functions.lit("\u0000"));
    }
    Row sums =
        rows.select(functions.xxhash64(columns).cast("decimal(38,0)").as("hash"))
            .agg(functions.count("hash"), functions.sum("hash"))
            .first();
    return sums.get(0) + " rows, " + sums.get(1);
  }

  /**
   * The commits of a lake's tables, below its folder: each write of a table adds a file to its log.
   */
  List<Path> commits(String lake) {
    Path root = root(lake).path();
    return files(root).stream()
        .filter(file -> file.getParent().endsWith("_delta_log"))
        .filter(file -> file.toString().endsWith(".json"))
        .map(root::relativize)
        .toList();
  }

  /** Every file below a folder. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Copies a night's folder, so that a test may break it. */
  Path copy(LocalDate night, String to) {
    Path target = folder.resolve(to).resolve(night.toString());
    try {
      Files.createDirectories(target);
      for (Path file : files(source().resolve(night.toString()))) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
      return target;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Copies a whole lake, with the permissions of its folders. */
  void copyLake(String from, String to) {
    Path source = folder.resolve(from);
    try (Stream<Path> all = Files.walk(source)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Files.copy(
            path,
            folder.resolve(to).resolve(source.relativize(path)),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  static List<String> lines(Path file) {
    try {
      return new ArrayList<>(Files.readAllLines(file));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** A cell of a CSV file whose cells hold no commas; line 0 is the header. */
  static String cell(List<String> lines, int line, String column) {
    return lines.get(line).split(",", -1)[column(lines, column)];
  }

  /** Sets a cell of a CSV file whose cells hold no commas. */
  static void set(List<String> lines, int line, String column, String value) {
    String[] cells = lines.get(line).split(",", -1);
    cells[column(lines, column)] = value;
    lines.set(line, String.join(",", cells));
  }

  private static int column(List<String> lines, String name) {
    return List.of(lines.get(0).split(",")).indexOf(name);
  }
}
