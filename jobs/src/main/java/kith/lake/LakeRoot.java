package kith.lake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.table.StateFile;
import kith.table.Zone;

/**
 * The folder of a lake: one folder per zone that others cannot read, {@code lake.json}, which says
 * which authority the lake belongs to, and beside the lake, outside every zone, the secret behind
 * the keys.
 */
public final class LakeRoot {

  private static final String ABOUT = "lake.json";
  private static final int FORMAT = 1;
  private static final int SHORTEST_SECRET = 16;
  private static final String NOTHING = "Nothing was run.";

  private final Path root;
  private final LakeFiles files;

  /** The lake in a folder; nothing is read or written yet. */
  public LakeRoot(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.files = new LakeFiles(this.root.toString());
  }

  public Path path() {
    return root;
  }

  /** The lake's small files. */
  public LakeFiles files() {
    return files;
  }

  /** The files of the lake's tables. */
  public TableFiles tables() {
    return new TableFiles(root);
  }

  /** The logs of the lake's tables. */
  public TableLogs logs() {
    return new TableLogs(root);
  }

  /** Whether this account may put a file into a zone. */
  public boolean isWritable(Zone zone) {
    return Files.isWritable(root) && Files.isWritable(root.resolve(zone.folder()));
  }

  /** A folder of this process on the lake's disk, for a file that {@link #take} is to move. */
  public Path temporaryFolder() {
    return TemporaryFolder.of(root);
  }

  /**
   * Moves a file that was written in {@link #temporaryFolder} into a zone, in the place of the one
   * before, and returns where it is. Who has that one open keeps it.
   */
  public Path take(Path written, Zone zone) throws IOException {
    Path file = root.resolve(zone.folder()).resolve(written.getFileName());
    AtomicFiles.take(written, file);
    return file;
  }

  /** What killed runs left in the lake. */
  public Leftovers leftovers() {
    return new Leftovers(root);
  }

  /** True when a run has created the lake, whether or not {@code lake.json} is still there. */
  public boolean isMade() {
    return exists() || holdsNights();
  }

  private boolean exists() {
    return files.read(ABOUT).isPresent();
  }

  /**
   * Checks that this account can read the lake's zones, since an unreadable folder would look
   * empty; that this version of Kith can read the lake; and that the lake belongs to the authority
   * that the environment names.
   */
  public void requireReadable(Set<Zone> zones, int authorityCode) {
    for (Zone zone : zones) {
      Path folder = root.resolve(zone.folder());
      if (Files.isReadable(folder) && Files.isExecutable(folder)) {
        continue;
      }
      boolean hasLake = Files.isDirectory(root);
      throw new KithException(
          ExitCode.WRONG_USAGE,
          hasLake
              ? "The zone "
                  + zone.folder()
                  + " of the lake does not exist, or this account cannot"
                  + " read it."
              : "There is no lake in " + root + ", or this account cannot read it.",
          "Nothing was read.",
          hasLake
              ? "Ask the lake's owner for read access to that folder."
              : "Name the lake with --env or --lake; kith nightly creates one.");
    }
    try {
      for (Path folder : folders()) {
        if (Files.isDirectory(folder)) {
          requireClosed(folder);
        }
      }
    } catch (IOException cause) {
      throw new KithException(
          ExitCode.UNREACHABLE,
          "Cannot read the lake's folders (" + cause.getClass().getSimpleName() + ").",
          "Nothing was read.",
          "Check that the lake's storage is available, then run the command again.");
    }
    requireNotLost();
    files.open(ABOUT).ifPresent(about -> checkOwner(about, authorityCode));
  }

  private void requireNotLost() {
    if (!exists() && !files.list("published").isEmpty()) {
      throw lost();
    }
  }

  private static KithException lost() {
    return StateFile.gone(
        ABOUT, "the lake holds nights: with another secret every child would get another key");
  }

