package kith.shell;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kith.lake.LakeRoot;
import kith.lake.PublishedTables;
import kith.lake.Sessions;
import kith.project.Environment;
import kith.project.KithException;
import kith.project.Project;
import kith.publish.Publications;
import kith.table.Publication;
import kith.table.TableName;
import kith.table.TableSpecs;
import kith.table.View;
import kith.table.Zone;
import org.apache.spark.sql.SparkSession;

/**
 * What somebody reads with SQL: one publication of a lake, in the zones that were opened.
 *
 * @param zones warehouse and marts, and those asked for
 */
public record Reading(
    Project project, Environment environment, Publication publication, Set<Zone> zones) {

  /** The zones that every reader of a lake may query. */
  private static final Set<Zone> ALWAYS =
      Collections.unmodifiableSet(EnumSet.of(Zone.WAREHOUSE, Zone.MARTS));

  /** The zones that have to be asked for; staging is never stored. */
  static final Set<Zone> GUARDED =
      Collections.unmodifiableSet(
          EnumSet.complementOf(EnumSet.of(Zone.WAREHOUSE, Zone.MARTS, Zone.STAGING)));

  /** The word for the publication that readers see now. */
  static final String LATEST = "latest";

  /**
   * The publication that readers see now.
   *
   * @param more the names of zones beside warehouse and marts
   * @throws KithException when a zone does not exist or may not be read by this account, or when
   *     nothing is published
   */
  public static Reading current(Project project, Environment environment, List<String> more) {
    Set<Zone> zones = EnumSet.copyOf(ALWAYS);
    more.forEach(name -> zones.add(zone(name)));
    LakeRoot root = new LakeRoot(environment.lake());
    root.requireReadable(zones, environment.authorityCode());
    return new Reading(project, environment, shown(root), Collections.unmodifiableSet(zones));
  }

  private static Publication shown(LakeRoot root) {
    return Publications.current(root.files())
        .orElseThrow(
            () ->
                QueryFailures.refused(
                    "Nothing is published in this lake yet.", "Run kith nightly first."));
  }

  private static Zone zone(String name) {
    return Stream.concat(ALWAYS.stream(), GUARDED.stream())
        .filter(zone -> zone.folder().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                QueryFailures.refused(
                    "There is no zone " + name + ".",
                    "Name raw, quarantine, restricted, reference or ops."));
  }

  /** The same publication with one more zone. */
  Reading opening(String name) {
    Set<Zone> more = EnumSet.copyOf(zones);
    more.add(zone(name));
    root().requireReadable(more, environment.authorityCode());
    return new Reading(project, environment, publication, Collections.unmodifiableSet(more));
  }

  /** The same publication without a zone that was asked for. */
  Reading closing(String name) {
    if (ALWAYS.contains(zone(name))) {
      throw QueryFailures.refused(
          "The zone " + name + " is always open.", "Close one that you have opened.");
    }
    Set<Zone> fewer = EnumSet.copyOf(zones);
    fewer.remove(zone(name));
    return new Reading(project, environment, publication, Collections.unmodifiableSet(fewer));
  }

  /**
   * Another publication that is still there.
   *
   * @param night its date or its id, or {@link #LATEST}
   * @throws KithException when there is none, or when a date has several
   */
  Reading asOf(String night) {
    Publication shown = shown(root());
    List<String> there = publications();
    List<String> fitting =
        there.stream()
            .filter(id -> id.equals(night) || id.startsWith(night + "-") && night.length() == 10)
            .toList();
    if (night.equals(LATEST) || fitting.contains(shown.id()) && !fitting.equals(List.of(night))) {
      return with(shown);
    }
    if (fitting.isEmpty()) {
      throw QueryFailures.refused(
          "There is no publication of " + night + " in this lake.",
          "Name one of " + String.join(", ", there) + " by its date or as a whole.");
    }
    if (fitting.size() > 1) {
      throw QueryFailures.refused(
          night + " was published " + fitting.size() + " times.",
          "Name one of " + String.join(", ", fitting) + ".");
    }
    return Publications.read(root().files(), fitting.get(0))
        .map(this::with)
        .orElseThrow(
            () ->
                QueryFailures.refused(
                    "The publication " + fitting.get(0) + " has just been deleted.",
                    "Name a later one; \\as-of lists them."));
  }

  private Reading with(Publication other) {
    return new Reading(project, environment, other, zones);
  }

  /**
   * The ids of the publications that can be read, the oldest first and the one that readers see now
   * last. One that is being written is not among them: runs publish no night before the newest.
   */
  List<String> publications() {
    Publication shown = shown(root());
    String day = shown.businessDate().toString();
    return Stream.concat(
            Publications.written(root().files()).stream()
                .filter(id -> id.matches(Publications.ID))
                .filter(id -> id.substring(0, day.length()).compareTo(day) < 0),
            Stream.of(shown.id()))
        .toList();
  }

  /** The tables and views that can be queried, by zone and name. */
  public List<TableName> tables() {
    return PublishedTables.of(publication, zones, View.of(project));
  }

  /**
   * The tables, open to queries.
   *
   * @param specs what columns mean; read only when somebody asks
   */
  public PublishedTables open(SparkSession spark, Supplier<TableSpecs> specs) {
    return new PublishedTables(
        spark, root().path().toString(), publication, zones, specs, View.of(project));
  }

  /** A Spark session for queries of this lake; the first call starts the engine. */
  public SparkSession session() {
    Map<String, String> settings = new TreeMap<>(environment.sparkSettings());
    // A query that needs too much memory fails alone: otherwise Spark would end the process.
    settings.putIfAbsent("spark.executor.killOnFatalError.depth", "0");
    return Sessions.openForQueries(environment.sparkMaster(), settings, root().path());
  }

  private LakeRoot root() {
    return new LakeRoot(environment.lake());
  }
}
