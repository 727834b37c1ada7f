package kith.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.table.Publication;
import org.apache.spark.sql.SaveMode;

/** A second target: a folder that holds a folder for each publication and the name of one. */
final class OtherFolder implements PublishingTarget {

  private final Path folder;

  OtherFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "the other folder";
  }

  @Override
  public Map<String, Long> write(PublishedFigures figures) {
    Path publication = folder.resolve(figures.publication().id());
    Map<String, Long> rows = new TreeMap<>();
    figures
        .tables()
        .forEach(
            (table, mart) -> {
              String to = publication.resolve(table.name()).toString();
              mart.write().mode(SaveMode.Overwrite).json(to);
              rows.put(table.name(), mart.sparkSession().read().json(to).count());
            });
    try {
      Files.writeString(
          publication.resolve("scorecard.json"), figures.scorecard().toPrettyString());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return rows;
  }

  @Override
  public void switchTo(Publication publication) {
    try {
      Path name = Files.writeString(folder.resolve("current.new"), publication.id());
      Files.move(name, folder.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException cause) {
      throw new KithException(
          ExitCode.UNREACHABLE,
          "The other folder cannot be written.",
          "Readers of it still see the publication before.",
          "Check that it is there, then run the command again.");
    }
  }

  /** The publication that the folder shows; empty where it shows none yet. */
  String current() {
    try {
      return Files.exists(folder.resolve("current"))
          ? Files.readString(folder.resolve("current"))
          : "none";
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
