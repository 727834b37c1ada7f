package kith.batch;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kith.conform.Conform;
import kith.extract.Extract;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.lake.Sessions;
import kith.marts.Marts;
import kith.project.Hash;
import kith.project.Project;
import kith.publish.Publish;
import kith.quality.QualityStep;
import kith.source.folder.NightFolder;

/** Which Kith made a table: hashes over its classes, its SQL and its configuration. */
public final class CodeVersion {

  /** The classes that a stage begins with. What they use is found from there. */
  static final Map<Stage, List<Class<?>>> CODE =
      Map.of(
          // How a source's files are read stands behind an interface.
          Stage.EXTRACT, List.of(Extract.class, NightFolder.class, DeltaLake.class, Sessions.class),
          Stage.CONFORM, List.of(Conform.class, Keys.class),
          // The publication is named by the marts' key: what publishes otherwise needs another
          // name.
          Stage.MARTS, List.of(Marts.class, QualityStep.class, Publish.class),
          Stage.PUBLISH, List.of(Publish.class));

  /** The files of the project that a stage is the first to read. */
  static final Map<Stage, List<String>> FILES =
      Map.of(
          Stage.EXTRACT,
              List.of(
                  "conf/sources",
                  "conf/codes",
                  "conf/parameters.yaml",
                  "sql/staging",
                  "sql/warehouse/person_pair.yaml"),
          Stage.CONFORM,
              List.of("conf/benchmarks", "conf/calendar", "conf/reference", "sql/warehouse"),
          Stage.MARTS, List.of("conf/targets", "sql/marts", "sql/quality"),
          Stage.PUBLISH, List.of());

  private CodeVersion() {}

  /** The version of all that runs; environments do not count, they change no figure. */
  public static String of(Project project) {
    MessageDigest digest = Hash.sha256();
    try {
      add(
          digest,
          Path.of(CodeVersion.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException cause) {
      throw new IllegalStateException(cause);
    }
    add(digest, project.sql());
    add(digest, project.conf());
    return Hash.hex(digest.digest(), 8);
  }

  /** The version of each stage. */
  static Map<Stage, String> byStage(Project project) {
    Map<Stage, String> versions = new EnumMap<>(Stage.class);
    Stage.ALL.forEach(stage -> versions.put(stage, of(project, stage)));
    return versions;
  }

  /**
   * The version of what a stage adds to the stages before it: the classes that it uses and the
   * files that it is the first to read. A change anywhere else, such as in what a command prints,
   * leaves its tables as they are.
   */
  static String of(Project project, Stage stage) {
    MessageDigest digest = Hash.sha256();
    used(Objects.requireNonNull(CODE.get(stage))).forEach(name -> digest.update(bytes(name)));
    for (String file : Objects.requireNonNull(FILES.get(stage))) {
      add(digest, project.root().resolve(file));
    }
    return Hash.hex(digest.digest(), 8);
  }

  /** Those of Kith's own classes that some classes use, themselves included. */
  static Set<String> used(List<Class<?>> classes) {
    Set<String> used = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>();
    classes.forEach(each -> open.add(each.getName().replace('.', '/')));
    while (!open.isEmpty()) {
      String name = open.remove();
      if (used.add(name)) {
        open.addAll(named(name));
      }
    }
    return used;
  }

  /** The classes of Kith that a class file names in its table of constants. */
  private static Set<String> named(String name) {
    Set<String> named = new TreeSet<>();
    try (DataInputStream in = new DataInputStream(open(name))) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      String[] texts = new String[count];
      int[] classes = new int[count];
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts[i] = in.readUTF();
          case 7 -> classes[i] = in.readUnsignedShort();
          case 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++;
          }
          default -> in.skipNBytes(4);
        }
      }
      for (int at : classes) {
        String used = at == 0 ? "" : texts[at].replaceFirst("^\\[+L", "").replace(";", "");
        if (used.startsWith("kith/")) {
          named.add(used);
        }
      }
      return named;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static byte[] bytes(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = CodeVersion.class.getResourceAsStream("/" + name + ".class");
    if (in == null) {
      throw new IOException("no class " + name);
    }
    return in;
  }

  private static void add(MessageDigest digest, Path path) {
    for (Path file : files(path)) {
      digest.update(path.relativize(file).toString().getBytes());
      try {
        digest.update(Files.readAllBytes(file));
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
  }

  private static List<Path> files(Path path) {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !Objects.requireNonNull(file.getParent()).endsWith("environments"))
          .sorted()
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
