package kith.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kith.contract.ExitCode;
import kith.contract.KithException;
import kith.contract.StateFiles;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** The lake's small JSON files, on any Hadoop file system. A file is written beside and renamed. */
public final class LakeFiles implements StateFiles {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final String root;

  /** The files below a lake's root folder. */
  public LakeFiles(String root) {
    this.root = root;
  }

  @Override
  public Optional<JsonNode> read(String path) {
    Path file = new Path(root, path);
    try (InputStream in = context(file).open(file)) {
      JsonNode content = JSON.readTree(in);
      if (!content.isObject()) {
        throw damaged(path);
      }
      return Optional.of(content);
    } catch (JsonProcessingException cause) {
      throw damaged(path);
    } catch (FileNotFoundException missing) {
      // Also said of a file that is there and may not be read.
      if (isThere(file)) {
        throw unreachable("read", path, missing);
      }
      return Optional.empty();
    } catch (IOException cause) {
      throw unreachable("read", path, cause);
    }
  }

  private static boolean isThere(Path file) {
    try {
      return context(file).util().exists(file);
    } catch (IOException cause) {
      throw unreachable("read", file.getName(), cause);
    }
  }

  @Override
  public void write(String path, JsonNode content) {
    Path file = new Path(root, path);
    Path beside = new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID());
    try {
      FileContext context = context(file);
      context.mkdir(file.getParent(), null, true);
      boolean isWritten = false;
      try {
        try (OutputStream out =
            context.create(beside, java.util.EnumSet.of(org.apache.hadoop.fs.CreateFlag.CREATE))) {
          JSON.writeValue(out, content);
        }
        context.rename(beside, file, Options.Rename.OVERWRITE);
        isWritten = true;
      } finally {
        if (!isWritten) {
          context.delete(beside, false);
        }
      }
    } catch (IOException cause) {
      throw unreachable("write", path, cause);
    }
  }

  @Override
  public List<String> list(String folder) {
    Path path = new Path(root, folder);
    try {
      FileStatus[] found = context(path).util().listStatus(path);
      return Arrays.stream(found)
          .map(status -> status.getPath().getName())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (FileNotFoundException missing) {
      return List.of();
    } catch (IOException cause) {
      throw unreachable("list", folder, cause);
    }
  }

  private static FileContext context(Path path) throws IOException {
    return FileContext.getFileContext(path.toUri());
  }

  /** Another try does not help. */
  private static KithException damaged(String path) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "The lake's file " + path + " is damaged: it is empty or cut off.",
        "Nothing was published; the figures published before stand.",
        "Restore it from the lake's backup, then run the command again.");
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
        "Nothing more was published; the figures published before stand.",
        "Check that the lake's storage is there, has room and may be written, then run the command"
            + " again.");
  }
}
