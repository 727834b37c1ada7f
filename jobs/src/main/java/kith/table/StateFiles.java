package kith.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Small JSON files of the lake, each replaced whole or not at all. Needs no Spark session. */
public interface StateFiles {

  /** The file below the lake's root, if it is there. */
  Optional<JsonNode> read(String path);

  /** The file, to be read strictly, if it is there. */
  default Optional<StateFile> open(String path) {
    return read(path).map(content -> new StateFile(path, content));
  }

  /** Replaces the file in one step; it is on the disk when this returns. */
  void write(String path, JsonNode content);

  /** Deletes a file, or a folder with everything in it, if it exists. */
  void deleteAll(String path);

  /** Names of the files and folders of a folder, sorted; none if the folder is missing. */
  List<String> list(String folder);

  /** The nights that the lake has begun to load; anything else in their folder is ignored. */
  default List<LocalDate> nights() {
    return list("ops/nights").stream()
        .filter(name -> name.matches("\\d{4}-\\d{2}-\\d{2}"))
        .map(LocalDate::parse)
        .toList();
  }
}
