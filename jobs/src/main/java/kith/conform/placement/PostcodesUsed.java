package kith.conform.placement;

import java.util.List;
import java.util.Optional;
import kith.table.Counts;
import kith.table.PostcodeDirectory;
import kith.table.StageStep;

/**
 * Notes how many postcodes the directory had with which the night's tables were built: marts of a
 * later run know from it whether area and distance could be told.
 */
public record PostcodesUsed(Optional<PostcodeDirectory> directory) implements StageStep {

  @Override
  public String name() {
    return PostcodeDirectory.STEP;
  }

  @Override
  public List<String> after() {
    return List.of();
  }

  @Override
  public Result run() {
    return new Result(
        List.of(),
        new Counts()
            .put(
                PostcodeDirectory.POSTCODES,
                directory.map(PostcodeDirectory::postcodes).orElse(0L)));
  }
}
