package kith.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.table.StateFile;
import kith.table.StateFiles;
import org.apache.commons.io.FileUtils;

/** The lake's small JSON files, on a plain disk. */
public final class LakeFiles implements StateFiles {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Path root;

  /** The files below a lake's root folder. */
  public LakeFiles(String root) {
    this.root = Path.of(root);
  }

  @Override
  public Optional<JsonNode> read(String path) {
    try (InputStream in = Files.newInputStream(root.resolve(path))) {
      JsonNode content = JSON.readTree(in);
      if (!content.isObject()) {
        throw StateFile.damaged(path, "it is empty or holds no record");
      }
      return Optional.of(content);
    } catch (JsonProcessingException cause) {
      throw StateFile.damaged(path, "it is truncated or holds something else");
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    } catch (IOException cause) {
      if (Files.isDirectory(root.resolve(path))) {
        throw StateFile.damaged(path, "it is a folder");
      }
      throw unreachable("read", path, cause);
    }
  }

  @Override
  public void write(String path, JsonNode content) {
    try {
      AtomicFiles.replace(root.resolve(path), JSON.writeValueAsBytes(content));
    } catch (IOException cause) {
      throw unreachable("write", path, cause);
    }
  }

  /** Deletes a file that is too damaged to use, if it exists. */
  public void delete(String path) {
    try {
      if (Files.deleteIfExists(root.resolve(path))) {
        AtomicFiles.secure(Objects.requireNonNull(root.resolve(path).getParent()));
      }
    } catch (IOException cause) {
      throw unreachable("delete", path, cause);
    }
  }

  @Override
  public void deleteAll(String path) {
    Path place = root.resolve(path);
    try {
      if (Files.exists(place)) {
        FileUtils.forceDelete(place.toFile());
        AtomicFiles.secure(Objects.requireNonNull(place.getParent()));
      }
    } catch (IOException cause) {
      throw unreachable("delete", path, cause);
    }
  }

  @Override
  public List<String> list(String folder) {
    try (Stream<Path> found = Files.list(root.resolve(folder))) {
      return found
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException missing) {
      return List.of();
    } catch (IOException cause) {
      throw unreachable("list", folder, cause);
    }
  }

  private static KithException unreachable(String action, String path, IOException cause) {
    return new KithException(
        ExitCode.UNREACHABLE,
        "Cannot "
            + action
            + " "
            + path
            + " in the lake ("
            + cause.getClass().getSimpleName()
            + ").",
        "Nothing more was published; " + Meaning.FIGURES_STAND + ".",
        "Check that the lake's storage is available, has free space and is writable, then run the"
            + " command"
            + " again.");
  }
}
