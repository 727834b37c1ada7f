package kith.lake;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kith.project.Hash;

/**
 * The checkpoints of one table's log. A checkpoint holds what the commits up to its version say, so
 * that readers need not read them all. It does not show that a byte in it has changed, so the hash
 * of each is kept beside the copies of the commits. As long as its commits are there, a checkpoint
 * can be taken away.
 *
 * @param log the folder of the log
 * @param copies the folder of the copies of its commits
 */
record Checkpoints(Path log, Path copies) {

  private static final String ENDING = ".checkpoint.parquet";

  /**
   * What was found of a log's checkpoints.
   *
   * @param latest version of the latest one that can be read from, or -1
   * @param damaged number of damaged ones
   * @param lost the damaged ones whose commits are not all there
   */
  record Found(long latest, int damaged, List<String> lost) {}

  private static String name(long version) {
    return String.format(Locale.ROOT, "%020d", version) + ENDING;
  }

  private Path file(long version) {
    return log.resolve(name(version));
  }

  private Path hash(long version) {
    return copies.resolve(name(version) + ".sha256");
  }

  /** Keeps the hash of the checkpoint of a version, if the version has one. */
  void note(long version) throws IOException {
    if (Files.exists(file(version))) {
      AtomicFiles.replace(hash(version), hashOf(version).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private String hashOf(long version) throws IOException {
    return Hash.hex(Hash.sha256().digest(Files.readAllBytes(file(version))));
  }

  /**
   * Looks at the checkpoints.
   *
   * @param commits the names of the commits that are in the log or copied
   * @param whole looks at all; otherwise at the latest that is undamaged, and at later ones
   * @param takeAway deletes those that are damaged, and those whose hash is not known, if all their
   *     commits are there
   */
  Found look(Set<String> commits, boolean whole, boolean takeAway) throws IOException {
    long latest = -1;
    int damaged = 0;
    List<String> lost = new ArrayList<>();
    for (long version : newestFirst()) {
      if (latest >= 0 && !whole) {
        break;
      }
      boolean isDamaged = isDamaged(version);
      boolean isDoubtful = isDamaged || !Files.exists(hash(version));
      boolean isSpare = isDoubtful && commits.containsAll(commitsUpTo(version));
      if (isDamaged) {
        damaged++;
        if (!isSpare) {
          lost.add(name(version));
        }
      }
      if (isSpare && takeAway) {
        takeAway(version);
      } else if (!isDamaged) {
        latest = Math.max(latest, version);
      }
    }
    return new Found(latest, damaged, lost);
  }

  private List<Long> newestFirst() {
    return LogNames.in(log).stream()
        .filter(name -> name.matches("\\d{20}" + ENDING.replace(".", "\\.")))
        .map(name -> LogNames.version(name))
        .sorted((one, other) -> Long.compare(other, one))
        .toList();
  }

  private static List<String> commitsUpTo(long version) {
    List<String> names = new ArrayList<>();
    for (long each = 0; each <= version; each++) {
      names.add(LogNames.commit(each));
    }
    return names;
  }

  private boolean isDamaged(long version) throws IOException {
    return !endsAsParquet(file(version))
        || Files.exists(hash(version))
            && !Files.readString(hash(version), StandardCharsets.ISO_8859_1)
                .equals(hashOf(version));
  }

  private void takeAway(long version) throws IOException {
    Files.deleteIfExists(log.resolve("_last_checkpoint"));
    Files.deleteIfExists(log.resolve("." + name(version) + ".crc"));
    Files.delete(file(version));
    Files.deleteIfExists(hash(version));
  }

  private static boolean endsAsParquet(Path file) throws IOException {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[4];
      in.seek(Math.max(0, in.length() - end.length));
      in.read(end);
      return new String(end, StandardCharsets.US_ASCII).equals("PAR1");
    }
  }
}
