package kith.postcode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.lake.LakeRoot;
import kith.lake.Lease;
import kith.lake.Sessions;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.table.PostcodeDirectory;
import kith.table.Tables;
import kith.table.Written;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Loads a postcode directory into the lake.
 *
 * <ul>
 *   <li>Output: the table {@code reference.postcode}, one row per postcode, and the state file of
 *       {@link PostcodeDirectory}. Nights read the version that the state file names, so that a
 *       load that fails changes nothing.
 *   <li>Terminated postcodes stay: old placements have them.
 *   <li>Nulls: the authority where the directory names none; the grid reference where it has none,
 *       and in Northern Ireland, whose grid is another one.
 *   <li>Errors: a file that is not as published, or has no postcode of the lake's authority, ends
 *       with 3; another run that holds the lake with 6. No message holds a postcode.
 * </ul>
 */
public final class PostcodeLoad {

  private final Project project;
  private final Environment environment;
  private final LakeRoot root;

  /** A load into an environment's lake, which is made if there is none. */
  public PostcodeLoad(Project project, Environment environment) {
    this.project = project;
    this.environment = environment;
    this.root = new LakeRoot(environment.lake());
  }

  /**
   * What a load did.
   *
   * @param own postcodes in the area of the lake's authority
   * @param withoutGrid postcodes without a grid reference
   * @param withoutAuthority postcodes without an authority
   * @param unlisted numbers of postcodes by codes of English authorities that no list has
   * @param isNew false if the lake held the same edition with the same content
   */
  public record Loaded(
      String edition,
      long postcodes,
      long own,
      long withoutGrid,
      long withoutAuthority,
      Map<String, Long> unlisted,
      boolean isNew) {}

  /**
   * Loads one file.
   *
   * @param named the edition, or null if the file's name says it
   * @param today the day of loading
   */
  public Loaded load(Path file, @Nullable String named, LocalDate today) throws IOException {
    root.prepare();
    Path folder = Files.createTempDirectory("kith-postcodes");
    try (Lease lease = Lease.take(root.path());
        DirectoryFile directory = DirectoryFile.open(file)) {
      String edition = edition(directory, named);
      Keys keys =
          root.keys(environment.authorityCode(), environment.secret(), environment.makeSecret());
      PostcodeRows rows =
          new PostcodeRows(new AuthorityCodes(project), keys, environment.authorityCode());
      Path kept = folder.resolve("postcodes.csv");
      rows.write(directory.records(), kept);
      requireOwn(directory.name(), rows);
      boolean isNew = store(kept, edition, today);
      return new Loaded(
          edition,
          rows.postcodes(),
          rows.own(),
          rows.withoutGrid(),
          rows.withoutAuthority(),
          rows.unlisted(),
          isNew);
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private static String edition(DirectoryFile directory, @Nullable String named) {
    return Optional.ofNullable(named)
        .or(directory::edition)
        .orElseThrow(
            () ->
                new KithException(
                    ExitCode.WRONG_USAGE,
                    "The name of " + directory.name() + " does not say which edition it is.",
                    "Nothing was written.",
                    "Add its month, such as --edition 2025-11, or give the file its published"
                        + " name."));
  }

  /** Without its own postcodes every placement would look like one outside the area. */
  private void requireOwn(String file, PostcodeRows rows) {
    if (rows.own() == 0) {
      throw DirectoryFile.broken(
          file,
          "none of its %,d postcodes is in the area of authority %d; its code may be missing in"
                  .formatted(rows.postcodes(), environment.authorityCode())
              + " conf/postcodes/authority_codes.csv");
    }
  }

  /** Stores the rows; false if the lake holds the same of this edition. */
  private boolean store(Path kept, String edition, LocalDate today) {
    DeltaLake lake =
        new DeltaLake(
            Sessions.open(environment.sparkMaster(), environment.sparkSettings(), root.path()),
            root.path().toString());
    Dataset<Row> rows =
        lake.spark()
            .read()
            .schema(PostcodeRows.SCHEMA)
            .csv(kept.toString())
            .coalesce(1)
            .sortWithinPartitions("postcode");
    Written written = lake.replace(Tables.POSTCODE, rows);
    PostcodeDirectory directory =
        new PostcodeDirectory(edition, today, written.version(), written.rows(), written.files());
    Optional<PostcodeDirectory> before = PostcodeDirectory.read(root.files());
    if (before.isPresent() && before.get().holdsThatOf(directory)) {
      return false;
    }
    lake.secure(List.of(), Map.of(Tables.POSTCODE.qualified(), written.version()), Map.of());
    directory.write(root.files());
    return true;
  }
}
