package kith.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state file is replaced in one step and flushed to disk, as the system calls show. */
class AtomicFilesTest {

  private static final String POINTER = "published/current.json";

  private static final Pattern CALL = Pattern.compile("^\\d+ +(\\w+)\\((.*)$");

  @TempDir private Path folder;

  /** A system call and the path it was about. */
  private record Call(String name, String path) {}

  @Test
  void aKillAtAnySystemCallLeavesTheOldContentOrTheNew() throws Exception {
    old();
    Set<Call> calls = new LinkedHashSet<>(trace());
    assertThat(calls).extracting(Call::name).contains("openat", "write", "fsync", "rename");
    Set<Integer> left = new LinkedHashSet<>();

    for (Call call : calls) {
      old();
      int code =
          replace("-P", call.path(), "-e", "inject=" + call.name() + ":signal=KILL", "-o", "trace");
      assertThat(code).as("killed at " + call).isEqualTo(137);
      left.add(content());

      assertThat(replace("-e", "trace=none", "-o", "trace")).isZero();
      assertThat(content()).as("the next run after a kill at " + call).isEqualTo(2);
      assertThat(names())
          .as("what is left after a kill at " + call)
          .containsExactly("current.json");
    }

    assertThat(left).containsExactlyInAnyOrder(1, 2);
  }

  /** The file's content is on disk before its name, and its name before the program continues. */
  @Test
  void contentAndNameArePutOnTheDiskForGood() throws Exception {
    old();

    List<Call> calls = trace();

    Path beside = published().resolve(".current.json.new");
    assertThat(calls)
        .containsSubsequence(
            new Call("write", beside.toString()),
            new Call("fsync", beside.toString()),
            new Call("rename", beside.toString()),
            new Call("fsync", published().toString()));
    assertThat(calls).extracting(Call::name).doesNotContain("unlink");
  }

  @Test
  void aChecksumThatHadoopLeftIsNotHeldAgainstTheNewContent() throws Exception {
    old();
    Files.writeString(published().resolve(".current.json.crc"), "of the old content");

    write(2);

    assertThat(names()).containsExactly("current.json");
    assertThat(content()).isEqualTo(2);
  }

  /** The tables of a first night are written in parallel, into folders that do not exist yet. */
  @Test
  void filesWrittenAtOnceMayMakeTheSameFolder() throws Exception {
    int writers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      for (int round = 0; round < 50; round++) {
        Path deep = folder.resolve("ops" + round).resolve("log");
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Future<?>> written = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          Path file = deep.resolve("table" + writer).resolve("state.json");
          written.add(
              threads.submit(
                  () -> {
                    start.await();
                    AtomicFiles.replace(file, new byte[] {1});
                    return null;
                  }));
        }
        for (Future<?> one : written) {
          one.get();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void othersMayReadNoStateFile() throws Exception {
    write(1);

    assertThat(rights(published().resolve("current.json"))).isEqualTo("rw-r-----");
    assertThat(rights(published())).isEqualTo("rwxr-x---");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private Path published() {
    return folder.resolve("published");
  }

  private void old() {
    write(1);
  }

  private void write(int content) {
    new LakeFiles(folder.toString())
        .write(POINTER, JsonNodeFactory.instance.objectNode().put("content", content));
  }

  private int content() {
    return new LakeFiles(folder.toString()).read(POINTER).orElseThrow().get("content").intValue();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(published())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The system calls on the file, the one beside it and their folder, in their order. */
  private List<Call> trace() throws Exception {
    List<Path> watched =
        List.of(
            published(),
            published().resolve("current.json"),
            published().resolve(".current.json.new"),
            published().resolve(".current.json.crc"));
    List<String> options = new ArrayList<>(List.of("-y", "-o", "trace"));
    watched.forEach(path -> options.addAll(List.of("-P", path.toString())));
    assertThat(replace(options.toArray(String[]::new))).isZero();
    List<Call> calls = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("trace"))) {
      Matcher call = CALL.matcher(line);
      if (call.matches()) {
        calls.add(new Call(call.group(1), path(call.group(2), watched)));
      }
    }
    return calls;
  }

  /** The first of the watched paths that a call names; the longest where one begins another. */
  private static String path(String arguments, List<Path> watched) {
    Matcher named = Pattern.compile("[<\"](/[^>\"]+)[>\"]").matcher(arguments);
    while (named.find()) {
      if (watched.contains(Path.of(named.group(1)))) {
        return named.group(1);
      }
    }
    throw new AssertionError("a call names no watched path: " + arguments);
  }

  /** Replaces the file in a process of its own, under strace; the exit code. */
  private int replace(String... options) throws Exception {
    return Traced.run(folder, List.of(options), ReplaceOnce.class, folder.toString(), POINTER, "2");
  }
}
