package kith.conform.placement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The placement of an episode.
 *
 * @param placementNo null if there is none; for a temporary stay, the placement that the child is
 *     away from
 * @param presentUntil the day after the last one on which the episode says where the child is (R6,
 *     R6a); null while it does; its first day if it never does
 * @param counted index of the episode whose place measures count: its own, or for a temporary stay
 *     that of the latest stay in the placement that the child is away from
 * @param isTemporaryWithoutPlacement a temporary stay with no placement before it
 */
public record EpisodeInPlacement(
    @Nullable Integer placementNo,
    @Nullable LocalDate presentUntil,
    int counted,
    boolean isTemporaryWithoutPlacement) {}