  /**
   * Prepares a run: creates missing zone folders, checks that others cannot read them, and deletes
   * what killed processes left.
   */
  public void prepare() {
    // Set this now: a run reads the source's files through Hadoop before it opens a session.
    LocalDisk.use();
    try {
      for (Path folder : folders()) {
        if (!Files.exists(folder)) {
          Files.createDirectories(
              folder,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        requireClosed(folder);
      }
      TemporaryFolder.clearDead(root);
    } catch (IOException cause) {
      throw new KithException(
          ExitCode.UNREACHABLE,
          "Cannot create the lake's folders (" + cause.getClass().getSimpleName() + ").",
          NOTHING,
          "Check that the lake's storage is available and writable, then run the command again.");
    }
  }

  /** The lake's own folder, one folder per zone, and the one that reporting tools read. */
  private List<Path> folders() {
    List<Path> folders = new ArrayList<>(List.of(root));
    for (Zone zone : Zone.values()) {
      if (zone != Zone.STAGING) {
        folders.add(root.resolve(zone.folder()));
      }
    }
    folders.add(root.resolve("published"));
    return folders;
  }

  private static void requireClosed(Path folder) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    boolean isOpen =
        permissions.contains(PosixFilePermission.OTHERS_READ)
            || permissions.contains(PosixFilePermission.OTHERS_WRITE)
            || permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
    if (isOpen) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "The lake's folder " + folder.getFileName() + " is open to everybody on this machine.",
          NOTHING,
          "Close it (chmod o= on the lake's folders; give zones to groups instead), then run the"
              + " command again.");
    }
  }

  /**
   * The keys of this lake, checked against {@code lake.json}: another authority, another secret or
   * a newer format is wrong configuration.
   *
   * @param secret the secret that the environment names, if it names one
   */
  public Keys keys(int authorityCode, Optional<byte[]> secret, boolean makeBesideLake) {
    Optional<StateFile> about = files.open(ABOUT);
    if (about.isEmpty() && holdsNights()) {
      throw lost();
    }
    byte[] bytes = secret.orElseGet(() -> secretBesideLake(makeBesideLake, about.isPresent()));
    if (bytes.length == 0) {
      throw wrong(
          "The secret of this lake is empty.",
          "Restore it; if the lake is not created yet, delete the empty file.");
    }
    Keys keys = new Keys(bytes, authorityCode);
    if (about.isEmpty()) {
      if (bytes.length < SHORTEST_SECRET) {
        throw wrong(
            "The secret is shorter than "
                + SHORTEST_SECRET
                + " characters, so it could be guessed.",
            "Create a random one and keep it safe, then run the command again.");
      }
      files.write(ABOUT, about(authorityCode, keys));
      return keys;
    }
    checkOwner(about.get(), authorityCode);
    checkSecret(about.get(), keys);
    return keys;
  }

  /**
   * Checks that the lake belongs to this authority and that the secret is the one it was created
   * with.
   */
  public void requireOwn(int authorityCode, Optional<byte[]> secret) {
    if (!isMade()) {
      throw wrong("There is no lake in " + root + ".", "Name the lake with --env or --lake.");
    }
    keys(authorityCode, secret, false);
  }

  /** Whether {@code lake.json} exists and is readable. */
  public boolean saysWhose() {
    try {
      Optional<StateFile> about = files.open(ABOUT);
      about.ifPresent(
          file -> {
            file.count("format");
            file.count("authority_code");
            file.text("secret_fingerprint");
          });
      return about.isPresent();
    } catch (KithException damaged) {
      return false;
    }
  }

  /**
   * The keys of a lake that has lost its {@code lake.json}, so they cannot be checked against it.
   */
  public Keys unprovenKeys(int authorityCode, Optional<byte[]> secret) {
    return new Keys(secret.orElseGet(() -> secretBesideLake(false, true)), authorityCode);
  }

  /** Writes {@code lake.json} again. */
  public void sayWhose(int authorityCode, Keys keys, boolean simulated) {
    files.write(ABOUT, about(authorityCode, keys).put("simulated", simulated));
  }

  private static ObjectNode about(int authorityCode, Keys keys) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("format", FORMAT)
        .put("authority_code", authorityCode)
        .put("secret_fingerprint", keys.fingerprint());
  }

  private boolean holdsNights() {
    String raw = Zone.RAW.folder() + "/";
    return !files.nights().isEmpty()
        || files.list(raw).stream()
            .anyMatch(name -> !files.list(raw + name + "/_delta_log").isEmpty());
  }

  private static void checkOwner(StateFile about, int authorityCode) {
    if (about.content().has("simulated")) {
      about.flag("simulated");
    }
    if (about.count("format") > FORMAT) {
      throw wrong("The lake was written by a newer version of Kith.", "Use that version.");
    }
    if (about.count("authority_code") != authorityCode) {
      throw wrong(
          "The lake belongs to authority "
              + about.count("authority_code")
              + ", not to "
              + authorityCode
              + ".",
          "Name the right lake or the right environment.");
    }
  }

  private static void checkSecret(StateFile about, Keys keys) {
    if (!about.text("secret_fingerprint").equals(keys.fingerprint())) {
      throw wrong(
          "The secret is not the one that this lake was created with: every child would get another"
              + " key.",
          "Restore the secret in the variable or file that the environment names, or "
              + "the file beside the lake.");
    }
  }

  private byte[] secretBesideLake(boolean make, boolean lakeExists) {
    Path file = root.resolveSibling(root.getFileName() + ".secret");
    try {
      if (Files.exists(file)) {
        return Files.readString(file, StandardCharsets.US_ASCII)
            .strip()
            .getBytes(StandardCharsets.US_ASCII);
      }
      if (!make || lakeExists) {
        throw wrong(
            "There is no secret for this lake: none in the variable or file that the environment"
                + " names, and no file "
                + file.getFileName()
                + " beside the lake.",
            "Set the variable or restore the file; a lake that was moved needs the file from"
                + " beside its old folder, under the new name.");
      }
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      String text = HexFormat.of().formatHex(random);
      // Write the file whole or not at all: an empty one would have to be deleted by hand.
      AtomicFiles.replace(
          file, (text + "\n").getBytes(StandardCharsets.US_ASCII), AtomicFiles.OWNER_ONLY);
      return text.getBytes(StandardCharsets.US_ASCII);
    } catch (IOException cause) {
      throw new KithException(
          ExitCode.UNREACHABLE,
          "Cannot read or create the secret beside the lake ("
              + cause.getClass().getSimpleName()
              + ").",
          NOTHING,
          "Check the folder's permissions, then run the command again.");
    }
  }

  /**
   * Records whether the lake holds an invented authority, and refuses to mix invented and real
   * records.
   */
  public void keepApart(boolean simulated) {
    StateFile about = files.open(ABOUT).orElseThrow();
    if (!about.content().has("simulated")) {
      files.write(ABOUT, ((ObjectNode) about.content()).put("simulated", simulated));
    } else if (about.flag("simulated") != simulated) {
      throw wrong(
          simulated
              ? "The extract is SIMULATED, but the lake holds real records."
              : "The lake holds SIMULATED records, but the extract is a real one.",
          "Name another lake with --lake.");
    }
  }

  private static KithException wrong(String happened, String next) {
    return new KithException(ExitCode.WRONG_USAGE, happened, NOTHING, next);
  }
}
