package kith.source.folder;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import org.apache.commons.io.IOUtils;

/** Reads {@code _COMPLETE}, the file that says that a night has been written whole. */
record MarkerReader(SourceFolder folder) {

  static final String NAME = "_COMPLETE";

  /** What the marker says; a night without one is not complete yet. */
  Marker read() {
    if (!folder.isThere()) {
      // A folder out of reach is told by most file systems as one that is not there.
      throw notYet(
          "The source has no folder of "
              + folder.businessDate()
              + ", or the user who runs this may not look there.");
    }
    List<String> names = folder.entries().stream().map(SourceFolder.Entry::name).toList();
    Optional<String> name = names.stream().filter(NAME::equalsIgnoreCase).findFirst();
    if (name.isEmpty()) {
      throw notYet(whyNone(names));
    }
    String text = text(name.get());
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    Marker.parse(whole);
    if (text.isBlank() || !isWhole(text.substring(whole.length()))) {
      throw stillWritten("its _COMPLETE is empty or stops within a line");
    }
    Marker marker = Marker.parse(text);
    if (marker.businessDate() != null && !marker.businessDate().equals(folder.businessDate())) {
      throw NightFolder.broken(
          "The extract's marker is of "
              + marker.businessDate()
              + ", not of "
              + folder.businessDate()
              + ".",
          "Ask the system team for the extract of that night, then run the same command again.");
    }
    return marker;
  }

  private String text(String name) {
    try (TextReader marker = new TextReader(folder.open(name))) {
      return IOUtils.toString(marker);
    } catch (TextReader.Undecodable undecodable) {
      if (undecodable.isAtEnd()) {
        throw stillWritten("its _COMPLETE stops within a character");
      }
      throw NightFolder.broken(
          "The _COMPLETE of "
              + folder.businessDate()
              + " cannot be read: it is no text in UTF-8, or not in the encoding that the mark at"
              + " its start names.",
          "Ask the system team to write _COMPLETE again, then run the same command again.");
    } catch (BrokenFile packed) {
      throw stillWritten("its _COMPLETE is compressed, and cannot be unpacked");
    } catch (FileNotFoundException missing) {
      throw notYet(
          "The extract of "
              + folder.businessDate()
              + " is there, but the user who runs this may not read its _COMPLETE.");
    } catch (IOException cause) {
      throw folder.unreachable("the source " + folder.source(), cause);
    }
  }

  private static boolean isWhole(String lastLine) {
    try {
      Marker.parse(lastLine);
      return true;
    } catch (KithException cutOff) {
      return false;
    }
  }

  private String whyNone(List<String> names) {
    String alike =
        names.stream()
            .filter(name -> name.matches("(?i)_?COMPLETED?(\\.[a-z]{1,8})?"))
            .findFirst()
            .map(name -> "; there is " + name + ", which is not read")
            .orElse("");
    return "The extract of "
        + folder.businessDate()
        + (names.isEmpty()
            ? " is not complete: its folder is empty, or the user who runs this may not read it."
            : " is not complete: its folder has no _COMPLETE" + alike + ".");
  }

  KithException stillWritten(String why) {
    return notYet(
        "The extract of "
            + folder.businessDate()
            + " is not complete: "
            + why
            + ", still being written.");
  }

  private static KithException notYet(String happened) {
    return new KithException(
        ExitCode.UNREACHABLE,
        happened,
        Meaning.NOTHING_PUBLISHED,
        "Check the source folder, or wait until the extract has been written, then run the same command again.");
  }
}
