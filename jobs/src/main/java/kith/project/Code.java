package kith.project;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Hashes of what a table is built by: Kith's own compiled classes and project files. */
public final class Code {

  /** A class file: its hash, and the classes of Kith that it names. */
  private record Known(byte[] hash, Set<String> named) {}

  private static final Map<String, Known> KNOWN = new ConcurrentHashMap<>();

  private Code() {}

  /**
   * The hash of classes, with all classes that they use, and of files. A change anywhere else does
   * not change it.
   *
   * @param root the folder that the paths are relative to
   * @param files files or folders by path below the root; a missing one counts as empty
   */
  public static String hash(Collection<Class<?>> classes, Path root, Collection<String> files) {
    MessageDigest digest = Hash.sha256();
    used(classes).forEach(name -> digest.update(known(name).hash()));
    for (String file : files) {
      add(digest, root.resolve(file));
    }
    return Hash.hex(digest.digest(), 8);
  }

  /** All of Kith's own classes that these classes use, including themselves. */
  public static Set<String> used(Collection<Class<?>> classes) {
    Set<String> used = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>();
    classes.forEach(each -> open.add(each.getName().replace('.', '/')));
    while (!open.isEmpty()) {
      String name = open.remove();
      if (used.add(name)) {
        open.addAll(known(name).named());
      }
    }
    return used;
  }

  private static Known known(String name) {
    return KNOWN.computeIfAbsent(
        name, each -> new Known(Hash.sha256().digest(bytes(each)), named(each)));
  }

  /** The classes of Kith that a class file names in its constant pool. */
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
    InputStream in = Code.class.getResourceAsStream("/" + name + ".class");
    if (in == null) {
      throw new IOException("no class " + name);
    }
    return in;
  }

  /** Adds a file, or all files of a folder except environments, to a hash. */
  public static void add(MessageDigest digest, Path path) {
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
