package kith.source.folder;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import org.apache.commons.io.IOUtils;

/** Reads {@code _COMPLETE}, the file that says that a night has been written completely. */
record MarkerReader(SourceFolder folder) {

  static final String NAME = "_COMPLETE";

  /** The marker's content; a night without a marker is not complete yet. */
  Marker read() {
    if (!folder.isThere()) {
      // Most file systems report an unreadable folder as missing.
      throw notYet(
          "The source has no folder of "
              + folder.businessDate()
              + ", or this account cannot read it.");
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
      throw stillWritten("its _COMPLETE is empty or ends within a line");
    }
    Marker marker = Marker.parse(text);
    if (marker.businessDate() != null && !marker.businessDate().equals(folder.businessDate())) {
      throw SourceFolder.broken(
          "The extract's marker is for "
              + marker.businessDate()
              + ", not for "
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
        throw stillWritten("its _COMPLETE ends within a character");
      }
      throw SourceFolder.broken(
          "The _COMPLETE of "
              + folder.businessDate()
              + " cannot be read: it is not UTF-8 text, or not in the encoding that its byte order"
              + " mark declares.",
          "Ask the system team to write _COMPLETE again, then run the same command again.");
    } catch (BrokenFile packed) {
      throw stillWritten("its _COMPLETE is compressed, and cannot be unpacked");
    } catch (FileNotFoundException missing) {
      throw notYet(
          "The extract of "
              + folder.businessDate()
              + " is there, but this account cannot read its _COMPLETE.");
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
            ? " is not complete: its folder is empty, or this account cannot read it."
            : " is not complete: its folder has no _COMPLETE" + alike + ".");
  }

  KithException stillWritten(String why) {
    return notYet(
        "The extract of "
            + folder.businessDate()
            + " is not complete: "
            + why
            + ", so it is still being written.");
  }

  private static KithException notYet(String happened) {
    return new KithException(
        ExitCode.UNREACHABLE,
        happened,
        Meaning.NOTHING_PUBLISHED,
        "Check the source folder, or wait until the extract has been written, then run the same command again.");
  }
}
