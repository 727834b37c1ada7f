package kith.table;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kith.project.Hash;

/**
 * The postcode directory that the lake holds. It is loaded outside the nights; the state file says
 * which version of the table {@link Tables#POSTCODE} nights read.
 *
 * @param edition month of the publication, such as 2025-11
 * @param loadedOn day on which this edition was loaded
 * @param version of the table
 * @param postcodes number of rows
 * @param files of that version, by path below the table's folder
 */
public record PostcodeDirectory(
    String edition, LocalDate loadedOn, long version, long postcodes, Map<String, FileMark> files) {

  /** The state file, below the lake's root. */
  public static final String PATH = "ops/postcodes.json";

  /** The step of a night that counts the postcodes of the directory it used. */
  public static final String STEP = "postcode_directory";

  /** What that step counts; 0 without a directory. */
  public static final String POSTCODES = "postcodes";

  /** The directory of a lake, if one has been loaded. */
  public static Optional<PostcodeDirectory> read(StateFiles files) {
    return files
        .open(PATH)
        .map(
            file ->
                new PostcodeDirectory(
                    file.text("edition"),
                    file.date("loaded_on"),
                    file.count("version"),
                    file.count(POSTCODES),
                    FileMark.read(file, "files")));
  }

  /** Makes this the directory that nights read, in one step. */
  public void write(StateFiles state) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("edition", edition)
            .put("loaded_on", loadedOn.toString())
            .put("version", version)
            .put(POSTCODES, postcodes);
    FileMark.put(node, "files", files);
    state.write(PATH, node);
  }

  /** Whether another load gave the same edition with the same files. */
  public boolean holdsThatOf(PostcodeDirectory other) {
    return edition.equals(other.edition) && version == other.version && files.equals(other.files);
  }

  /** A text that is the same for the same rows. */
  public String content() {
    return Hash.of(
        files.values().stream().map(FileMark::sha256).sorted().collect(Collectors.joining("\n")));
  }
}
