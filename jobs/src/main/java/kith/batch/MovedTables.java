package kith.batch;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kith.publish.Publications;
import kith.table.FileMark;
import kith.table.Publication;
import kith.table.StateFiles;

/**
 * What the lake's records say about tables that were moved aside. The tables made in their place
 * count their versions from 0 again, so that a number noted before means another content now:
 * everything that names one is forgotten.
 */
final class MovedTables {

  private MovedTables() {}

  /** Forgets the versions of these tables, by qualified name. */
  static void forget(StateFiles files, Set<String> moved) {
    for (LocalDate night : files.nights()) {
      for (String stage : StageRecord.names()) {
        String folder = StageRecord.stepFolder(night, stage);
        files.list(folder).forEach(step -> StageRecord.forgetKey(files, folder + "/" + step));
      }
    }
    for (String id : Publications.written(files)) {
      if (Intact.isWhole(() -> Publications.read(files, id))) {
        Publications.read(files, id).ifPresent(publication -> forget(files, publication, moved));
      }
    }
  }

  private static void forget(StateFiles files, Publication publication, Set<String> moved) {
    Map<String, Long> left = new TreeMap<>(publication.versions());
    if (left.keySet().removeAll(moved)) {
      Map<String, FileMark> published = Publications.files(files, publication.id());
      Publications.writeManifest(
          files,
          new Publication(
              publication.id(), publication.businessDate(), publication.simulated(), left),
          published);
    }
  }
}
