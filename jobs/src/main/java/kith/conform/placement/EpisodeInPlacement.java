package kith.conform.placement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The placement of an episode.
 *
 * @param placementNo null where there is none; in a temporary stay that of the placement that the
 *     child is away from
 * @param presentUntil the day after the last one on which the episode says where the child is (R6,
 *     R6a); null while it does; its first day where it never does
 * @param countedType the type that measures count
 * @param isTemporaryWithoutPlacement a temporary stay with no placement before it
 */
public record EpisodeInPlacement(
    @Nullable Integer placementNo,
    @Nullable LocalDate presentUntil,
    String countedType,
    boolean isTemporaryWithoutPlacement) {}
