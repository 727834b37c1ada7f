package kith.project;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A source as an environment lists it.
 *
 * @param system a folder of {@code conf/sources}
 * @param shape how the system writes its tables: a file of {@code conf/sources/<system>/shapes};
 *     null for the plain one
 * @param availability what the source carries: a file of {@code conf/sources/<system>}
 */
public record SourceSetting(
    String system, Kind kind, Path at, @Nullable String shape, String availability) {

  /** The availability of a source that names none. */
  public static final String AVAILABILITY = "availability";

  /** What kind of place a source is at. */
  public enum Kind {
    /** A folder with one folder per night, each complete once it has its {@code _COMPLETE}. */
    FOLDER_PER_NIGHT,

    /** One folder that is the same for every night. */
    FOLDER;

    /** True when the source has nights of its own, each with a window and a fingerprint. */
    public boolean hasNights() {
      return this == FOLDER_PER_NIGHT;
    }
  }

  SourceSetting at(Path other) {
    return new SourceSetting(system, kind, other, shape, availability);
  }

  SourceSetting inShape(@Nullable String other) {
    return new SourceSetting(system, kind, at, other, availability);
  }

  SourceSetting carrying(String other) {
    return new SourceSetting(system, kind, at, shape, other);
  }
}
