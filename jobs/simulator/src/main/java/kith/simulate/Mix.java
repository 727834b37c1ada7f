package kith.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Values with weights, written {@code "U6 50, U3 20"}: the weights need not add up to anything. */
final class Mix {

  private static final Map<String, Mix> READ = new ConcurrentHashMap<>();

  private final List<String> values = new ArrayList<>();
  private final List<Double> upTo = new ArrayList<>();
  private double total;

  /** The mix for this text; each text is parsed once. */
  static Mix of(String weighted) {
    return READ.computeIfAbsent(weighted, Mix::read);
  }

  private static Mix read(String weighted) {
    Mix mix = new Mix();
    for (String part : weighted.split(",")) {
      String[] valueAndWeight = part.trim().split("\\s+");
      mix.total += Double.parseDouble(valueAndWeight[1]);
      mix.values.add(valueAndWeight[0]);
      mix.upTo.add(mix.total);
    }
    return mix;
  }

  String pick(Dice dice) {
    double point = dice.uniform() * total;
    int place = 0;
    while (upTo.get(place) <= point) {
      place++;
    }
    return values.get(place);
  }
}
