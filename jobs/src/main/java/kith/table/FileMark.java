package kith.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The size of a file, and the hash of its content, when it was written. */
public record FileMark(long bytes, String sha256) {

  /** Notes files, by path, below a field of a state file. */
  public static void put(ObjectNode node, String field, Map<String, FileMark> files) {
    ObjectNode all = node.putObject(field);
    files.forEach(
        (path, mark) ->
            all.putObject(path).put("bytes", mark.bytes()).put("sha256", mark.sha256()));
  }

  /** Files noted below a field of a state file; none if an earlier Kith wrote it without. */
  public static Map<String, FileMark> read(StateFile file, String field) {
    Map<String, FileMark> files = new TreeMap<>();
    if (file.content().has(field)) {
      file.objects(field)
          .forEach(
              (path, mark) ->
                  files.put(path, new FileMark(mark.count("bytes"), mark.text("sha256"))));
    }
    return files;
  }
}
